import assert from 'node:assert/strict';
import { SENDER } from './cdk-cli.ts';
import { npmRun, type Scene } from './operate.ts';
import { sentMails } from './sent-mails.ts';
import { tell } from './tell.ts';

const OPERATOR = 'truc-he-thong@binh-on.example';

/** The account is looked over as before a deployment, then a report and a mail go through what is deployed. */
export async function callDoctor(scene: Scene): Promise<void> {
  const ready = await npmRun(scene, 'doctor', 'before', '-c', 'stage=dev', '-c', `sender=${SENDER}`);
  assert.deepEqual(
    ready.filter((line) => !line.startsWith('✓')),
    [],
  );
  tell(`npm run doctor before: ${ready.length} checks of the account hold`);
  const coverage = () => scene.admin.call('GET /v1/coverage');
  const before = await coverage();
  const walked = await npmRun(scene, 'doctor', 'after', '--mail-to', OPERATOR);
  assert.deepEqual(
    walked.filter((line) => !line.startsWith('✓')),
    [],
  );
  const mails = (await sentMails(scene.emulator)).filter(({ text }) => text.includes('kiem-tra-he-thong'));
  assert.deepEqual(
    mails.map(({ to }) => to),
    [[OPERATOR]],
  );
  assert.deepEqual(await coverage(), before);
  for (const line of walked) tell(`npm run doctor after: ${line}`);
}
