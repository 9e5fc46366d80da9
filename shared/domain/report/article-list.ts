import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { isReadable } from '../reading/canonical.ts';
import { isGtin } from './judgement.ts';
import { productOf } from './nearest-product.ts';
import { articleNumber, isFactor, type OwnArticle } from './own-article.ts';

export const ARTICLE_CODES = [
  'not-an-object',
  'unknown-member',
  'invalid-article',
  'unknown-product',
  'invalid-gtin',
  'invalid-factor',
  'not-a-boolean',
  'duplicate-article',
  'withdraw-needs-patch',
] as const;
export type ArticleCode = (typeof ARTICLE_CODES)[number];

/** Why an entry of a list of articles is refused. */
export interface ArticleFault {
  /** Index of the entry in what was sent. */
  readonly position: number;
  readonly code: ArticleCode;
  readonly member: string;
  /** The member's value as it was sent. */
  readonly written?: unknown;
}

/** A list of articles after judgement: nothing of it counts where something is wrong. */
export interface JudgedArticles {
  readonly articles: readonly OwnArticle[];
  /** Numbers that are taken out. */
  readonly withdrawn: readonly string[];
  readonly faults: readonly ArticleFault[];
}

interface ArticleContext {
  readonly products: ReadonlyMap<string, Product>;
  /** True where entries change what is kept, and may take articles out. */
  readonly patch: boolean;
  /** True for entries of a table, which may have columns of other matters. */
  readonly isTable?: boolean;
}

const MEMBERS = ['article', 'product', 'gtin', 'factor', 'withdraw'] as const;
type RawArticle = { readonly [Member in (typeof MEMBERS)[number]]?: unknown };
const KNOWN: ReadonlySet<string> = new Set(MEMBERS);

type Verdict = { readonly own: OwnArticle } | { readonly withdrawn: string } | Omit<ArticleFault, 'position'>;

/** Judges a list of articles, each entry by itself; of one number only one thing may be said. */
export function judgeArticles(entries: readonly unknown[], context: ArticleContext): JudgedArticles {
  const said = new Map<string, string>();
  const articles: OwnArticle[] = [];
  const withdrawn: string[] = [];
  const faults: ArticleFault[] = [];
  for (const [position, entry] of entries.entries()) {
    const verdict = judgeEntry(entry, context);
    if ('code' in verdict) {
      faults.push({ position, ...verdict });
      continue;
    }
    const number = 'own' in verdict ? verdict.own.article : verdict.withdrawn;
    const saying = JSON.stringify(verdict);
    const earlier = said.get(number);
    if (earlier === saying) continue;
    if (earlier !== undefined) {
      faults.push({ position, code: 'duplicate-article', member: 'article', written: number });
      continue;
    }
    said.set(number, saying);
    if ('own' in verdict) articles.push(verdict.own);
    else withdrawn.push(number);
  }
  return { articles, withdrawn, faults };
}

function judgeEntry(entry: unknown, { products, patch, isTable = false }: ArticleContext): Verdict {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return { code: 'not-an-object', member: '' };
  const stranger = isTable ? undefined : Object.keys(entry).find((member) => !KNOWN.has(member));
  if (stranger !== undefined) return { code: 'unknown-member', member: stranger.slice(0, 40), written: stranger };
  const { article: written, product: code, gtin, factor, withdraw }: RawArticle = entry;
  const article = articleNumber(written);
  if (article === undefined || !isReadable(article) || FORMULA.test(article))
    return { code: 'invalid-article', member: 'article', written };
  if (!isAbsent(withdraw) && typeof withdraw !== 'boolean') {
    return { code: 'not-a-boolean', member: 'withdraw', written: withdraw };
  }
  if (withdraw === true) {
    return patch ? { withdrawn: article } : { code: 'withdraw-needs-patch', member: 'withdraw', written: true };
  }
  const product = productOf(code, products);
  if (!product) return { code: 'unknown-product', member: 'product', written: code };
  if (!isAbsent(gtin) && !isGtin(gtin)) return { code: 'invalid-gtin', member: 'gtin', written: gtin };
  if (!isAbsent(factor) && !isFactor(factor)) return { code: 'invalid-factor', member: 'factor', written: factor };
  return {
    own: present({
      article,
      product: product.id,
      gtin: typeof gtin === 'string' ? gtin : undefined,
      factor: isAbsent(factor) || factor === 1 ? undefined : factor,
    }),
  };
}

/** What a spreadsheet would run when it opens the list. */
const FORMULA = /^[=+@-]/;

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** What a list of articles does to those that are kept. */
export interface ArticleChange {
  /** All of them from then on, by their numbers. */
  readonly articles: readonly OwnArticle[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** The articles once a list has been taken: it replaces them, or changes those that it names. */
export function changeArticles(
  kept: readonly OwnArticle[],
  { articles, withdrawn }: JudgedArticles,
  isPatch: boolean,
): ArticleChange {
  const before = new Map(kept.map((own) => [own.article, own]));
  const after = new Map([...(isPatch ? kept : []), ...articles].map((own) => [own.article, own]));
  for (const article of withdrawn) after.delete(article);
  const numbers = [...after.keys()].sort();
  return {
    articles: numbers.map((number) => after.get(number) as OwnArticle),
    added: numbers.filter((number) => !before.has(number)),
    changed: numbers.filter((number) => before.has(number) && !isSame(before.get(number), after.get(number))),
    removed: [...before.keys()].filter((number) => !after.has(number)),
  };
}

function isSame(a: OwnArticle | undefined, b: OwnArticle | undefined): boolean {
  return a?.product === b?.product && a?.gtin === b?.gtin && a?.factor === b?.factor;
}

/** Articles of one product without a barcode: their rows in a report would be one and the same. */
export function articlesOfOneKey(articles: readonly OwnArticle[]): (readonly OwnArticle[])[] {
  const byKey = Map.groupBy(articles, ({ product, gtin }) => `${product}|${gtin ?? ''}`);
  return [...byKey.values()].filter((own) => own.length > 1);
}
