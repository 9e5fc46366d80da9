import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { runCommand, startMachine } from '#support/run-command.ts';

const disk = mkdtempSync(join(tmpdir(), 'binh-on-disk-'));

function mount(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const unmount = () => execFileSync('umount', [disk]);
const remount = (options: string) => execFileSync('mount', ['-o', `remount,${options}`, disk]);
const main = (...args: string[]) => runCommand('infra/local/main.ts', ['--port', '0', '--scenario', 'empty', ...args]);

const canMount = mount('size=64k');
if (canMount) unmount();
afterAll(() => rmSync(disk, { recursive: true }));

describe.skipIf(!canMount)('on a disk of its own (skipped where this user may not mount one)', () => {
  beforeAll(() => mkdirSync(disk, { recursive: true }));
  afterEach(unmount);

  test('a disk that is full at the start is refused, and nothing is left on it', async () => {
    mount('size=16k');
    const ended = await main('--data', join(disk, 'data'));
    expect(ended).toMatchObject({
      code: 2,
      complaint: expect.stringMatching(/^The disk that holds .* is full: make room/),
    });
    expect(await readdir(disk)).toEqual([]);
  });

  test('a disk that is full has words of its own at a backup and at a restore, and nothing is left on it', async () => {
    const whole = mkdtempSync(join(tmpdir(), 'binh-on-whole-'));
    try {
      const machine = await startMachine(join(whole, 'data'));
      machine.end('SIGTERM');
      await machine.ended;
      // Without it what a new machine keeps is smaller than any disk.
      writeFileSync(join(whole, 'data', 'outbox', 'long.eml'), randomBytes(16 * 1024));
      const backup = (to: string) => runCommand('infra/local/backup.ts', ['--data', join(whole, 'data'), '--to', to]);
      expect(await backup(join(whole, 'saved'))).toMatchObject({ code: 0 });
      mount('size=4k');
      expect(await backup(join(disk, 'saved'))).toMatchObject({
        code: 2,
        complaint: expect.stringMatching(
          /^The disk that holds .* is full: make room and take the backup again; .*\.\n$/,
        ),
      });
      const restored = await runCommand('infra/local/restore-local.ts', [
        ...['--from', join(whole, 'saved'), '--data', join(disk, 'data')],
      ]);
      expect(restored).toMatchObject({
        code: 2,
        complaint: expect.stringMatching(/^The disk that holds .* is full: make room and restore again; .*\.\n$/),
      });
      expect(await readdir(disk)).toEqual([]);
    } finally {
      rmSync(whole, { recursive: true });
    }
  });

  test('a disk that cannot be written is refused', async () => {
    mount('size=1m');
    remount('ro');
    const ended = await main('--data', join(disk, 'data'));
    expect(ended).toMatchObject({
      code: 2,
      complaint: expect.stringMatching(/cannot be written: give its owner the right/),
    });
    expect(ended.complaint).not.toContain('    at ');
  });

  test('a disk that becomes full ends the machine; with room again nothing acknowledged is lost', async () => {
    mount('size=160k');
    const folder = join(disk, 'data');
    const machine = await startMachine(folder);
    const { staffToken } = (await readCredentials(folder)) ?? { staffToken: '' };
    const contact = { name: 'Nguyễn Thu An '.repeat(8).trim() };
    let acknowledged = 0;
    const filling = (async () => {
      const staff = contractClient({ url: machine.url, token: staffToken });
      for (;;) {
        await staff('PUT /v1/retailers/{id}', {
          params: { id: `shop-${acknowledged}` },
          body: { name: 'Mẫu', contact },
        });
        acknowledged++;
      }
    })();
    await expect(filling).rejects.toThrow();
    expect(await machine.ended).toMatchObject({
      code: 2,
      complaint: expect.stringMatching(/The disk that holds .* is full: make room and start again/),
    });

    remount('size=16m');
    const again = await startMachine(folder);
    const staff = contractClient({ url: again.url, token: staffToken });
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id: `shop-${acknowledged - 1}`, store: '1' },
      body: {
        name: 'Mẫu',
        place: '00070',
        channel: 'market',
      },
    });
    again.end('SIGTERM');
    expect(await again.ended).toMatchObject({ code: 0 });
  });
});
