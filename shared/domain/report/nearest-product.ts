import type { Bilingual } from '../language.ts';
import type { Product } from '../product.ts';
import { canonicalise, isPiledUp } from '../reading/canonical.ts';

/**
 * A Vietnamese text without diacritics, in lower case; Đ has no decomposition and needs its own rule. What no language
 * writes stays as it is, and so is like nothing.
 */
export function foldVietnamese(text: string): string {
  if (isPiledUp(text)) return text;
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}

/** The product of a code; blanks and direction marks that came along when the code was copied do not count. */
export function productOf(code: unknown, products: ReadonlyMap<string, Product>): Product | undefined {
  if (typeof code !== 'string') return undefined;
  return products.get(code) ?? products.get(canonicalise(code.slice(0, 200)));
}

/** True when a unit as written ("KG", "đ/kg", "10 qua") means the unit of the catalogue. */
export function sameUnit(written: unknown, unit: Bilingual): boolean {
  if (written === unit.vi || written === unit.en) return true;
  if (typeof written !== 'string' || written.length > 40) return false;
  const plain = plainUnit(written);
  return plain === plainUnit(unit.vi) || plain === plainUnit(unit.en);
}

function plainUnit(unit: string): string {
  return foldVietnamese(canonicalise(unit))
    .replace(/^(d|vnd|dong)\s*\/\s*/, '')
    .replace(/\s+/g, '');
}

/** What a product is found by, folded once. */
interface Entry {
  readonly product: Product;
  readonly names: readonly Name[];
  /** The code without dots, hyphens and leading zeros: spreadsheets lose them. */
  readonly bareCode: string;
}

interface Name {
  /** In NFC and lower case, with its diacritics. */
  readonly written: string;
  readonly folded: string;
  readonly words: ReadonlySet<string>;
}

const ENTRIES = new WeakMap<Product, Entry>();

function entryOf(product: Product): Entry {
  const known = ENTRIES.get(product);
  if (known) return known;
  const entry = {
    product,
    names: [product.name.vi, product.name.en].map(nameOf),
    bareCode: bareCodeOf(product.id),
  };
  ENTRIES.set(product, entry);
  return entry;
}

function nameOf(text: string): Name {
  const written = canonicalise(text).toLowerCase();
  const folded = foldVietnamese(written);
  return { written, folded, words: wordsOf(folded) };
}

function bareCodeOf(code: string): string {
  return code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^0+/, '');
}

/** The one product that is called exactly this, in any case and with or without diacritics; none if two are. */
export function productNamed(name: string, products: Iterable<Product>): Product | undefined {
  const { written, folded } = nameOf(name.slice(0, 200));
  const all = [...products];
  const called = all.filter((product) => entryOf(product).names.some((own) => own.written === written));
  const found = called.length > 0 ? called : all.filter((product) => isFolded(product, folded));
  return found.length === 1 ? found[0] : undefined;
}

function isFolded(product: Product, folded: string): boolean {
  return entryOf(product).names.some((own) => own.folded === folded);
}

/** The products whose code or name comes nearest to what was written, best first; none if nothing is near. */
export function nearestProducts(text: string, products: Iterable<Product>, count = 3): Product[] {
  const wanted = nameOf(text.slice(0, 80));
  if (wanted.folded === '') return [];
  const scored = [...products]
    .map((product) => ({ product, score: Math.max(codeScore(wanted, product), nameScore(wanted, product)) }))
    .filter(({ score }) => score >= 0.5);
  return scored
    .sort((a, b) => b.score - a.score || (a.product.id < b.product.id ? -1 : 1))
    .slice(0, count)
    .map(({ product }) => product);
}

/** How near a text comes to a product's code: the same but for marks and zeros, a slip of one sign, or its beginning. */
function codeScore({ folded }: Name, product: Product): number {
  const { bareCode } = entryOf(product);
  const bare = bareCodeOf(folded);
  if (bare === bareCode) return 2;
  if (/\d/.test(bare)) {
    // A spreadsheet that takes a code for a number drops the zeros behind it as well.
    if (folded.includes('.') && bare === bareCode.replace(/0+$/, '')) return 1.4;
    if (bare.length > 2 && isOneSlip(bare, bareCode)) return 1.3;
  }
  return samePrefix(folded, product.id) / Math.max(folded.length, product.id.length);
}

/** How near a text comes to a product's name: the same, all its words within it, or some of them. */
function nameScore(wanted: Name, product: Product): number {
  const scores = entryOf(product).names.map((own) => {
    if (own.folded === wanted.folded) return 1.5;
    const isWithin = wanted.words.size > 0 && [...wanted.words].every((word) => own.words.has(word));
    if (!isWithin) return overlap(wanted.words, own.words);
    // "Cá" is in "Cá chép" as it is written, in "Cà chua" only when diacritics are left out.
    const isAsWritten = ` ${own.written.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${wanted.written} `);
    return (isAsWritten ? 0.8 : 0.6) + (0.2 * wanted.words.size) / own.words.size;
  });
  return Math.max(...scores);
}

/** True for two texts that differ by one sign too many, too few or other, or by two that changed places. */
export function isOneSlip(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const from = samePrefix(shorter, longer);
  if (longer.length - shorter.length === 1) return shorter.slice(from) === longer.slice(from + 1);
  if (longer.length !== shorter.length) return false;
  if (shorter.slice(from + 1) === longer.slice(from + 1)) return true;
  const isSwapped = shorter[from] === longer[from + 1] && shorter[from + 1] === longer[from];
  return isSwapped && shorter.slice(from + 2) === longer.slice(from + 2);
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
