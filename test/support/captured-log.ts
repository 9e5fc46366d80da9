import { vi } from 'vitest';
import { log } from '#runtime/log.ts';

/** Everything that the process prints from now on, with the log at its most talkative. */
export function captureLog(): { readonly holds: (text: string) => boolean; readonly restore: () => void } {
  const level = log.getLevelName();
  log.setLogLevel('TRACE');
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0),
  );
  return {
    holds: (text) => lines.join('').includes(text),
    restore: () => {
      log.setLogLevel(level);
      for (const spy of spies) spy.mockRestore();
    },
  };
}
