import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type CsvTaker, csvReader } from '#domain/reading/csv-records.ts';
import { eachRecord, readBlocks } from '#infra/analyse/csv-records.ts';
import { runsOf } from '#support/seeds.ts';

const folder = mkdtempSync(join(tmpdir(), 'csv-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Read = [cells: readonly string[], line: number];

/** What is read, and the taker that notes it. */
function noted(): { readonly records: Read[]; readonly taker: CsvTaker } {
  const records: Read[] = [];
  return {
    records,
    taker: {
      header: (cells) => void records.push([cells, 0]),
      record: (cells, line) => records.push([cells, line]) > 0,
    },
  };
}

function readWhole(text: string): Read[] {
  const { records, taker } = noted();
  csvReader(taker).read(text, true);
  return records;
}

async function readFile(file: string): Promise<Read[]> {
  const { records, taker } = noted();
  await eachRecord(file, taker);
  return records;
}

async function readCut(bytes: Buffer, length: number): Promise<Read[]> {
  const { records, taker } = noted();
  async function* blocks() {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  }
  await readBlocks(blocks(), csvReader(taker));
  return records;
}

const plain = fc.constantFrom('Rau muống', '12500', ',', ',', '\n', '\n', ' ', '\t', '\u00A0', '\uFEFF', '🥬', '');
const odd = fc.constantFrom('"', '"a, b"', '" a"', '"\n"', '""', '\r', '\r\n', '\uFFFD');
const csvText = fc
  .array(fc.oneof({ weight: 20, arbitrary: plain }, { weight: 3, arbitrary: odd }), { maxLength: 60 })
  .map((pieces) => pieces.join(''));

describe('records of a CSV file', () => {
  test('are those of its text, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(csvText, fc.integer({ min: 1, max: 9 }), async (text, length) => {
        expect(await readCut(Buffer.from(text), length)).toEqual(readWhole(text));
      }),
      { numRuns: runsOf({ few: 200, all: 5_000 }) },
    );
  });

  test.each([
    ['with lines longer than its blocks', `a,b\n${'x'.repeat(300_000)},"y\n${'z'.repeat(300_000)}"\n1,2\n`],
    ['of megabytes without a line feed', `${'ộ'.repeat(2_000)},b\r`.repeat(2_500)],
    ['with a quote in its second megabyte', `a,b\n${'1,2\n'.repeat(400_000)}"3","4, 5"\n6,7`],
    ['without a byte', ''],
  ])('are those of its text in a file %s', async (_, text) => {
    const file = join(folder, 'long.csv');
    writeFileSync(file, text);
    expect(await readFile(file)).toEqual(readWhole(text));
  });

  test.each([
    ['in UTF-16', Buffer.from('\uFEFFdate,price\n2026-01-05,12500\n', 'utf16le'), 1],
    ['in UTF-16 without a mark', Buffer.from('date,place,product,price\n2026-01-05,a,b,12500\n', 'utf16le'), 1],
    ['in windows-1258', Buffer.from([0x61, 0x0a, 0x62, 0x0d, 0x43, 0x68, 0xf5, 0xf2, 0x0a]), 3],
    ['that ends within a character', Buffer.from([0x61, 0x0a, 0x62, 0xe1, 0xbb]), 2],
    [
      'with a broken character far below',
      Buffer.concat([Buffer.from('ộ,b\n'.repeat(200_000)), Buffer.from([0xff])]),
      200_001,
    ],
  ])('are none in a file %s, and its line is told', async (_, bytes, line) => {
    const file = join(folder, 'odd.csv');
    writeFileSync(file, bytes);
    await expect(readFile(file)).rejects.toThrow(`line ${line}: is not UTF-8. Save the file as UTF-8`);
  });

  test('are refused where a line has no end', async () => {
    const file = join(folder, 'endless.csv');
    writeFileSync(file, `a,b\n${'x'.repeat(6_000_000)}`);
    await expect(readFile(file)).rejects.toThrow('line 2 has over 4194304 characters');
  });
});
