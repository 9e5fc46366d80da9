import type { AuditEntry } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import type { OwnArticle } from '#domain/report/own-article.ts';
import { contentHash, type Packed, pack, unpack } from '../packed.ts';
import { over, putIf, readPartition, type Table } from '../table-client.ts';

/** Articles lie in so many items by a hash of their numbers: twenty thousand of the longest stay below the limit of each. */
const PARTS = 4;
/** An item may have 400 KB; a part is refused long before. */
const MOST_PART_BYTES = 300 * 1024;

/** Articles by column: `product` holds indexes into `products`, 0 stands for what is not there. */
interface ArticleColumns {
  readonly article: readonly string[];
  readonly products: readonly string[];
  readonly product: readonly number[];
  readonly gtin: readonly (string | 0)[];
  readonly factor: readonly number[];
}

/** All articles of a retailer, by their numbers, and the hashes of the items that hold them. */
export interface KeptArticles {
  readonly articles: readonly OwnArticle[];
  /** By part; undefined for one that is not kept yet. */
  readonly hashes: readonly (string | undefined)[];
}

/** What retailers call goods: which product of the catalogue each of their articles is. */
export function articleStore(table: Table) {
  return {
    /** One query: it costs what the articles weigh, and one unit where there are none. */
    async readArticles(retailer: string): Promise<KeptArticles> {
      const items = await readPartition(table, 'article', `${retailer}/`);
      const hashes = new Array<string | undefined>(PARTS).fill(undefined);
      for (const { sk, h } of items) hashes[Number((sk as string).slice(retailer.length + 1))] = h as string;
      const articles = items.flatMap(({ data }) => fromColumns(unpack(data as Uint8Array) as ArticleColumns));
      return { articles: articles.sort(byNumber), hashes };
    },

    /**
     * Writes the parts that change, the first of them with the lines that tell of it: none changes before there is a line.
     * False when another change came between: what was written by then is as it was asked, and the same again mends the
     * rest. `too-large` where a part would not fit; then nothing is written.
     */
    async putArticles(
      retailer: string,
      articles: readonly OwnArticle[],
      hashes: KeptArticles['hashes'],
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean | 'too-large'> {
      const parts = packParts(articles);
      if (parts.some(({ bytes }) => bytes.length > MOST_PART_BYTES)) return 'too-large';
      let untold = lines;
      for (const [part, { bytes, hash }] of parts.entries()) {
        const expected = hashes[part];
        if (hash === (expected ?? EMPTY)) continue;
        const item = { pk: 'article', sk: `${retailer}/${part}`, h: hash, data: bytes };
        if (!(await putIf(table, over(expected), item, untold))) return false;
        untold = [];
      }
      return true;
    },
  };
}

function packParts(articles: readonly OwnArticle[]): Packed[] {
  const parts = Array.from({ length: PARTS }, (): OwnArticle[] => []);
  for (const own of articles.toSorted(byNumber)) parts[partOf(own.article)]?.push(own);
  return parts.map((own) => pack(toColumns(own)));
}

/** Part of the form: another rule would look for an article where it is not. */
function partOf(article: string): number {
  return contentHash(article).charCodeAt(0) % PARTS;
}

function byNumber(a: OwnArticle, b: OwnArticle): number {
  return a.article < b.article ? -1 : a.article > b.article ? 1 : 0;
}

function toColumns(articles: readonly OwnArticle[]): ArticleColumns {
  const products = [...new Set(articles.map(({ product }) => product))].sort();
  const indexes = new Map(products.map((product, index) => [product, index]));
  return {
    article: articles.map(({ article }) => article),
    products,
    product: articles.map(({ product }) => indexes.get(product) ?? 0),
    gtin: articles.map(({ gtin }) => gtin ?? 0),
    factor: articles.map(({ factor }) => factor ?? 0),
  };
}

function fromColumns({ article, products, product, gtin, factor }: ArticleColumns): OwnArticle[] {
  return article.map((number, index) =>
    present<OwnArticle>({
      article: number,
      product: products[product[index] ?? 0] ?? '',
      gtin: gtin[index] || undefined,
      factor: factor[index] || undefined,
    }),
  );
}

const EMPTY = pack(toColumns([])).hash;
