import type { BusinessDay } from '../business-day.ts';
import { present } from '../present.ts';
import { canonicalise, isReadable } from '../reading/canonical.ts';
import type { StoreKey } from '../store.ts';
import { articleNumber } from './own-article.ts';
import type { RefusedRow } from './row-set.ts';

/** An article that a report named and that is no product yet, with what the report calls it. */
export interface UnmappedArticle {
  readonly article: string;
  readonly name?: string;
  readonly unit?: string;
}

/** What a store's last report with articles named in vain. */
export interface UnmappedArticles {
  readonly store: StoreKey;
  readonly day: BusinessDay;
  /** In the order of their numbers; empty once all are known. */
  readonly articles: readonly UnmappedArticle[];
}

/** Kept of one store: a list that is longer is no list of a few new goods, and nobody works through it. */
const MOST_OF_STORE = 300;
const [LONGEST_NAME, LONGEST_UNIT] = [120, 20];

/** The articles of refused rows that are no product yet, each once, in the order of their numbers. */
export function unmappedIn(rows: readonly unknown[], refused: readonly RefusedRow[]): UnmappedArticle[] {
  const found = new Map<string, UnmappedArticle>();
  for (const { position, refusal } of refused) {
    const article = refusal.code === 'unknown-article' ? articleNumber(refusal.written) : undefined;
    if (article === undefined || found.has(article) || !isReadable(article)) continue;
    const row = rows[position] as { readonly name?: unknown; readonly unit?: unknown };
    found.set(
      article,
      present({ article, name: shortText(row.name, LONGEST_NAME), unit: shortText(row.unit, LONGEST_UNIT) }),
    );
  }
  return [...found.values()].sort((a, b) => (a.article < b.article ? -1 : 1)).slice(0, MOST_OF_STORE);
}

function shortText(written: unknown, longest: number): string | undefined {
  if (typeof written !== 'string' || written.length > 4 * longest || !isReadable(written)) return undefined;
  return canonicalise(written).slice(0, longest);
}

/** An article that waits for its product, over all stores of its retailer. */
export interface WaitingArticle extends UnmappedArticle {
  /** Stores whose last report named it. */
  readonly stores: number;
  readonly lastOn: BusinessDay;
}

/**
 * The articles of one retailer that wait for their product: those of most stores first, then the newest. What has been
 * mapped since, and what was last reported before a day, waits no more.
 */
export function waitingArticles(
  reports: readonly UnmappedArticles[],
  isMapped: (article: string) => boolean,
  since: BusinessDay,
): WaitingArticle[] {
  const waiting = new Map<string, WaitingArticle>();
  for (const { day, articles } of reports) {
    if (day < since) continue;
    for (const one of articles) {
      if (isMapped(one.article)) continue;
      const known = waiting.get(one.article);
      const newest = known && known.lastOn >= day ? known : one;
      waiting.set(
        one.article,
        present({
          article: one.article,
          name: newest.name ?? known?.name ?? one.name,
          unit: newest.unit ?? known?.unit ?? one.unit,
          stores: (known?.stores ?? 0) + 1,
          lastOn: known && known.lastOn > day ? known.lastOn : day,
        }),
      );
    }
  }
  return [...waiting.values()].sort(
    (a, b) =>
      b.stores - a.stores || (a.lastOn < b.lastOn ? 1 : a.lastOn > b.lastOn ? -1 : a.article < b.article ? -1 : 1),
  );
}
