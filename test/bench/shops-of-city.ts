import type { Catalogue } from '#domain/catalogue.ts';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import type { SupplyRequest } from '#domain/matching/supply-request.ts';
import { type Channel, type Retailer, type Store, storeKey } from '#domain/store.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { aSupplyRequest } from '#support/supply-world.ts';

const DAY = '2026-11-23';
const PRODUCT = '01.0004';
const CHAINS = 12;

/**
 * One product in so many invented shops over all wards of a city: a good third is short, a good third has to spare, and
 * a supplier outside helps out with what would last all shops for a third of a day.
 */
export function searchOfCity(catalogue: Catalogue, shops: number, seed: number): SupplyRequest {
  const draw = seededNumbers(seed);
  const product = catalogue.products.get(PRODUCT);
  if (!product) throw new Error(`The catalogue has no ${PRODUCT}`);
  const wards = [...catalogue.places.values()].filter(({ kind }) => kind === 'commune' || kind === 'ward');
  const stores: Store[] = [];
  const balances: { place: string; balance: StoreBalance }[] = [];
  let sold = 0;
  const add = (retailer: string, id: string, place: string, channel: Channel, figures: Partial<StoreBalance>): void => {
    stores.push({ retailer, id, name: `${retailer} ${id}`, channel, places: [{ place, validFrom: '2026-01-01' }] });
    const store = storeKey(retailer, id);
    balances.push({ place, balance: { store, channel, product: PRODUCT, date: DAY, price: 150_000, ...figures } });
  };
  for (let shop = 0; shop < shops; shop++) {
    const place = wards[shop % wards.length]?.id ?? '';
    const demand = Math.round(5 + 60 * draw() ** 2);
    sold += demand;
    const stock = Math.round(demand * 5 * draw());
    const chain = `chuoi-${Math.floor(CHAINS * draw())}`;
    add(chain, `ch-${shop}`, place, 'supermarket', {
      stockMilli: 1000 * stock,
      demandPerDayMilli: 1000 * demand,
      demandBasis: { reported: 28, differenced: 0 },
    });
  }
  add('nguon', 'kho', 'outside/hung-yen', 'producer', { stockMilli: 1000 * Math.round(sold / 3) });
  const retailers = [...new Set(stores.map(({ retailer }) => retailer))].map(
    (id): Retailer => ({ id, name: id, contact: { name: 'Chị Lan', phone: '0900 000 000' } }),
  );
  return aSupplyRequest([], {
    alert: `${catalogue.city}_${PRODUCT}_up_${DAY}`,
    places: [catalogue.city],
    needed: [product],
    day: DAY,
    balances: [...Map.groupBy(balances, ({ place }) => place)].map(
      ([place, list]): PlaceBalance => ({
        place,
        asOf: DAY,
        stores: list.map(({ balance }) => balance),
      }),
    ),
    stores,
    retailers,
    catalogue,
  });
}
