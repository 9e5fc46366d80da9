import type { AnswerOf } from '#contract/operations.ts';
import { type DayInBrief, NOTHING_KNOWN } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import type { Place } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
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

interface PlacesQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly date?: BusinessDay; readonly figures?: 'none' | 'levels' | 'all' };
}

/**
 * `GET /v1/places`: the areas with their worst level; `no-data` is a state of its own and never looks like normal.
 * Names alone are asked by every page, so they read nothing of the day.
 */
export function listPlaces(ports: PlacesPorts) {
  return async ({ staff, query }: PlacesQuestion) => {
    const { catalogue } = ports;
    const { figures = 'all', date = ports.today() } = query;
    const shown = [...catalogue.places.values()].filter(
      ({ id, validFrom, validTo }) =>
        (validFrom ?? '') <= date && date <= (validTo ?? '9999') && maySee(staff, catalogue, id),
    );
    const figuresOf = figures === 'none' ? () => ({}) : await readFigures(ports, { shown, date, figures });
    return {
      status: 200 as const,
      body: {
        date,
        rivers: [...(catalogue.rivers ?? [])],
        items: shown.map(({ id, kind, name, parent, lat, lon, population, tile }) =>
          present<PlaceSummary>({ id, kind, name, parent, lat, lon, population, tile, ...figuresOf(id) }),
        ),
      },
    };
  };
}

interface AskedFigures {
  readonly shown: readonly Place[];
  readonly date: BusinessDay;
  readonly figures: 'levels' | 'all';
}

/** Of each place its level, its stores and, if asked for, how many of them have reported. */
async function readFigures(ports: PlacesPorts, { shown, date, figures }: AskedFigures) {
  const byParent = [...Map.groupBy(shown, ({ parent }) => parent)];
  const briefOf = ([parent, inside]: (typeof byParent)[number]) =>
    ports.daysInBrief(
      parent,
      inside.map(({ id }) => id),
      date,
    );
  const [days, stores] = await Promise.all([Promise.all(byParent.map(briefOf)), ports.listStores()]);
  const inBrief = new Map(days.flatMap((day) => [...day]));
  const heads = figures === 'all' ? await reportedStores(ports, stores, date) : undefined;
  const counts = countStores(ports.catalogue, takingPart(stores, heads ?? new Map(), date), heads, date);
  return (id: string) => {
    const { state, worst, productsReported } = inBrief.get(id) ?? NOTHING_KNOWN;
    const count = counts.get(id);
    return {
      state,
      worst: worst && describeWorst(worst, ports.catalogue),
      productsReported,
      stores: count?.stores ?? 0,
      storesReported: heads && (count?.reported ?? 0),
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

function countStores(
  catalogue: Catalogue,
  stores: readonly Store[],
  heads: ReadonlyMap<StoreKey, unknown> | undefined,
  date: BusinessDay,
) {
  const counts = new Map<string, { stores: number; reported: number }>();
  for (const store of stores) {
    const reported = heads?.has(storeKey(store.retailer, store.id)) ? 1 : 0;
    for (const place of withAncestors(catalogue, placeOf(store, date))) {
      const known = counts.get(place) ?? { stores: 0, reported: 0 };
      counts.set(place, { stores: known.stores + 1, reported: known.reported + reported });
    }
  }
  return counts;
}
