import { afterAll, vi } from 'vitest';
import { log } from '#runtime/log.ts';

interface CapturedLog {
  readonly holds: (text: string) => boolean;
  /** What the functions have logged, entry by entry. */
  readonly entries: () => Readonly<Record<string, unknown>>[];
}

/** Everything that the process prints until the tests of the file have ended, with the log at its most talkative. */
export function captureLog(): CapturedLog {
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
  return {
    holds: (text) => lines.join('').includes(text),
    entries: () =>
      lines
        .join('')
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
