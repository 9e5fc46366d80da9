import { afterAll, vi } from 'vitest';
import { log } from '#runtime/log.ts';

/** Everything that the process prints until the tests of the file have ended, with the log at its most talkative. */
export function captureLog(): { readonly holds: (text: string) => boolean } {
  const level = log.getLevelName();
  log.setLogLevel('TRACE');
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0),
  );
  afterAll(() => {
    log.setLogLevel(level);
    for (const spy of spies) spy.mockRestore();
  });
  return { holds: (text) => lines.join('').includes(text) };
}
