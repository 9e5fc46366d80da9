import type { AnswerOf } from '#contract/operations.ts';
import type { StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import { screenQuotes } from '#domain/assessment/quote-screening.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { isWithin, parentOf } from '#domain/catalogue.ts';
import type { StoreBalance } from '#domain/history/balance.ts';
import type { Doubt } from '#domain/history/doubt.ts';
import type { Quote } from '#domain/history/quote.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import { fromMilli } from '#domain/report/report.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { Cursors } from '../http/cursor.ts';
import { nameOfPlace, namesOfProduct, requireProduct } from '../http/names.ts';
import { requirePlace, type StaffMember } from '../http/own-places.ts';
import { type ReportedStoresPorts, type ReportHead, reportedStores } from './reported-stores.ts';

export interface StoresOfProductPorts extends ReportedStoresPorts {
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  /** What the stores of a place without places inside said, as it was handed up. */
  readonly readFacts: (parent: string, place: string, date: BusinessDay) => Promise<StoreFacts>;
  readonly balancesInPlace: (place: string, product: string) => Promise<readonly StoreBalance[]>;
  readonly cursors: Cursors;
}

interface StoresQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly place: string; readonly product: string };
  readonly query: { readonly date?: BusinessDay; readonly limit: number; readonly cursor?: string };
}

type StoresAnswer = AnswerOf<'GET /v1/market/{place}/{product}/stores'>;
type StoreRow = StoresAnswer['items'][number];

/** Places whose shops are read side by side. */
const AT_ONCE = 8;

/**
 * `GET /v1/market/{place}/{product}/stores`: one product, shop by shop. A page is cut by shops, so that no more is read
 * than what the shops of its wards have handed up.
 */
export function listStoresOfProduct(ports: StoresOfProductPorts) {
  return async ({ staff, params, query }: StoresQuestion) => {
    const { catalogue } = ports;
    const place = requirePlace(staff, catalogue, params.place);
    const product = requireProduct(catalogue, params.product);
    const date = query.date ?? ports.today();
    const list = `stores-${place.id}-${product.id}-${date}`;
    const from = Number((await ports.cursors.open(list, query.cursor))?.after ?? 0);
    const stores = (await ports.listStores())
      .filter((store) => isWithin(catalogue, placeOf(store, date), place.id) && maySell(store, product))
      .toSorted(byPlaceAndName(date));
    const shown = stores.slice(from, from + query.limit);
    const end = from + shown.length;
    const [heads, said] = await Promise.all([
      reportedStores(ports, shown, date),
      readWards(ports, shown, product, date),
    ]);
    return {
      status: 200 as const,
      body: present<StoresAnswer>({
        place: place.id,
        placeName: place.name,
        product: product.id,
        ...namesOfProduct(catalogue, product.id),
        date,
        registered: stores.length,
        items: shown.flatMap((store) => {
          const key = storeKey(store.retailer, store.id);
          const at = placeOf(store, date);
          const about = { store, key, place: at, placeName: nameOfPlace(catalogue, at), date };
          return describeStore(about, said.get(at) ?? NOTHING_SAID, heads.get(key));
        }),
        cursor: end < stores.length ? await ports.cursors.seal(list, { after: String(end) }) : undefined,
      }),
    };
  };
}

function maySell({ channel }: Store, { channels }: Product): boolean {
  return channels?.includes(channel) ?? true;
}

function byPlaceAndName(date: BusinessDay) {
  const placed = (store: Store) => `${placeOf(store, date)}|${store.name}|${store.retailer}/${store.id}`;
  return (a: Store, b: Store) => (placed(a) < placed(b) ? -1 : 1);
}

/** What the shops of one ward said of the product, and what they have of it. */
interface SaidInWard {
  readonly quotes: ReadonlyMap<StoreKey, readonly Quote[]>;
  readonly doubts: ReadonlyMap<Quote, Doubt>;
  readonly balances: ReadonlyMap<StoreKey, StoreBalance>;
}

const NOTHING_SAID: SaidInWard = { quotes: new Map(), doubts: new Map(), balances: new Map() };

async function readWards(
  ports: StoresOfProductPorts,
  shown: readonly Store[],
  { id }: Product,
  date: BusinessDay,
): Promise<ReadonlyMap<string, SaidInWard>> {
  const wards = [...new Set(shown.map((store) => placeOf(store, date)))];
  const { minStores } = ports.catalogue.detection;
  const read = await aFewAtOnce(wards, AT_ONCE, async (ward): Promise<[string, SaidInWard]> => {
    const [facts, balances] = await Promise.all([
      ports.readFacts(parentOf(ports.catalogue, ward), ward, date),
      ports.balancesInPlace(ward, id),
    ]);
    const today = facts.quotes.filter((series) => series[0]?.product === id);
    const held = today.flatMap((series) => screenQuotes(series, minStores).heldBack);
    const quotes = [...today.flat(), ...facts.absent.filter(({ product }) => product === id)];
    const said = {
      quotes: Map.groupBy(quotes, ({ from }) => from.store),
      doubts: new Map(held.map(({ quote, doubt }) => [quote, doubt])),
      balances: new Map(balances.flatMap((own) => (own.product === id ? [[own.store, own] as const] : []))),
    };
    return [ward, said];
  });
  return new Map(read);
}

interface About {
  readonly store: Store;
  readonly key: StoreKey;
  readonly place: string;
  readonly placeName: StoreRow['placeName'];
  readonly date: BusinessDay;
}

function describeStore(
  { store, key, place, placeName, date }: About,
  { quotes, doubts, balances }: SaidInWard,
  head: ReportHead | undefined,
): StoreRow[] {
  const { retailer, id, name, channel } = store;
  return (quotes.get(key) ?? []).map((quote) => {
    const { priceType, price, reference, daysAgo } = quote;
    const isOfDay = daysAgo === 0;
    return present<StoreRow>({
      retailer,
      store: id,
      storeName: name,
      channel,
      place,
      placeName,
      state: isOfDay ? 'reported' : 'silent',
      priceType,
      price,
      saidOn: isOfDay ? undefined : addDays(date, -daysAgo),
      usual: reference,
      changePct: reference === undefined ? undefined : (100 * (price - reference)) / reference,
      doubt: doubts.get(quote),
      ...describeStock(balances.get(key), date),
      receivedAt: head && new Date(head.receivedAt).toISOString(),
    });
  });
}

/** The latest stock, unless it is of a later day than was asked for. */
function describeStock(
  balance: StoreBalance | undefined,
  date: BusinessDay,
): Pick<StoreRow, 'stock' | 'stockOn' | 'coverDays'> {
  if (balance?.stockMilli === undefined || balance.date > date) return {};
  const { stockMilli, demandPerDayMilli } = balance;
  return present({
    stock: fromMilli(stockMilli),
    stockOn: balance.date,
    coverDays: demandPerDayMilli ? stockMilli / demandPerDayMilli : undefined,
  });
}
