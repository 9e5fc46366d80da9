import type { AnswerOf } from '#contract/operations.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { OwnArticle } from '#domain/report/own-article.ts';
import { type UnmappedArticles, waitingArticles } from '#domain/report/unmapped-articles.ts';
import { placeOf, type Retailer, retailerOf, type Store, storeKey } from '#domain/store.ts';
import { suggestFor } from '#own-articles/suggest-articles.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { seesEverywhere } from '#runtime/route-access.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

export interface ListUnmappedPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listUnmapped: (retailer?: string) => Promise<readonly UnmappedArticles[]>;
  readonly readArticles: (retailer: string) => Promise<{ readonly articles: readonly OwnArticle[] }>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  readonly listStores: () => Promise<readonly Store[]>;
}

interface UnmappedQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly retailer?: string };
}

type Item = AnswerOf<'GET /v1/unmapped-articles'>['items'][number];

const AT_ONCE = 8;
const DAYS_BACK = 30;
const MOST_ARTICLES_SHOWN = 50;

/** `GET /v1/unmapped-articles`: what stores at the asker's places report in vain, by retailer, most reported first. */
export function listUnmappedArticles(ports: ListUnmappedPorts) {
  return async ({ staff, query }: UnmappedQuestion) => {
    const today = ports.today();
    const [reports, retailers, stores] = await Promise.all([
      ports.listUnmapped(query.retailer),
      ports.listRetailers(),
      ports.listStores(),
    ]);
    const isOwn = (store: Store) => maySee(staff, ports.catalogue, placeOf(store, today));
    const own = new Set<string>(stores.filter(isOwn).map((store) => storeKey(store.retailer, store.id)));
    const nameOf = new Map(retailers.map(({ id, name }) => [id, name]));
    const seen = reports.filter(({ store, articles }) => articles.length > 0 && own.has(store));
    const byRetailer = [...Map.groupBy(seen, ({ store }) => retailerOf(store))];
    const items = await aFewAtOnce(byRetailer, AT_ONCE, async ([retailer, theirs]): Promise<Item> => {
      const { articles } = await ports.readArticles(retailer);
      const mapped = new Set(articles.map(({ article }) => article));
      const waiting = waitingArticles(theirs, (article) => mapped.has(article), addDays(today, -DAYS_BACK));
      const shown = waiting.slice(0, MOST_ARTICLES_SHOWN);
      return {
        retailer,
        retailerName: nameOf.get(retailer) ?? retailer,
        total: waiting.length,
        stores: theirs.filter((one) => one.articles.some(({ article }) => !mapped.has(article))).length,
        mayMap: seesEverywhere(staff) || stores.every((store) => store.retailer !== retailer || isOwn(store)),
        articles: shown.map((article) => suggestFor(article, ports.catalogue.products)),
      };
    });
    const weight = ({ articles }: Item) => articles.reduce((sum, article) => sum + article.stores, 0);
    return {
      status: 200 as const,
      body: {
        items: items
          .filter(({ total }) => total > 0)
          .sort((a, b) => weight(b) - weight(a) || (a.retailer < b.retailer ? -1 : 1)),
      },
    };
  };
}
