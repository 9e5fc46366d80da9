import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { placeId, productId, readableName } from '#contract/fields.ts';
import { canonicalise, isReadable, isReadableText } from '#domain/reading/canonical.ts';
import { foldVietnamese } from '#domain/report/nearest-product.ts';
import { columnOf, flagOf, priceTypeOf } from '#functions/ingest-report/report-columns.ts';
import { readCsv, readNdjson } from '#functions/ingest-report/report-file.ts';
import { runsOf } from '#support/seeds.ts';

const NAME = 'Chợ Đồng Xuân – Hàng Mã';

/** What copying and typing leave around and within a name without anybody seeing it. */
const UNSEEN = [
  '\u00a0',
  '\u202f',
  '\u3000',
  '\t',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u2060',
  '\u00ad',
  '\u200e',
  '\u3164',
];

describe('one thing has one spelling', () => {
  test.each(UNSEEN)('whatever blanks and marks %j come along', (mark) => {
    const spoilt = `${mark} ${NAME.replaceAll(' ', ` ${mark}`)}${mark}`;
    expect(canonicalise(spoilt)).toBe(NAME);
    expect(canonicalise(spoilt.normalize('NFD'))).toBe(NAME);
    expect(isReadable(spoilt)).toBe(true);
  });

  test('of which there is no second one', () => {
    const odd = fc.string({
      unit: fc.oneof(fc.constantFrom(...UNSEEN, 'ộ', 'o', '\u0302', '\u0323', ' '), fc.string()),
    });
    fc.assert(
      fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (text) => {
        const once = canonicalise(text);
        expect(canonicalise(once)).toBe(once);
        expect(canonicalise(text.normalize('NFD'))).toBe(once);
        expect(canonicalise(`\u00a0${text}\u200b `)).toBe(once);
        expect(once).toBe(once.normalize('NFC').trim());
      }),
      { numRuns: runsOf({ few: 500, all: 20_000 }) },
    );
  });
});

describe('a name is refused', () => {
  test.each([
    ['that is empty', ''],
    ['of blanks', ' \u00a0\t'],
    ['of marks that take no room', '\u200b\u2060\ufeff'],
    ['of fillers that print as a blank', '\u3164\uffa0\u2800'],
    ['of combining marks alone', '\u0301\u0323'],
    ['with a control character', 'Chợ\u0007 A'],
    ['with a line end', 'Chợ\nA'],
    ['with a zero byte', 'Chợ\u0000'],
    ['that turns the order of its letters', 'Chợ \u202egnàđ'],
    ['with an isolate', '\u2066Chợ\u2069'],
    ['with half a character', 'Chợ \ud83d'],
    ['that was damaged before', 'Ch\ufffd A'],
  ])('%s', (_, name) => expect(isReadable(name)).toBe(false));

  test('and a note of several lines is not, while it shows something', () => {
    expect(isReadableText('Dòng một\r\n\tDòng hai')).toBe(true);
    expect(isReadableText('\n\u3164\n')).toBe(false);
    expect(isReadableText('một\u202ehai')).toBe(false);
  });
});

describe('marks that are piled up', () => {
  afterEach(() => void vi.restoreAllMocks());

  const pile = (marks: number) => `a${'\u0323\u0302'.repeat(marks / 2)}`;
  const hidden = (marks: number) => `a${'\u0323\u200b\u0302'.repeat(marks / 2)}`;
  const PILES = [
    pile(2_000),
    hidden(2_000),
    `${pile(30)} ${pile(2_000)}`,
    '\u0323\u0302'.repeat(1_000),
    '\u0344'.repeat(500),
  ];

  /** The longest row of marks that was handed to Unicode's ordering, which takes the square of it. */
  function watchNormalising(): () => number {
    const watched = vi.spyOn(String.prototype, 'normalize');
    return () => {
      const texts = watched.mock.contexts.map(String);
      return Math.max(0, ...texts.flatMap((text) => text.match(/\p{M}+/gu) ?? []).map(({ length }) => length));
    };
  }

  test('are brought into no order and refused as names, wherever they come in', () => {
    const longest = watchNormalising();
    for (const text of PILES) {
      expect(isReadable(text)).toBe(false);
      expect(isReadableText(text)).toBe(false);
      expect(readableName(120).safeParse(text).success).toBe(false);
      expect(productId.safeParse(text).success).toBe(false);
      expect(placeId.safeParse(text).success).toBe(false);
      expect(canonicalise(canonicalise(text))).toBe(canonicalise(text));
      const cell = canonicalise(text);
      expect(foldVietnamese(cell)).toBe(cell);
      expect(columnOf(text)).toEqual({});
      expect([flagOf(cell), priceTypeOf(cell), flagOf(`x${cell.slice(1)}`)]).toEqual([undefined, undefined, undefined]);
      const header = ['store', 'date', 'product', 'price', 'confirm', 'priceType', text];
      readCsv(`${header.join()}\n${header.map(() => text).join()}`);
      readNdjson(JSON.stringify(Object.fromEntries(header.map((name) => [name, text]))));
    }
    expect(longest()).toBeLessThanOrEqual(30);
  });

  test('up to thirty are in order like any others', () => {
    expect(canonicalise(pile(30))).toBe(pile(30).normalize('NFC'));
    expect(isReadable(pile(30))).toBe(true);
    expect(isReadable(pile(32))).toBe(false);
  });
});
