import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese, productNamed } from '../report/nearest-product.ts';
import type { OwnArticle, OwnArticles } from '../report/own-article.ts';
import { type ArticleOfRow, articleFinder } from './article-of-row.ts';
import type { Cell } from './sheet.ts';
import { saysNothing } from './written-price.ts';

/** A good that a row names, and the members that name it when the row is judged. */
export interface GoodOfRow {
  readonly kind: 'product';
  readonly product: Product;
  /** Another good, whose name the row has. */
  readonly namedOther?: Product;
  readonly naming: { readonly product?: string; readonly article?: string };
  /** The retailer's own article that it is. */
  readonly own?: OwnArticle;
}

/** What a row's code, own number and name say of its good. */
export type ProductOfRow =
  | GoodOfRow
  /** Neither a code nor a name. */
  | { readonly kind: 'none' }
  /** What names no good for certain, as it is written. */
  | { readonly kind: 'unknown'; readonly by: 'product' | 'name' | 'article'; readonly written: string }
  /** An own number that several articles read as. */
  | { readonly kind: 'several'; readonly written: string; readonly among: readonly OwnArticle[] }
  /** A code or an own number that is no text and no number. */
  | {
      readonly kind: 'no-code';
      readonly by: 'product' | 'article';
      readonly cell: Exclude<Cell, { kind: 'text' } | { kind: 'number' }>;
    };

/** The cells that may name a row's good. */
export interface NamingCells {
  readonly code: Cell | undefined;
  readonly name: Cell | undefined;
  readonly article: Cell | undefined;
}

type CodeFinder = ReturnType<typeof codeFinder>;

/** Finds the goods of rows by their codes, names and a retailer's own numbers; each is looked up once. */
export function productFinder(products: ReadonlyMap<string, Product>, articles: OwnArticles) {
  const codes = codeFinder(products);
  const known = new Map([...articles].filter(([, own]) => products.has(own.product)));
  const articleOf = articleFinder(known);
  return (cells: NamingCells): ProductOfRow => {
    const article = articleOf(cells.article);
    if (article.kind === 'none') return codes.find(cells);
    return articleFound(article, cells, codes, products);
  };
}

/** The good of a row that has an own number, beside which it may have a code: both are told to whoever judges it. */
function articleFound(
  article: Exclude<ArticleOfRow, { kind: 'none' }>,
  cells: NamingCells,
  codes: CodeFinder,
  products: ReadonlyMap<string, Product>,
): ProductOfRow {
  const coded = hasCode(cells.code) ? codes.find(cells) : undefined;
  switch (article.kind) {
    case 'known':
      return ownGood(article.own, coded, cells, codes, products);
    case 'several': {
      const ofCode = article.among.filter(({ product }) => coded?.kind === 'product' && product === coded.product.id);
      const [own, ...others] = ofCode;
      return own && others.length === 0 ? ownGood(own, coded, cells, codes, products) : article;
    }
    case 'unknown': {
      const { written } = article;
      if (coded?.kind !== 'product') return { kind: 'unknown', by: 'article', written };
      return { ...coded, naming: { ...coded.naming, article: written } };
    }
    case 'no-number':
      return coded?.kind === 'product' ? coded : { kind: 'no-code', by: 'article', cell: article.cell };
  }
}

function ownGood(
  own: OwnArticle,
  coded: ProductOfRow | undefined,
  { code, name }: NamingCells,
  codes: CodeFinder,
  products: ReadonlyMap<string, Product>,
): ProductOfRow {
  const product = products.get(own.product) as Product;
  // A code that lost its zeros is that of the article, if it can be.
  const isItsCode = codes.byNumber(code) === product;
  const named = isItsCode || !coded ? product.id : coded.kind === 'product' ? coded.product.id : textOf(code);
  return present({
    kind: 'product' as const,
    product,
    namedOther: otherThan(product, codes.named(nameIn(name))),
    naming: present({ product: coded ? named : undefined, article: own.article }),
    own,
  });
}

/** A dash in a column of codes is no code, where a number of the retailer's own stands beside it. */
function hasCode(code: Cell | undefined): boolean {
  const written = writtenCode(code);
  return typeof written === 'object' || !(written === '' || saysNothing(written));
}

function textOf(code: Cell | undefined): string {
  const written = writtenCode(code);
  return typeof written === 'object' ? written.kind : written;
}

function codeFinder(products: ReadonlyMap<string, Product>) {
  const byCode = new Map([...products.values()].map((product) => [product.id.toLowerCase(), product]));
  const byNumber = Map.groupBy(
    [...products.values()].filter(({ id }) => /^\d+(?:\.\d+)?$/.test(id)),
    ({ id }) => Number(id),
  );
  const byName = new Map<string, Product | undefined>();
  const named = (name: string) => {
    if (name === '') return undefined;
    if (!byName.has(name)) byName.set(name, productNamed(name, products.values()));
    return byName.get(name);
  };
  const onlyOfNumber = (written: string) => {
    const [only, ...others] = byNumber.get(numberOf(written)) ?? [];
    return others.length === 0 ? only : undefined;
  };

  const find = ({ code, name: nameCell }: Pick<NamingCells, 'code' | 'name'>): ProductOfRow => {
    const name = nameIn(nameCell);
    const written = writtenCode(code);
    if (typeof written === 'object') return { kind: 'no-code', by: 'product', cell: written };
    if (written === '') {
      if (name === '') return { kind: 'none' };
      const product = named(name);
      return product ? goodOf(product) : { kind: 'unknown', by: 'name', written: name };
    }
    const exact = code?.kind === 'text' ? byCode.get(written.toLowerCase()) : undefined;
    if (exact) return goodOf(exact, otherThan(exact, named(name)));
    // Spreadsheets make numbers of codes, and drop their zeros: then the name must say the same.
    const only = onlyOfNumber(written);
    if (only && isCalled(only, name)) return goodOf(only);
    return { kind: 'unknown', by: 'product', written };
  };
  const byNumberOf = (code: Cell | undefined) =>
    code?.kind === 'number' ? onlyOfNumber(String(code.number)) : undefined;
  return { find, named, byNumber: byNumberOf };
}

function goodOf(product: Product, namedOther?: Product): GoodOfRow {
  return present({ kind: 'product' as const, product, namedOther, naming: { product: product.id } });
}

function otherThan(product: Product, other: Product | undefined): Product | undefined {
  return other === product ? undefined : other;
}

function nameIn(cell: Cell | undefined): string {
  return cell?.kind === 'text' ? canonicalise(cell.text.slice(0, 200)) : '';
}

/** A code as it is written; empty where none is, and the cell itself where it can be none. */
function writtenCode(cell: Cell | undefined): string | Exclude<Cell, { kind: 'text' } | { kind: 'number' }> {
  if (cell === undefined) return '';
  if (cell.kind === 'text') return canonicalise(cell.text.slice(0, 200)).replace(/^'/, '');
  if (cell.kind !== 'number') return cell;
  return cell.beside === undefined ? String(cell.number) : `${cell.beside} ${cell.number}`;
}

function numberOf(written: string): number {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(written) ? Number(written.replace(',', '.')) : Number.NaN;
}

function isCalled({ name }: Product, written: string): boolean {
  const plain = foldVietnamese(written);
  return plain !== '' && [name.vi, name.en].some((own) => foldVietnamese(own) === plain);
}
