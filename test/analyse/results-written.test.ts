import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '#support/run-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-results-'));
});
afterEach(() => rm(folder, { recursive: true }));

const COMMANDS = [
  { name: 'backtest', args: ['--prices'] },
  { name: 'indicators', args: ['--method', 'ifpa', '--monthly'] },
  { name: 'match', args: ['--problem'] },
];

describe.each(COMMANDS)('$name', ({ name, args }) => {
  const run = (...more: string[]) => runCommand(`infra/analyse/${name}.ts`, more);

  test.each([
    { out: 'no-such/out', words: 'is not there; make it first' },
    { out: 'a-file/out', words: 'is no folder' },
    { out: '.', words: 'is a folder; name a file' },
  ])('says before it reads anything that $out cannot be written', async ({ out, words }) => {
    await writeFile(join(folder, 'a-file'), '');
    // What is to be read is not there: it would be the complaint if it were looked at first.
    const ended = await run(...args, join(folder, 'unread'), '--out', join(folder, out));
    expect(ended).toMatchObject({ code: 1, out: '', complaint: expect.stringContaining(words) });
    expect(ended.complaint.trimEnd().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['a-file']);
  });

  test('leaves no empty file where its input cannot be used', async () => {
    expect(await run(...args, join(folder, 'unread'), '--out', join(folder, 'out'))).toMatchObject({ code: 1 });
    expect(await readdir(folder)).toEqual([]);
  });

  test('says by --help how it is used', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining(`Usage: npm run ${name}`) });
  });
});
