import type { ReceivedFrom } from '#contract/client.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { call } from '#web/asking/answers.ts';
import { type Answer, useAsked } from '#web/asking/use-answer.ts';

const ROUTE = 'GET /v1/market/{place}/{product}/stores';
const PAGE = 200;
/** A table of more rows is no help to anybody: who looks at so many shops chooses a ward. */
const MOST_PAGES = 5;

type Page = ReceivedFrom<typeof ROUTE>;
export type ShopRow = Page['items'][number];

/** The shops of a place, and whether some are left out. */
export interface Shops extends Pick<Page, 'registered' | 'unitName' | 'date'> {
  readonly rows: readonly ShopRow[];
  readonly isCut: boolean;
}

/** All shops of a place with their price of a good: sorting asks for all of them. */
export function useShops(place: string, product: string, date: BusinessDay): Answer<Shops> {
  return useAsked([ROUTE, { place, product, date }, 'all'], async () => {
    const rows: ShopRow[] = [];
    let cursor: string | undefined;
    for (let pages = 1; ; pages++) {
      const page = await call(ROUTE, { params: { place, product }, query: { date, limit: PAGE, cursor } });
      rows.push(...page.items);
      cursor = page.cursor;
      if (cursor !== undefined && pages < MOST_PAGES) continue;
      const { registered, unitName } = page;
      return { registered, unitName, date, rows, isCut: cursor !== undefined };
    }
  });
}
