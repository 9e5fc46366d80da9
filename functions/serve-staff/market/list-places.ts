import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment, ProductAssessment } from '#domain/assessment/assessment.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { rankOf } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import { namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { dayState, isReported } from './describe-product.ts';
import { type ReportedStoresPorts, reportedStores } from './reported-stores.ts';

export interface PlacesPorts extends ReportedStoresPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
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
    const parents = [...new Set(shown.map(({ parent }) => parent))];
    const [assessments, stores] = await Promise.all([
      Promise.all(parents.map((parent) => ports.childAssessments(parent, date))),
      ports.listStores(),
    ]);
    const assessed = new Map(assessments.flat().map((assessment) => [assessment.place, assessment.products]));
    const counts = await countStores(ports, stores, date);
    return {
      status: 200 as const,
      body: {
        date,
        items: shown.map(({ id, kind, name, parent, lat, lon, population }) => {
          const products = assessed.get(id) ?? [];
          const worst = worstOf(products);
          return present<PlaceSummary>({
            id,
            kind,
            name,
            parent,
            lat,
            lon,
            population,
            state: dayState(products),
            worst: worst ? describeWorst(worst, catalogue) : undefined,
            productsReported: products.filter(isReported).length,
            stores: counts.get(id)?.stores ?? 0,
            storesReported: counts.get(id)?.reported ?? 0,
          });
        }),
      },
    };
  };
}

function worstOf(products: readonly ProductAssessment[]): ProductAssessment | undefined {
  const worst = products.reduce<ProductAssessment | undefined>(
    (known, next) => (known && rankOf(known.level) >= rankOf(next.level) ? known : next),
    undefined,
  );
  return worst?.level === 'normal' ? undefined : worst;
}

function describeWorst({ product, level, direction }: ProductAssessment, catalogue: Catalogue): PlaceSummary['worst'] {
  const { productName } = namesOfProduct(catalogue, product);
  return present({ product, productName, level, direction });
}

async function countStores(ports: PlacesPorts, stores: readonly Store[], date: BusinessDay) {
  const heads = await reportedStores(ports, stores, date);
  const counts = new Map<string, { stores: number; reported: number }>();
  for (const store of stores) {
    const reported = heads.has(storeKey(store.retailer, store.id)) ? 1 : 0;
    for (const place of withAncestors(ports.catalogue, placeOf(store, date))) {
      const known = counts.get(place) ?? { stores: 0, reported: 0 };
      counts.set(place, { stores: known.stores + 1, reported: known.reported + reported });
    }
  }
  return counts;
}
