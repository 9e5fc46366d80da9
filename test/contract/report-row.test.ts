import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { reportBody, reportRow } from '#contract/reports.ts';
import { parseInstant } from '#domain/instant.ts';
import type { Product } from '#domain/product.ts';
import { judgeRow, type RowCode } from '#domain/report/judgement.ts';
import { rowLike } from '#support/row-like.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK } from '#support/small-city.ts';

/** Refusals that take the catalogue, the query or the neighbours to see; the document cannot foretell them. */
const BEYOND_THE_DOCUMENT: readonly RowCode[] = [
  'unknown-product',
  'unknown-article',
  'article-of-other-product',
  'article-or-unit',
  'price-out-of-band',
  'unit-mismatch',
  'wrong-channel',
  'withdraw-needs-patch',
];

/** A catalogue in which a row finds nothing to offend: its own product, in its own unit, at any price above nothing. */
function willingCatalogue(raw: unknown): ReadonlyMap<string, Product> {
  const { product, unit } = (raw ?? {}) as { readonly product?: unknown; readonly unit?: unknown };
  if (typeof product !== 'string') return new Map();
  const willing: Product = {
    ...PORK,
    id: product,
    unit: typeof unit === 'string' ? { vi: unit, en: unit } : PORK.unit,
    band: { min: 1, max: Number.MAX_SAFE_INTEGER },
  };
  return new Map([[product, willing]]);
}

const documented = (raw: unknown) => reportRow.safeParse(raw).success;

describe('the document and the judge of rows', () => {
  test('agree on the shape of every row', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(rowLike([PORK.id, '01.0001']), (raw) => {
        const verdict = judgeRow(raw, { products: willingCatalogue(raw), channel: 'market', patch: true });
        seen.add(verdict.kind === 'refused' ? verdict.refusal.code : verdict.kind);
        // The document's reader leaves this name out without a word; the judge refuses it.
        if (Object.hasOwn(Object(raw), '__proto__')) expect(verdict.kind).toBe('refused');
        else expect(documented(raw)).toBe(verdict.kind !== 'refused');
      }),
      { numRuns: runsOf({ few: 2000, all: 20_000 }) },
    );
    expect([...seen].sort()).toEqual([
      'invalid-gtin',
      'negative-stock',
      'not-a-boolean',
      'not-an-object',
      'price-missing',
      'price-not-integer',
      'price-out-of-band',
      'quantity-not-a-number',
      'row',
      'unit-mismatch',
      'unknown-entry',
      'unknown-member',
      'unknown-price-type',
      'unknown-product',
      'withdrawal',
    ]);
  });

  test('differ in a real city only by what its catalogue, the mode and the channel say', () => {
    fc.assert(
      fc.property(rowLike([...hanoi.products.keys()]), fc.boolean(), (raw, patch) => {
        const verdict = judgeRow(raw, { products: hanoi.products, channel: 'market', patch });
        if (verdict.kind !== 'refused') expect(documented(raw)).toBe(true);
        else if (documented(raw)) expect(BEYOND_THE_DOCUMENT).toContain(verdict.refusal.code);
      }),
      { numRuns: runsOf({ few: 1000, all: 10_000 }) },
    );
  });

  test('take null as absent, and a withdrawal whatever else its row holds', () => {
    const absent = { gtin: null, priceType: null, stock: null, sold: null, incoming: null, unit: null, confirm: null };
    for (const raw of [
      { product: PORK.id, price: 145_000, ...absent, withdraw: null },
      { product: PORK.id, withdraw: true, price: '145.000', stock: -1 },
    ]) {
      expect(documented(raw)).toBe(true);
      expect(judgeRow(raw, { products: hanoi.products, channel: 'market', patch: true }).kind).not.toBe('refused');
    }
  });
});

test('every instant that the document allows is read as what it says', () => {
  const offset = fc
    .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 * 60 + 59 }))
    .map(([sign, minutes]) => {
      const parts = [Math.trunc(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
      return { text: `${sign}${parts.join(':')}`, minutes: sign === '+' ? minutes : -minutes };
    });
  const instants = fc.date({ min: new Date('1970-01-02'), max: new Date('2999-12-30'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.oneof(offset, fc.constant({ text: 'Z', minutes: 0 })), (date, { text, minutes }) => {
      const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      expect(reportBody.shape.reportedAt.safeParse(`${local}${text}`).success).toBe(true);
      expect(parseInstant(`${local}${text}`)).toBe(date.getTime());
    }),
  );
});
