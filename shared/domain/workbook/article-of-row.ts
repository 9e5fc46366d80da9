import { canonicalise } from '../reading/canonical.ts';
import { articleNumber, type OwnArticle, type OwnArticles } from '../report/own-article.ts';
import type { Cell } from './sheet.ts';
import { saysNothing } from './written-price.ts';

/** What a cell of own numbers says of its row's good. */
export type ArticleOfRow =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly own: OwnArticle }
  | { readonly kind: 'unknown'; readonly written: string }
  /** A number cell that several articles read as, since a number has no zeros before it. */
  | { readonly kind: 'several'; readonly written: string; readonly among: readonly OwnArticle[] }
  /** A cell that is no text and no number. */
  | { readonly kind: 'no-number'; readonly cell: Exclude<Cell, { kind: 'text' } | { kind: 'number' }> };

/**
 * Finds a retailer's own articles by what is written in a cell. A text is a number just as it stands, with its zeros; a
 * number cell is the article whose number reads so.
 */
export function articleFinder(articles: OwnArticles): (cell: Cell | undefined) => ArticleOfRow {
  const byNumber = Map.groupBy(
    [...articles.values()].filter(({ article }) => DIGITS.test(article)),
    ({ article }) => withoutZeros(article),
  );
  return (cell) => {
    if (cell === undefined) return { kind: 'none' };
    if (cell.kind === 'text') return byText(cell.text, articles);
    if (cell.kind !== 'number') return { kind: 'no-number', cell };
    const written = plainNumber(cell.number);
    // Shown as "SP0012" it is no 12; how it is shown is not known to the letter.
    if (cell.beside !== undefined) return { kind: 'unknown', written: `${cell.beside} ${written}` };
    const among = byNumber.get(withoutZeros(written)) ?? [];
    const [own, ...others] = among;
    if (!own) return { kind: 'unknown', written };
    return others.length === 0 ? { kind: 'known', own } : { kind: 'several', written, among };
  };
}

function byText(text: string, articles: OwnArticles): ArticleOfRow {
  const written = canonicalise(text.slice(0, 200)).replace(/^'/, '');
  const number = articleNumber(written);
  const own = number === undefined ? undefined : articles.get(number);
  if (own) return { kind: 'known', own };
  return saysNothing(written) ? { kind: 'none' } : { kind: 'unknown', written: number ?? written };
}

const DIGITS = /^\d+(?:\.\d+)?$/;

/** A number as it reads: no zeros before it, and none behind its decimals. */
function withoutZeros(digits: string): string {
  const [whole = '', decimals = ''] = digits.split('.');
  const rest = decimals.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}

/** All digits of a number that is exact; others are as nobody types them. */
function plainNumber(number: number): string {
  return Number.isSafeInteger(number) ? number.toFixed(0) : String(number);
}
