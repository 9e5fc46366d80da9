import fc from 'fast-check';

/** Anything that a JSON member may hold, and the absence that only a program can write. */
const anything = fc.oneof(
  fc.constantFrom(null, undefined, true, false, '', 0, -0, '15.000', 'true'),
  fc.integer(),
  fc.double(),
  fc.string(),
  fc.jsonValue({ maxDepth: 1 }),
);

/** Mostly a good value, often one just beside it, now and then anything at all. */
function member<Value>(good: fc.Arbitrary<Value>, beside: readonly unknown[]) {
  return fc.oneof(
    { arbitrary: good, weight: 12 },
    { arbitrary: fc.constantFrom(null, undefined, ...beside), weight: 2 },
    { arbitrary: anything, weight: 1 },
  );
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const gtin = fc.constantFrom(8, 12, 13, 14).chain(digits);
const notQuiteGtins = [
  '1234567',
  '123456789',
  '12345678901',
  '123456789012345',
  '1234567a',
  '１２３４５６７８',
  12345678,
];
const quantity = fc.double({ min: 0, max: 1e9, noNaN: true });
const notQuiteQuantities = [
  -0,
  0,
  1e9,
  1e9 + 1,
  1_000_000_000.1,
  -1e-9,
  -1,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  '12',
];
const flag = member(fc.boolean(), ['true', 1, 0, '']);

/** Rows as retailers' programs send them: good, nearly good, and no rows at all. */
export function rowLike(products: readonly string[]): fc.Arbitrary<unknown> {
  const members = {
    product: member(fc.constantFrom(...products), ['', ' ', ` ${products[0]}`, '99.9999', 1.0004, {}]),
    article: fc.option(member(fc.constantFrom('1000234', 1_000_234), ['', ' ', 1.5, -1, {}]), {
      nil: undefined,
      freq: 1,
    }),
    name: fc.option(anything, { nil: undefined, freq: 1 }),
    gtin: member(gtin, notQuiteGtins),
    priceType: member(fc.constantFrom('retail', 'promo', 'wholesale'), ['Retail', '', 0]),
    price: member(fc.integer({ min: 1, max: 10_000_000 }), [0, -1, 0.5, 145_000.5, '145000', 2 ** 53, 2 ** 53 - 1]),
    stock: member(quantity, notQuiteQuantities),
    sold: member(quantity, notQuiteQuantities),
    incoming: member(quantity, notQuiteQuantities),
    unit: member(fc.constantFrom('kg', 'KG', 'đ/kg', 'lít'), ['', 1, 'x'.repeat(41)]),
    confirm: flag,
    entered: member(fc.constantFrom('typed', 'confirmed', 'carried'), ['Typed', '', 0, true]),
    withdraw: member(fc.constant(false), [true, true, 'true', 1, 0]),
  };
  return fc.oneof(
    { arbitrary: fc.record(members, { requiredKeys: ['product', 'price'] }), weight: 12 },
    { arbitrary: fc.record(members, { requiredKeys: [] }), weight: 3 },
    {
      arbitrary: fc.dictionary(fc.constantFrom('__proto__', 'product', 'price', 'withdraw', 'stok'), anything),
      weight: 1,
    },
    { arbitrary: fc.oneof(anything, fc.array(fc.record(members), { maxLength: 2 })), weight: 1 },
  );
}
