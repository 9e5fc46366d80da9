/** Takes the line between two positions of a block, without its end, if it is plain; says whether it did. */
export type PlainLine = (block: Buffer, start: number, end: number, line: number) => boolean;

/** Where the cells of a line begin and end, and the hashes of their bytes. */
export interface LineCells {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
}

const [QUOTE, CARRIAGE_RETURN] = [0x22, 0x0d];
const [HASH_START, HASH_FACTOR] = [0x811c9dc5, 0x01000193];

export function lineCells(width: number): LineCells {
  return { starts: new Int32Array(width), ends: new Int32Array(width), hashes: new Int32Array(width) };
}

/** Cuts a line into its cells; false where it has quotes, other line ends within, or not one cell for each column. */
export function cutLine(cells: LineCells, block: Buffer, start: number, end: number, separator: number): boolean {
  const { starts, ends, hashes } = cells;
  const width = starts.length;
  let cell = 0;
  let hash = HASH_START;
  starts[0] = start;
  for (let at = start; at < end; at++) {
    const byte = block[at] as number;
    if (byte === separator) {
      ends[cell] = at;
      hashes[cell] = hash;
      if (++cell === width) return false;
      starts[cell] = at + 1;
      hash = HASH_START;
    } else {
      if (byte === QUOTE || byte === CARRIAGE_RETURN) return false;
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
    }
  }
  ends[cell] = end;
  hashes[cell] = hash;
  return cell === width - 1;
}
