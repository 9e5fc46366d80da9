import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { GOODS_WORDS, MADE_OF_WORDS, PACKING_WORDS, UNSAID_WORDS } from './goods-words.ts';
import { foldVietnamese, isOneSlip, sameUnit } from './nearest-product.ts';
import { factorByName } from './pack-size.ts';

/** A product that an article may be, for a person to confirm. */
export interface LikelyProduct {
  readonly product: Product;
  /** From 0 to 1, where 1 is the product's own name. */
  readonly likeness: number;
  /** How many of its units the article is, where its name says so. */
  readonly factor?: number;
}

/** What a shop calls an article, and what it counts it by. */
export interface CalledArticle {
  readonly name: string;
  readonly unit?: string | undefined;
}

interface Word {
  /** In lower case with its diacritics. */
  readonly written: string;
  readonly folded: string;
}

/** The names of a product as words, each with how much it says: what few goods are called by says more. */
interface Index {
  readonly entries: readonly { readonly product: Product; readonly variants: readonly (readonly Word[])[] }[];
  readonly weightOf: (word: Word) => number;
}

const INDEXES = new WeakMap<ReadonlyMap<string, Product>, Index>();

const LONGEST_NAME = 200;
/** Below it a proposal costs a person more than it saves. */
const LEAST_LIKENESS = 0.45;
/** What a word of packing says, beside words of goods. */
const PACKING_WEIGHT = 0.15;
/** A word that is the same without its diacritics alone: "cá" and "cà" are two. */
const FOLDED_ONLY = 0.35;
const ONE_SLIP = 0.7;
/** Goods are named by their first words: "mì vị thịt bò" is no beef. */
const HEAD_WORDS = 3;
const HEAD_ELSEWHERE = 0.55;
/** What is made of a good, where the product is not. */
const MADE_OF_IT = 0.65;
/** How much of the likeness is that the name says nothing else. */
const NOTHING_ELSE = 0.15;
/** A unit that is the product's tells two alike goods apart. */
const SAME_UNIT = 0.04;

/**
 * The products that an article is likely to be by its name and unit, best first; none where nothing is like it. The words
 * of a product are looked for in the name, rare ones counting more; makes, sizes and packing count little. A name without
 * any diacritics is read without them.
 */
export function likelyProducts(
  { name, unit }: CalledArticle,
  products: ReadonlyMap<string, Product>,
  most = 3,
): LikelyProduct[] {
  const index = indexOf(products);
  const words = wordsIn(withGoodsWords(canonicalise(name.slice(0, LONGEST_NAME)).toLowerCase()));
  if (words.length === 0) return [];
  const isPlain = words.every(({ written, folded }) => written === folded);
  return index.entries
    .map(({ product, variants }) => {
      const best = Math.max(...variants.map((variant) => likeness(words, variant, index.weightOf, isPlain)));
      const bonus = unit !== undefined && sameUnit(unit, product.unit) ? SAME_UNIT : 0;
      return { product, likeness: Math.min(1, best + (best > 0 ? bonus : 0)) };
    })
    .filter((found) => found.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || (a.product.id < b.product.id ? -1 : 1))
    .slice(0, most)
    .map((found) =>
      present<LikelyProduct>({
        product: found.product,
        likeness: Math.round(found.likeness * 100) / 100,
        factor: factorByName(name, unit, found.product),
      }),
    );
}

function likeness(
  words: readonly Word[],
  variant: readonly Word[],
  weightOf: Index['weightOf'],
  isPlain: boolean,
): number {
  let [found, all, isHead] = [0, 0, false];
  const used = new Set<number>();
  for (const [place, wanted] of variant.entries()) {
    const weight = weightOf(wanted);
    all += weight;
    let [best, at] = [0, -1];
    for (const [position, word] of words.entries()) {
      const match = used.has(position) ? 0 : sameness(word, wanted, isPlain);
      if (match > best) [best, at] = [match, position];
    }
    if (at < 0) continue;
    used.add(at);
    found += weight * best;
    isHead ||= place === 0 && at < HEAD_WORDS;
  }
  if (all === 0) return 0;
  const said = words.reduce((sum, word) => sum + weightOf(word), 0);
  const meant = [...used].reduce((sum, position) => sum + weightOf(words[position] as Word), 0);
  const isMadeOf = words.some(
    ({ written }) => MADE_OF_WORDS.has(written) && !variant.some((own) => own.written === written),
  );
  const covered = (found / all) * (isHead ? 1 : HEAD_ELSEWHERE) * (isMadeOf ? MADE_OF_IT : 1);
  return covered * (1 - NOTHING_ELSE + NOTHING_ELSE * (said === 0 ? 0 : meant / said));
}

function sameness(word: Word, wanted: Word, isPlain: boolean): number {
  if (word.written === wanted.written) return 1;
  if (word.folded === wanted.folded) return isPlain ? 1 : FOLDED_ONLY;
  const isLong = word.folded.length >= 5 && wanted.folded.length >= 5 && !/\d/.test(word.folded);
  return isLong && isOneSlip(word.folded, wanted.folded) ? ONE_SLIP : 0;
}

function indexOf(products: ReadonlyMap<string, Product>): Index {
  const known = INDEXES.get(products);
  if (known) return known;
  const entries = [...products.values()].map((product) => ({ product, variants: variantsOf(product) }));
  const goodsWith = new Map<string, number>();
  for (const { variants } of entries) {
    for (const folded of new Set(variants.flat().map((word) => word.folded))) {
      goodsWith.set(folded, (goodsWith.get(folded) ?? 0) + 1);
    }
  }
  const weightOf = ({ written, folded }: Word) =>
    PACKING_WORDS.has(written) || FOLDED_PACKING.has(folded) || /^\d/.test(folded)
      ? PACKING_WEIGHT
      : 1 + Math.log(entries.length / (goodsWith.get(folded) ?? entries.length));
  const index = { entries, weightOf };
  INDEXES.set(products, index);
  return index;
}

const FOLDED_PACKING: ReadonlySet<string> = new Set([...PACKING_WORDS].map(foldVietnamese));

/** A name may give several: "Cá quả (cá lóc)", "Thóc, gạo tẻ thường". */
function variantsOf({ name, specification }: Product): (readonly Word[])[] {
  const names = [name.vi, name.en].flatMap((text) => text.split(/[,;()]/));
  const whole = [name.vi, ...(specification ? [`${name.vi} ${specification.vi}`] : [])];
  const variants = [...names, ...whole].map((text) => wordsIn(canonicalise(text).toLowerCase()));
  const short = variants.map((words) => (UNSAID_WORDS.has(words[0]?.written ?? '') ? words.slice(1) : words));
  return [...variants, ...short].filter(({ length }) => length > 0);
}

function wordsIn(text: string): Word[] {
  return text
    .replace(/(\d)[.,](\d)/g, '$1_$2')
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean)
    .map((written) => ({ written, folded: foldVietnamese(written) }));
}

const PHRASES = GOODS_WORDS.flatMap(([called, means]) =>
  called.map((phrase) => ({ written: phrase.normalize('NFC'), folded: foldVietnamese(phrase), means })),
).sort((a, b) => b.written.length - a.written.length);

/** The name with what the form calls things in place of what shops call them; each is replaced once. */
function withGoodsWords(name: string): string {
  const isPlain = foldVietnamese(name) === name;
  let text = ` ${name.replace(/[^\p{L}\p{N}.,]+/gu, ' ').trim()} `;
  for (const { written, folded, means } of PHRASES) {
    const phrase = ` ${isPlain ? folded : written} `;
    const put = isPlain ? foldVietnamese(means) : means;
    // What says it already by the form's own words is left as it is.
    if (!text.includes(phrase) || text.includes(` ${put} `)) continue;
    text = text.replace(phrase, ` ${put} `);
  }
  return text;
}
