import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';

/** Takes the cells of a record, trimmed, and the number of the line on which it ends. */
type TakeRecord = (cells: readonly string[], line: number) => void;

type LineEnding = '\n' | '\r\n';

/**
 * Reads the records of a CSV file in their order and in bounded memory; empty lines are passed over.
 *
 * Blocks of lines without quotes are split as they are, in a quarter of the time that the parser takes. From the first
 * other block on the parser reads, behind as many empty lines as there were lines before, so that it counts on from there.
 */
export async function eachRecord(file: string, take: TakeRecord): Promise<void> {
  const blocks = blocksOfLines(file);
  try {
    await readBlocks(blocks, take);
  } finally {
    await blocks.return(undefined);
  }
}

async function readBlocks(blocks: AsyncGenerator<Buffer>, take: TakeRecord): Promise<void> {
  let ending: LineEnding | undefined;
  let line = 0;
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
    const text = withoutMark(next.value.toString(), line === 0);
    ending ??= endingOf(text);
    if (!ending || isCut(next.value) || !isPlain(text, ending))
      return parseRest({ line, ending, first: next.value, blocks }, take);
    const lines = text.split(ending);
    if (lines.at(-1) === '') lines.pop();
    for (const record of lines) {
      line++;
      if (record.trim() !== '') take(trimmedCells(record), line);
    }
  }
}

const BLOCK_BYTES = 1 << 18;
const LONGEST_LINE_BYTES = 1 << 22;
const NEWLINE = 0x0a;

/** The file's bytes in blocks that end where a line ends, but for the last, and for lines of some megabytes. */
async function* blocksOfLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: BLOCK_BYTES }) as AsyncIterable<Buffer>) {
    const read = Buffer.concat([rest, chunk]);
    const ended = read.lastIndexOf(NEWLINE) + 1;
    const end = ended > 0 || read.length <= LONGEST_LINE_BYTES ? ended : read.length;
    if (end > 0) yield read.subarray(0, end);
    rest = read.subarray(end);
  }
  if (rest.length > 0) yield rest;
}

/** True for a block that ends within a line: what lines end with here is nothing that is split at. */
function isCut(block: Buffer): boolean {
  return block.length > LONGEST_LINE_BYTES && block.at(-1) !== NEWLINE;
}

function withoutMark(text: string, isFirst: boolean): string {
  return isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** How lines end in a file, after its first line; undefined if a line ends otherwise before that. */
function endingOf(text: string): LineEnding | undefined {
  const end = /\r\n|\n|\r/.exec(text)?.[0];
  return end === '\r' ? undefined : ((end as LineEnding | undefined) ?? '\n');
}

/** True for text in UTF-8 without quotes in which all lines end in the same way. */
function isPlain(text: string, ending: LineEnding): boolean {
  if (text.includes('"') || text.includes('\uFFFD')) return false;
  return ending === '\n' ? !text.includes('\r') : !/\r(?!\n)|(?<!\r)\n/.test(text);
}

function trimmedCells(record: string): readonly string[] {
  const cells = record.split(',');
  for (let cell = 0; cell < cells.length; cell++) cells[cell] = (cells[cell] as string).trim();
  return cells;
}

/** What is left of a file behind the lines that were read: its first block, and those after it. */
interface Rest {
  readonly line: number;
  readonly ending: LineEnding | undefined;
  readonly first: Buffer;
  readonly blocks: AsyncGenerator<Buffer>;
}

async function parseRest({ line, ending, first, blocks }: Rest, take: TakeRecord): Promise<void> {
  const known = line > 0 && ending ? { record_delimiter: ending } : {};
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    ...known,
  });
  async function* bytes() {
    if (ending) yield Buffer.from(ending.repeat(line));
    yield first;
    yield* blocks;
  }
  const records = Readable.from(bytes()).compose(parser) as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>;
  for await (const { record, info } of records) take(record, info.lines);
}
