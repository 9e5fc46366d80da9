import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { type CsvReader, type CsvTaker, csvReader } from '#domain/reading/csv-records.ts';
import { looksLikeUtf16 } from '#runtime/utf8.ts';

/** Raised for a file that is not UTF-8: names of other encodings would run together, and two markets become one. */
export class WrongEncoding extends Error {
  override readonly name = 'WrongEncoding';
}

const BLOCK_BYTES = 1 << 18;

/** Reads the records of a CSV file in their order and in bounded memory. Raises `WrongEncoding` and `LineTooLong`. */
export async function eachRecord(file: string, taker: CsvTaker): Promise<void> {
  await readBlocks(createReadStream(file, { highWaterMark: BLOCK_BYTES }) as AsyncIterable<Buffer>, csvReader(taker));
}

/** Feeds a reader with a file's bytes, which may be cut anywhere. */
export async function readBlocks(blocks: AsyncIterable<Buffer>, reader: CsvReader): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const block of blocks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    if (isFirst && looksLikeUtf16(bytes)) throw wrongEncoding(1);
    isFirst = false;
    const end = endOfCharacters(bytes);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) throw wrongEncoding(reader.lineAfter(validBeginning(whole)));
    reader.read(whole.toString('utf8'), false);
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) throw wrongEncoding(reader.lineAfter(''));
  reader.read('', true);
}

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
