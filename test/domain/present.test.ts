import fc from 'fast-check';
import { expect, test } from 'vitest';
import { present } from '#domain/present.ts';

test('what is undefined is not there, all else stands in its order', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.option(fc.jsonValue(), { nil: undefined })), (members) => {
      const kept = present<Record<string, unknown>>(members);
      expect(Object.entries(kept)).toEqual(Object.entries(members).filter(([, value]) => value !== undefined));
    }),
  );
});

test('null, zero, false and an empty text are known values', () => {
  const known = { none: null, zero: 0, no: false, empty: '' };
  expect(present<typeof known>(known)).toEqual(known);
});
