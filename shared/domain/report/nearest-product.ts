import type { Bilingual } from '../language.ts';
import type { Product } from '../product.ts';

/** A Vietnamese text without diacritics, in lower case; Đ has no decomposition and needs its own rule. */
export function foldVietnamese(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}

/** A text without the blanks and invisible marks (direction, joiners, byte order) that copying brings along. */
export function withoutInvisibles(text: string): string {
  return text.replace(/[\p{Cf}\p{Cc}]/gu, '').trim();
}

/** True when a unit as written ("KG", "đ/kg", "10 qua") means the unit of the catalogue. */
export function sameUnit(written: unknown, unit: Bilingual): boolean {
  if (written === unit.vi || written === unit.en) return true;
  if (typeof written !== 'string' || written.length > 40) return false;
  const plain = plainUnit(written);
  return plain === plainUnit(unit.vi) || plain === plainUnit(unit.en);
}

function plainUnit(unit: string): string {
  return foldVietnamese(withoutInvisibles(unit))
    .replace(/^(d|vnd|dong)\s*\/\s*/, '')
    .replace(/\s+/g, '');
}

/** What a product is found by, folded once. */
interface Entry {
  readonly product: Product;
  readonly names: readonly string[];
  /** The code without dots, hyphens and leading zeros: spreadsheets lose them. */
  readonly bareCode: string;
}

const ENTRIES = new WeakMap<Product, Entry>();

function entryOf(product: Product): Entry {
  const known = ENTRIES.get(product);
  if (known) return known;
  const entry = {
    product,
    names: [product.name.vi, product.name.en].map(foldVietnamese),
    bareCode: bareCodeOf(product.id),
  };
  ENTRIES.set(product, entry);
  return entry;
}

function bareCodeOf(code: string): string {
  return code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^0+/, '');
}

/** The products whose code or name comes nearest to what was written, best first; none if nothing is near. */
export function nearestProducts(written: string, products: Iterable<Product>, count = 3): Product[] {
  const wanted = foldVietnamese(withoutInvisibles(written.slice(0, 80)));
  if (wanted === '') return [];
  const words = wordsOf(wanted);
  const bareCode = bareCodeOf(wanted);
  const scored: { product: Product; score: number }[] = [];
  for (const product of products) {
    const { names, bareCode: ownCode } = entryOf(product);
    const score =
      bareCode === ownCode
        ? 2
        : Math.max(
            ...names.map((name) => (name === wanted ? 1.5 : overlap(words, wordsOf(name)))),
            samePrefix(wanted, product.id) / Math.max(wanted.length, product.id.length),
          );
    if (score >= 0.5) scored.push({ product, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || (a.product.id < b.product.id ? -1 : 1))
    .slice(0, count)
    .map(({ product }) => product);
}

function wordsOf(folded: string): ReadonlySet<string> {
  return new Set(folded.split(/[^a-z0-9.]+/).filter(Boolean));
}

function overlap(words: ReadonlySet<string>, own: ReadonlySet<string>): number {
  const shared = [...words].filter((word) => own.has(word)).length;
  return words.size === 0 ? 0 : shared / Math.max(words.size, Math.min(own.size, words.size + 2));
}

function samePrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
