import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { eachRecord } from '#infra/analyse/csv-records.ts';
import { runsOf } from '#support/seeds.ts';

const folder = mkdtempSync(join(tmpdir(), 'csv-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Read = [cells: readonly string[], line: number];

async function readRecords(file: string): Promise<Read[] | string> {
  const records: Read[] = [];
  try {
    await eachRecord(file, (cells, line) => records.push([cells, line]));
  } catch (error) {
    return (error as Error).message;
  }
  return records;
}

/** The same by the parser alone. */
async function parseAll(file: string): Promise<Read[] | string> {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
  const records: Read[] = [];
  try {
    for await (const { record, info } of createReadStream(file).pipe(parse(options)))
      records.push([record, info.lines]);
  } catch (error) {
    return (error as Error).message;
  }
  return records;
}

const plain = fc.constantFrom('Rau muống', '12500', ',', ',', '\n', '\n', ' ', '\t', '\u00A0', '\uFEFF', '');
const odd = fc.constantFrom('"', '"a, b"', '" a"', '"\n"', '""', '\r', '\r\n', '\uFFFD');
/** Longer than the blocks in which a file is read. */
const LONG_LINE = 'x'.repeat(300_000);

const csvText = fc
  .record({
    pieces: fc.array(fc.oneof({ weight: 20, arbitrary: plain }, { weight: 1, arbitrary: odd }), { maxLength: 60 }),
    ending: fc.constantFrom('\n', '\r\n'),
    before: fc.constantFrom('', '', '', `a,b\n${LONG_LINE}\n`),
  })
  .map(({ pieces, ending, before }) => `${before}${pieces.join('')}`.replaceAll(/(?<!\r)\n/g, ending));

describe('records of a CSV file', () => {
  test('are those of the parser, with their lines and its errors, whatever the file holds', async () => {
    const file = join(folder, 'any.csv');
    await fc.assert(
      fc.asyncProperty(csvText, async (text) => {
        writeFileSync(file, text);
        expect(await readRecords(file)).toEqual(await parseAll(file));
      }),
      { numRuns: runsOf({ few: 40, all: 200 }) },
    );
  });

  test.each([
    ['in UTF-16', Buffer.from('\uFEFFdate,price\n2026-01-05,12500\n', 'utf16le')],
    ['with bytes that are no text', Buffer.from([0x61, 0xff, 0x2c, 0xc3, 0x0a, 0xe1, 0xbb, 0x2c, 0x31])],
    ['whose megabytes hold no line feed', Buffer.from(`${'x'.repeat(2_000)},b\r`.repeat(2_500))],
    ['without a byte', Buffer.alloc(0)],
  ])('are those of the parser in a file %s', async (_, bytes) => {
    const file = join(folder, 'odd.csv');
    writeFileSync(file, bytes);
    expect(await readRecords(file)).toEqual(await parseAll(file));
  });
});
