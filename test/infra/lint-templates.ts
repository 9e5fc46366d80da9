/**
 * `npm run lint-templates`: cfn-lint reads every template as CloudFormation will, with its schemas of each resource, in
 * production with every setting and in the dev stage with none. Then checkov asks its rules of those of production.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from '#infra/assemble.ts';
import { ownProcesses } from '#support/own-processes.ts';
import { pythonEnvironment } from '#support/python-environment.ts';
import { checkTemplates } from './checkov/check-templates.ts';
import { EXCEPTIONS } from './checkov/exceptions.ts';
import { EVERY_SETTING } from './every-setting.ts';
import { anApp } from './synthesized-stack.ts';

const HOME = fileURLToPath(new URL('../../.e2e', import.meta.url));
/**
 * The CDK also writes down the dependencies that a reference implies (W3005). And the stack tells its deployer of the accounts
 * beside its own outputs, though they stand in the stack of the data (W6001).
 */
const IGNORED = ['W3005', 'W6001'];

const processes = ownProcesses();
const { python } = await pythonEnvironment(processes, HOME, join(import.meta.dirname, 'requirements.txt'));
let read = 0;
for (const [stage, context] of Object.entries({ prod: EVERY_SETTING, dev: { stage: 'dev' } })) {
  const outdir = join(HOME, `templates-${stage}`);
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const app = anApp(context, outdir);
  assemble(app);
  app.synth();
  const templates = (await readdir(outdir)).filter((file) => file.endsWith('.template.json'));
  await processes.run({
    name: 'cfn-lint',
    command: join(python, '..', 'cfn-lint'),
    args: ['--regions', 'ap-southeast-1', '--ignore-checks', ...IGNORED, '--', ...templates],
    log: join(HOME, 'cfn-lint.log'),
    cwd: outdir,
  });
  read += templates.length;
}
process.stdout.write(`cfn-lint finds nothing in ${read} templates.\n`);
const held = await checkTemplates(processes, HOME, join(HOME, 'templates-prod'));
process.stdout.write(
  `checkov finds ${held} rules held, and ${EXCEPTIONS.length} broken for a reason that is stated.\n`,
);
