import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { type CsvReader, type CsvTaker, csvReader } from '#domain/reading/csv-records.ts';
import { looksLikeUtf16 } from '#runtime/utf8.ts';
import type { PlainLine } from './line-cells.ts';

/** Raised for a file that is not UTF-8: names of other encodings would run together, and two markets become one. */
export class WrongEncoding extends Error {
  override readonly name = 'WrongEncoding';
}

const BLOCK_BYTES = 1 << 18;

/** What takes plain lines by their bytes, once the header is known; nothing where no line can be. */
export type PlainLines = () => PlainLine | undefined;

/**
 * Reads the records of a CSV file in their order and in bounded memory. Raises `WrongEncoding` and `LineTooLong`.
 *
 * @param plain takes the lines that it can, before they are made texts; the others come to the taker.
 */
export async function eachRecord(file: string, taker: CsvTaker, plain: PlainLines = NO_LINE): Promise<void> {
  const blocks = createReadStream(file, { highWaterMark: BLOCK_BYTES }) as AsyncIterable<Buffer>;
  await readBlocks(blocks, csvReader(taker), plain);
}

const NO_LINE: PlainLines = () => undefined;

/** Feeds a reader with a file's bytes, which may be cut anywhere. */
export async function readBlocks(
  blocks: AsyncIterable<Buffer>,
  reader: CsvReader,
  plain: PlainLines = NO_LINE,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const block of blocks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    if (isFirst && looksLikeUtf16(bytes)) throw wrongEncoding(1);
    isFirst = false;
    const whole = bytes.subarray(0, endOfCharacters(bytes));
    if (!isUtf8(whole)) throw wrongEncoding(reader.lineAfter(validBeginning(whole)));
    // What is behind the last line end waits for the rest of its line, so that the next block begins with a line.
    const end = whole.lastIndexOf(LINE_FEED) + 1 || whole.length;
    readLines(whole.subarray(0, end), reader, plain);
    rest = bytes.subarray(end);
  }
  const last = rest.subarray(0, endOfCharacters(rest));
  if (last.length < rest.length) throw wrongEncoding(reader.lineAfter(last.toString('utf8')));
  reader.read(last.toString('utf8'), true);
}

/** Reads a block: plain lines behind the header by bytes, all else as text. */
function readLines(block: Buffer, reader: CsvReader, plain: PlainLines): void {
  for (let start = 0, next = 0; start < block.length; start = next) {
    const takePlain = plain();
    next = block.indexOf(LINE_FEED, start) + 1;
    // Without one who takes lines the text is read at a stretch, once the header has been.
    if (next === 0 || (!takePlain && reader.isBetweenRecords())) next = block.length;
    const end = block[next - 2] === CARRIAGE_RETURN ? next - 2 : next - 1;
    const isLine = takePlain && block[next - 1] === LINE_FEED && reader.isBetweenRecords();
    if (isLine && takePlain(block, start, end, reader.linesRead() + 1)) reader.passLine();
    else reader.read(block.toString('utf8', start, next), false);
  }
}

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** Where the last whole character ends: the block may cut one into halves. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** The text before the first byte that is none. */
function validBeginning(bytes: Buffer): string {
  let [valid, invalid] = [0, bytes.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8(bytes.subarray(0, endOfCharacters(bytes.subarray(0, middle))))) valid = middle;
    else invalid = middle;
  }
  return bytes.toString('utf8', 0, endOfCharacters(bytes.subarray(0, valid)));
}

function wrongEncoding(line: number): WrongEncoding {
  return new WrongEncoding(`line ${line}: is not UTF-8. Save the file as UTF-8 (in Excel: "CSV UTF-8")`);
}
