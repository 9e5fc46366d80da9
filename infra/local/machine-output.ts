/** Where a machine's lines go. */
export interface MachineOutput {
  readonly tell: (line: string) => void;
  /** How far something is: one line that changes on a terminal, now and then a line elsewhere. */
  readonly progress: (text: string) => void;
}

/** So long after the last line of its kind is one more worth it where lines cannot be written over. */
const APART_MS = 15_000;
const CLEAR_LINE = '\r\u001b[K';

export function machineOutput(
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  clock: () => number,
): MachineOutput {
  let isLineOpen = false;
  let lastAt = clock();
  return {
    tell(line) {
      stream.write(`${isLineOpen ? CLEAR_LINE : ''}${line}\n`);
      isLineOpen = false;
      lastAt = clock();
    },
    progress(text) {
      if (stream.isTTY) {
        stream.write(`${CLEAR_LINE}${text}`);
        isLineOpen = true;
      } else if (clock() - lastAt >= APART_MS) {
        stream.write(`${text}\n`);
        lastAt = clock();
      }
    },
  };
}
