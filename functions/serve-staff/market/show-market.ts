import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { dayState, isReported } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin, parentOf } from '#domain/catalogue.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import { namesOfProduct } from '../http/names.ts';
import { requirePlace, type StaffMember } from '../http/own-places.ts';
import { describeChecks, describeProduct } from './describe-product.ts';
import { type ReportedStoresPorts, reportedStores } from './reported-stores.ts';

export interface MarketPorts extends ReportedStoresPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
  readonly listStores: () => Promise<readonly Store[]>;
}

interface MarketQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly place: string };
  readonly query: { readonly date?: BusinessDay };
}

/** `GET /v1/market/{place}`: every product of a place on a day; what nobody reported says so and has no price. */
export function showMarket(ports: MarketPorts) {
  return async ({ staff, params, query }: MarketQuestion) => {
    const { catalogue } = ports;
    const place = requirePlace(staff, catalogue, params.place);
    const date = query.date ?? ports.today();
    const [assessment, allStores] = await Promise.all([
      ports.readAssessment(parentOf(catalogue, place.id), place.id, date),
      ports.listStores(),
    ]);
    const stores = allStores.filter((store) => isWithin(catalogue, placeOf(store, date), place.id));
    const heads = await reportedStores(ports, stores, date);
    const storesByKey = new Map(stores.map((store) => [storeKey(store.retailer, store.id), store]));
    const assessed = new Map((assessment?.products ?? []).map((product) => [product.product, product]));
    const ids = [...new Set([...catalogue.products.keys(), ...assessed.keys()])];
    return {
      status: 200 as const,
      body: {
        place: place.id,
        placeName: place.name,
        date,
        state: dayState([...assessed.values()]),
        coverage: {
          stores: stores.length,
          storesReported: heads.size,
          products: ids.length,
          productsReported: [...assessed.values()].filter(isReported).length,
        },
        products: ids.map((id) => {
          const { productName, ...units } = namesOfProduct(catalogue, id);
          return {
            product: id,
            name: productName,
            ...units,
            category: catalogue.products.get(id)?.category ?? '',
            ...describeProduct(assessed.get(id)),
            checks: describeChecks(assessed.get(id)?.checks ?? [], storesByKey),
          };
        }),
      },
    };
  };
}
