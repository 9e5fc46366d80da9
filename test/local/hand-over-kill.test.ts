import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startDatabase } from '#infra/local/embedded-database.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { recordingHandOver, stateOf } from './hand-over-record.ts';

const LIFE = fileURLToPath(new URL('./hand-over-life.ts', import.meta.url));

/** Lets a process live on the folder until it kills itself at the point; returns the writes that it knew to be made. */
async function liveUntil(point: string, folder: string): Promise<string[]> {
  const life = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', LIFE, folder, point]);
  const [said, complaint, signal] = await Promise.all([
    text(life.stdout),
    text(life.stderr),
    new Promise((resolve) => life.once('close', (_, how) => resolve(how))),
  ]);
  expect(signal, complaint).toBe('SIGKILL');
  return said.split('\n').filter((line) => line !== '');
}

describe('the local hand-over survives a kill', () => {
  test.each([
    { point: 'before the pending entry', report2: { kept: false, pending: false, handled: false } },
    { point: 'after the pending entry', report2: { kept: false, pending: true, handled: false } },
    { point: 'after the write', report2: { kept: true, pending: true, handled: false } },
    { point: 'inside the handler', report2: { kept: true, pending: true, handled: false } },
    { point: 'before the pending entry is removed', report2: { kept: true, pending: true, handled: true } },
    { point: 'after the pending entry was removed', report2: { kept: true, pending: false, handled: true } },
  ])('$point', async ({ point, report2 }) => {
    const folder = await mkdtemp(join(tmpdir(), 'hand-over-'));
    try {
      const acknowledged = await liveUntil(point, folder);
      const database = await startDatabase(folder);
      const dynamodb = connectDynamoDb({ DYNAMODB_ENDPOINT: database.endpoint });
      const found = await stateOf(dynamodb);
      expect({
        kept: found.kept.includes('report#2'),
        pending: found.pending.includes('report#2'),
        handled: found.handled.includes('report#2'),
      }).toEqual(report2);

      const handOver = recordingHandOver(dynamodb, 'second-life');
      await handOver.resume();
      await handOver.idle();
      const { kept, handled, pending } = await stateOf(dynamodb);
      expect(acknowledged).toContain('report#1');
      expect(kept).toEqual(expect.arrayContaining(acknowledged));
      expect(handled).toEqual(expect.arrayContaining(kept));
      expect(pending).toEqual([]);
      dynamodb.destroy();
      await database.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
