import type { AnswerOf } from '#contract/operations.ts';
import { type DayInBrief, NOTHING_KNOWN } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import { namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { type ReportedStoresPorts, reportedStores } from './reported-stores.ts';
import { takingPart } from './taking-part.ts';

export interface PlacesPorts extends ReportedStoresPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  /** The day in brief of places that lie directly inside another; those of which nothing is known are left out. */
  readonly daysInBrief: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<ReadonlyMap<string, DayInBrief>>;
  readonly listStores: () => Promise<readonly Store[]>;
}

type PlaceSummary = AnswerOf<'GET /v1/places'>['items'][number];

/** `GET /v1/places`: the areas with their worst level; `no-data` is a state of its own and never looks like normal. */
export function listPlaces(ports: PlacesPorts) {
  return async ({ staff, query }: { readonly staff: StaffMember; readonly query: { readonly date?: BusinessDay } }) => {
    const { catalogue } = ports;
    const date = query.date ?? ports.today();
    const shown = [...catalogue.places.values()].filter(
      ({ id, validFrom, validTo }) =>
        (validFrom ?? '') <= date && date <= (validTo ?? '9999') && maySee(staff, catalogue, id),
    );
    const byParent = [...Map.groupBy(shown, ({ parent }) => parent)];
    const [days, stores] = await Promise.all([
      Promise.all(
        byParent.map(([parent, inside]) =>
          ports.daysInBrief(
            parent,
            inside.map(({ id }) => id),
            date,
          ),
        ),
      ),
      ports.listStores(),
    ]);
    const inBrief = new Map(days.flatMap((day) => [...day]));
    const counts = await countStores(ports, stores, date);
    return {
      status: 200 as const,
      body: {
        date,
        rivers: [...(catalogue.rivers ?? [])],
        items: shown.map(({ id, kind, name, parent, lat, lon, population, tile }) => {
          const { state, worst, productsReported } = inBrief.get(id) ?? NOTHING_KNOWN;
          return present<PlaceSummary>({
            id,
            kind,
            name,
            parent,
            lat,
            lon,
            population,
            tile,
            state,
            worst: worst && describeWorst(worst, catalogue),
            productsReported,
            stores: counts.get(id)?.stores ?? 0,
            storesReported: counts.get(id)?.reported ?? 0,
          });
        }),
      },
    };
  };
}

function describeWorst(
  { product, level, direction }: NonNullable<DayInBrief['worst']>,
  catalogue: Catalogue,
): PlaceSummary['worst'] {
  const { productName } = namesOfProduct(catalogue, product);
  return present({ product, productName, level, direction });
}

async function countStores(ports: PlacesPorts, stores: readonly Store[], date: BusinessDay) {
  const heads = await reportedStores(ports, stores, date);
  const counts = new Map<string, { stores: number; reported: number }>();
  for (const store of takingPart(stores, heads, date)) {
    const reported = heads.has(storeKey(store.retailer, store.id)) ? 1 : 0;
    for (const place of withAncestors(ports.catalogue, placeOf(store, date))) {
      const known = counts.get(place) ?? { stores: 0, reported: 0 };
      counts.set(place, { stores: known.stores + 1, reported: known.reported + reported });
    }
  }
  return counts;
}
