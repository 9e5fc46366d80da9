import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalise, isReadable, isReadableText } from '#domain/reading/canonical.ts';
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
