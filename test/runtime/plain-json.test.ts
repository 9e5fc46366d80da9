import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '#runtime/problem.ts';
import { readJson } from '#runtime/request-body.ts';
import { runsOf } from '#support/seeds.ts';

const read = (text: string) => readJson({ body: Buffer.from(text) });
const refusal = (text: string): Problem | undefined => {
  try {
    read(text);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

/** After thousands of objects `JSON.parse` of V8 13.6 takes one name with escapes for another, and loses a member. */
const isPlainName = (name: string) => !/["\\\p{Cc}]/u.test(name);
const hasPlainNames = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  Object.entries(value).every(([name, part]) => isPlainName(name) && hasPlainNames(part));

describe('JSON that can be meant', () => {
  test('is read as it is, however it is laid out and whatever its texts hold', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('":', '{"a":1,"a":2}', '\\', '\\"', ':::'));
    const value = fc.jsonValue({ depthSize: 'medium' }).filter(hasPlainNames);
    const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(':', '{:', ',')).filter(isPlainName);
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(text, value)), fc.constantFrom(undefined, 1, '\t'), (body, indent) => {
        expect(read(JSON.stringify(body, undefined, indent))).toEqual(JSON.parse(JSON.stringify(body)));
      }),
      { numRuns: runsOf({ few: 300, all: 5_000 }) },
    );
  });

  test('may be nested as deep as a body is long', () => {
    const depth = 1_000_000;
    expect(refusal('['.repeat(depth) + ']'.repeat(depth))).toBeUndefined();
    expect(refusal(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)).toBeUndefined();
  });
});

describe('JSON of which readers would differ', () => {
  test('is refused with the member that is written twice, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(3),
        (names, at, depth) => {
          const twice = names[at % names.length] as string;
          const members = [...names, twice].map((name) => `${JSON.stringify(name)} : 1`).join(', ');
          const problem = refusal(`${'[{"x":'.repeat(depth)}{${members}}${'}]'.repeat(depth)}`);
          expect([problem?.status, problem?.code]).toEqual([400, 'malformed-json']);
          expect(problem?.detail.en).toContain(JSON.stringify(twice));
        },
      ),
      { numRuns: runsOf({ few: 300, all: 5_000 }) },
    );
    // One name in two spellings.
    expect(refusal('{"price":1,"pri\\u0063e":2}')?.detail.vi).toContain('"price"');
  });

  test.each(['"\\ud800"', '{"a":["\\udc00"]}', '{"\\ud83d":1}'])('is refused for half a character: %s', (text) => {
    expect(refusal(text)?.code).toBe('malformed-json');
  });

  test('is not what a whole character or a text of the same look is', () => {
    expect(refusal('{"a":"\\ud83d\\ude00","b":"\\\\ud800"}')).toBeUndefined();
  });
});
