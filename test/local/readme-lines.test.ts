import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { businessDayOf } from '#domain/business-day.ts';
import { startMachine } from '#support/run-command.ts';
import { playsAll } from '#support/seeds.ts';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const WAIT_MS = 60_000;

/** Shells as a person has them before them, where a "#" begins no comment in zsh, and "!" recalls a line. */
const SHELLS = [
  { shell: 'bash', args: ['--norc', '-i', '-s'], isSlow: false },
  { shell: 'zsh', args: ['-f', '-i', '-s'], isSlow: true },
];

const isThere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** The block that a reader pastes, with the machine's own address in place of the page's. */
async function pastedLines(url: string): Promise<string> {
  const page = await readFile(README, 'utf8');
  const block = /^## Feed it yourself$.*?^```sh\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
  expect(block).toContain('export API=http://127.0.0.1:4001 DATA=.local-empty ');
  return block.replace('http://127.0.0.1:4001', url);
}

for (const { shell, args, isSlow } of SHELLS) {
  const isLeftOut = isSlow && !playsAll;
  test.skipIf(!isThere(shell) || isLeftOut)(
    `the README's lines show what they promise in ${shell} (skipped where it is not installed${isLeftOut ? '; in npm run test:all' : ''})`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'binh-on-readme-'));
      const machine = await startMachine(join(folder, '.local-empty'));
      try {
        const input = await pastedLines(machine.url);
        const { stdout, stderr } = spawnSync(shell, args, { cwd: folder, input, encoding: 'utf8', timeout: WAIT_MS });
        const today = businessDayOf(Date.now());
        const event = `pork-up-${today}`;
        const alert = `00070_01.0004_up_${today}`;
        expect(stdout).toContain(`"id":"${event}"`);
        expect(stdout).toContain(`"alert":"${alert}"`);
        expect(stdout).toContain('Kho Ven Sông (Hung Yen Province) could supply');
        expect(stdout).toMatch(new RegExp(`${event}-1-p-[a-z2-9]{16}\\.eml$`, 'm'));
        expect(stdout).toContain(`{"alert":"${alert}"`);
        expect(stdout).toMatch(/"proposed":.*"alerts":1,.*"episodes":\[\{"place":"00070"/);
        expect(stderr).not.toMatch(/not found|parse error|bad substitution|syntax error/);
      } finally {
        machine.end('SIGTERM');
        await machine.ended;
        await rm(folder, { recursive: true });
      }
    },
  );
}
