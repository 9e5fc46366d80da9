import type { AnswerOf } from '#contract/operations.ts';
import { type BusinessDay, cutOffOf, type TimeOfDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { type AreaPrices, areaPrices, shownTo } from '#domain/comparison/area-prices.ts';
import { reportedPrices } from '#domain/history/reported-prices.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { isSupplier, placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

export interface BesideOthersPorts {
  readonly catalogue: Catalogue;
  readonly cutOff: TimeOfDay;
  readonly readReport: (
    place: string,
    date: BusinessDay,
    store: StoreKey,
  ) => Promise<{ readonly day: StoreDay; readonly receivedAt: number } | undefined>;
  /** The reports of a place that were received by an instant and not changed since. */
  readonly reportsReceivedBy: (place: string, date: BusinessDay, instant: number) => Promise<readonly StoreDay[]>;
  readonly readCompared: (place: string, day: BusinessDay) => Promise<AreaPrices | undefined>;
  /** False where they are kept already. */
  readonly putCompared: (prices: AreaPrices) => Promise<boolean>;
}

type Beside = NonNullable<AnswerOf<'GET /v1/me/today'>['beside']>;

const AT_ONCE = 16;

/** A store's retail prices of a day that is closed, beside those of its ward, else of the zone around it. */
export async function besideOthers(ports: BesideOthersPorts, store: Store, day: BusinessDay): Promise<Beside> {
  const { catalogue } = ports;
  const place = placeOf(store, day);
  const own = await ownPrices(ports, store, place, day);
  if (own.size === 0) return { day, items: [] };
  const ofPlace = await pricesOf(ports, place, day);
  const isShown = (prices: AreaPrices, product: string) => shownTo(prices, product, store.retailer) !== undefined;
  const around = parentOf(catalogue, place);
  const isEnough = around === ROOT_PLACE || [...own.keys()].every((product) => isShown(ofPlace, product));
  const areas = isEnough ? [ofPlace] : [ofPlace, await pricesOf(ports, around, day)];
  const items = [...own].flatMap(([id, price]): Beside['items'][number][] => {
    const product = catalogue.products.get(id);
    const area = areas.find((prices) => isShown(prices, id));
    const good = area && shownTo(area, id, store.retailer);
    if (!product || !area || !good) return [];
    const { lower, middle, upper } = good;
    return [
      {
        product: id,
        productName: product.name,
        unit: product.unit.vi,
        own: price,
        of: area === ofPlace ? 'place' : 'area',
        place: area.place,
        placeName: catalogue.places.get(area.place)?.name ?? { vi: area.place, en: area.place },
        lower,
        middle,
        upper,
      },
    ];
  });
  return { day, items };
}

/** The store's own retail prices as they stood at the cut-off: who has changed them since compares nothing on that day. */
async function ownPrices({ readReport, cutOff }: BesideOthersPorts, store: Store, place: string, day: BusinessDay) {
  const kept = await readReport(place, day, storeKey(store.retailer, store.id));
  if (!kept || kept.receivedAt > cutOffOf(day, cutOff) || isSupplier(store.channel)) return new Map<string, number>();
  const retail = reportedPrices(kept.day.rows, store.channel).filter(({ priceType }) => priceType === 'retail');
  return new Map(retail.map(({ product, price }) => [product, price]));
}

/** What is kept of a place and closed day; whoever asks first has it made, once and for all. */
async function pricesOf(ports: BesideOthersPorts, area: string, day: BusinessDay): Promise<AreaPrices> {
  const kept = await ports.readCompared(area, day);
  if (kept) return kept;
  const places = leavesIn(ports.catalogue, area);
  const reports = await aFewAtOnce(places, AT_ONCE, (place) =>
    ports.reportsReceivedBy(place, day, cutOffOf(day, ports.cutOff)),
  );
  const made = areaPrices(area, day, reports.flat());
  if (await ports.putCompared(made)) return made;
  return (await ports.readCompared(area, day)) ?? made;
}

/** The place itself, or those that lie directly in it. */
function leavesIn({ places }: Catalogue, area: string): string[] {
  const inside = [...places.values()].filter(({ parent }) => parent === area).map(({ id }) => id);
  return inside.length > 0 ? inside : [area];
}
