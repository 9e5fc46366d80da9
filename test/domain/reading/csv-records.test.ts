import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvReader, LineTooLong } from '#domain/reading/csv-records.ts';
import { linesOf } from '#domain/reading/text-lines.ts';
import { runsOf } from '#support/seeds.ts';

type Read = readonly [cells: readonly string[], line: number];

interface Outcome {
  readonly separator: string | undefined;
  readonly header: readonly string[];
  readonly records: readonly Read[];
}

function readAll(parts: readonly string[]): Outcome {
  const records: Read[] = [];
  let outcome: Omit<Outcome, 'records'> = { separator: undefined, header: [] };
  const reader = csvReader({
    header: (header, separator) => {
      outcome = { header, separator };
    },
    record: (cells, line) => records.push([cells, line]) > 0,
  });
  for (const [index, part] of parts.entries()) reader.read(part, index === parts.length - 1);
  return { ...outcome, records };
}

const separator = fc.constantFrom(',', ';', '\t');
const lineEnd = fc.constantFrom('\r\n', '\n', '\r');
const value = fc.constantFrom('a', 'Chợ "Mơ"', '12,5', '1;2', 'x\ty', '"', '120.5', 'Gạo', '');
const blankLine = fc.constantFrom('', ' ', '\t', '""', '" "');

/** A table with values of every kind, each cell in quotes or not, each line ending as it likes, blank lines between. */
const table = fc.record({
  separator,
  rows: fc.array(fc.array(fc.record({ value, isQuoted: fc.boolean() }), { minLength: 3, maxLength: 3 }), {
    maxLength: 12,
  }),
  ends: fc.array(fc.record({ lineEnd, blanks: fc.array(fc.tuple(blankLine, lineEnd), { maxLength: 2 }) }), {
    minLength: 14,
    maxLength: 14,
  }),
});

function write({ separator: between, rows, ends }: TableLike) {
  const lines = [
    ['"A1"', 'B1', 'C1'],
    ...rows.map((row) => row.map(({ value: text, isQuoted }) => cellOf(text, isQuoted, between))),
  ];
  const ended: number[] = [];
  let text = '';
  for (const [index, cells] of lines.entries()) {
    const { lineEnd: end, blanks } = ends[index] as TableLike['ends'][number];
    text += cells.join(between) + end;
    ended.push(linesOf(text).length);
    text += blanks.map(([blank, blankEnd]) => blank + blankEnd).join('');
  }
  return { text, lines: ended.slice(1) };
}

interface TableLike {
  readonly separator: string;
  readonly rows: readonly (readonly { readonly value: string; readonly isQuoted: boolean }[])[];
  readonly ends: readonly { readonly lineEnd: string; readonly blanks: readonly (readonly [string, string])[] }[];
}

function cellOf(text: string, isQuoted: boolean, between: string): string {
  const needsQuotes = isQuoted || text.startsWith('"') || text.includes(between);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('a CSV file', () => {
  test('gives its rows, whatever ends its lines, separates its columns and stands in quotes', () => {
    fc.assert(
      fc.property(table, (written) => {
        const { text, lines } = write(written);
        const rows = written.rows
          .map((row, index): Read => [row.map((cell) => cell.value), lines[index] as number])
          .filter(([cells]) => cells.some((cell) => cell !== ''));
        const read = readAll([text]);
        expect(read.records).toEqual(rows);
        expect(read.header).toEqual(['A1', 'B1', 'C1']);
        expect(read.separator).toBe(written.separator);
      }),
      { numRuns: runsOf({ few: 300, all: 10_000 }) },
    );
  });

  test('of one kind of line end gives the records of csv-parse', () => {
    const cell = fc.constantFrom('a', '"b"', '"c, d"', '"e""f"', ' i ', '1');
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(file, lineEnd, (rows, end) => {
        const text = ['A,B', ...rows.map((cells) => cells.join(','))].join('\n').replaceAll('\n', end);
        const cells = readAll([text]).records.map(([own]) => own);
        expect(cells).toEqual((parse(text, { trim: true }) as string[][]).slice(1));
      }),
      { numRuns: runsOf({ few: 300, all: 5_000 }) },
    );
  });

  test('is read the same in whatever parts it comes', () => {
    fc.assert(
      fc.property(soup, fc.array(fc.nat(6), { maxLength: 80 }), (text, cuts) => {
        expect(readAll(cutInto(text, cuts))).toEqual(readAll([text]));
      }),
      { numRuns: runsOf({ few: 500, all: 20_000 }) },
    );
  });

  test('loses nothing but blanks and marks, whatever quotes it holds', () => {
    const bare = (texts: readonly string[]) => texts.join('').replace(/["\s,;]/g, '');
    fc.assert(
      fc.property(soup, (text) => {
        const { header, records } = readAll([text]);
        expect(bare([...header, ...records.flatMap(([cells]) => cells)])).toBe(bare([text]));
        const lines = records.map(([, line]) => line);
        expect(lines).toEqual([...new Set(lines)].sort((one, other) => one - other));
      }),
      { numRuns: runsOf({ few: 500, all: 20_000 }) },
    );
  });

  test('gives each of its lines behind the header as a record, whatever quotes it holds', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const lines = linesOf(`a,b,c\n${text}`);
        const read = readAll([lines.join('\n')]).records.map(([, line]) => line);
        const written = lines.flatMap((line, index) => (index > 0 && /[axộ]/.test(line) ? [index + 1] : []));
        expect(written.filter((line) => !read.includes(line))).toEqual([]);
        expect(read.filter((line) => (lines[line - 1] ?? '').trim() === '')).toEqual([]);
      }),
      { numRuns: runsOf({ few: 500, all: 20_000 }) },
    );
  });

  test('loses no line to a quote that is closed in another one', () => {
    const text = 'code,note\n1,"open\n2,x\n3,"\n4,"two\n\nlines"\n5,y';
    expect(readAll([text]).records).toEqual([
      [['1', '"open'], 2],
      [['2', 'x'], 3],
      [['3', '"'], 4],
      [['4', '"two'], 5],
      [['lines"'], 7],
      [['5', 'y'], 8],
    ]);
  });

  test('holds line breaks in its header only, and never a line with columns of its own', () => {
    expect(readAll(['Mã;"Giá\r\n(đ)";"Tồn\nkho"\n1;2;3']).header).toEqual(['Mã', 'Giá\r\n(đ)', 'Tồn\nkho']);
    const swallowing = readAll(['code,"note\n1,x\n2,"\n3,y']);
    expect(swallowing.header).toEqual(['code', '"note']);
    expect(swallowing.records.map(([cells]) => cells[0])).toEqual(['1', '2', '3']);
  });

  test('whose quote is closed far below is read line by line', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index},x,${'y'.repeat(60)}`);
    const text = ['a,b,c', '1,"open,x', ...lines, '2,close",x'].join('\n');
    expect(readAll([text]).records).toHaveLength(lines.length + 2);
  });

  test('ends where its reader has enough, and takes no line without an end', () => {
    const taken: number[] = [];
    const reader = csvReader({ header: () => undefined, record: (_, line) => taken.push(line) < 3 });
    reader.read(`a\n${'"a\n'.repeat(1_000_000)}`, true);
    expect(taken).toEqual([2, 3, 4]);
    const endless = csvReader({ header: () => undefined, record: () => true });
    expect(() => endless.read(`a\n${'x'.repeat(5_000_000)}`, false)).toThrow(LineTooLong);
  });
});

const piece = fc.constantFrom('a', '"', '"', '""', ',', ';', '\n', '\r', '\r\n', ' ', '\t', 'x"', '",', 'ộ');
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

function cutInto(text: string, lengths: readonly number[]): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const length of lengths) {
    parts.push(text.slice(at, at + length));
    at += length;
  }
  return [...parts, text.slice(at)];
}
