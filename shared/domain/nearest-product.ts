import type { Product } from './product.ts';

/** A Vietnamese text without diacritics, in lower case; Đ has no decomposition and needs its own rule. */
export function foldVietnamese(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}

/** The products whose code or name comes nearest to what was written, best first; none if nothing is near. */
export function nearestProducts(written: string, products: Iterable<Product>, count = 3): Product[] {
  const wanted = foldVietnamese(written.slice(0, 80));
  if (wanted === '') return [];
  const words = new Set(wanted.split(/[^a-z0-9.]+/).filter(Boolean));
  const scored: { product: Product; score: number }[] = [];
  for (const product of products) {
    const score = Math.max(
      overlap(words, foldVietnamese(product.name.vi)),
      overlap(words, foldVietnamese(product.name.en)),
      samePrefix(wanted, product.id) / Math.max(wanted.length, product.id.length),
    );
    if (score >= 0.5) scored.push({ product, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || (a.product.id < b.product.id ? -1 : 1))
    .slice(0, count)
    .map(({ product }) => product);
}

function overlap(words: ReadonlySet<string>, name: string): number {
  const own = new Set(name.split(/[^a-z0-9.]+/).filter(Boolean));
  const shared = [...words].filter((word) => own.has(word)).length;
  return words.size === 0 ? 0 : shared / Math.max(words.size, Math.min(own.size, words.size + 2));
}

function samePrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
