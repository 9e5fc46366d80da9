import type { Catalogue } from '#domain/catalogue.ts';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import { parseStoreKey } from '#domain/store.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { registryStore } from '#storage/registry.ts';
import { balancesAt, keepBalance } from '#support/kept-balances.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';
import type { MeteredFunctions } from './metered-functions.ts';

/** Days that a stock lasts. */
type Cover = (draw: () => number) => number;
const SHORT: Cover = (draw) => 2 * draw();
const ENOUGH: Cover = (draw) => 3 + 6 * draw();

/**
 * Fills all wards of a city with copies of the shops of one of them and of what they told, with stocks of their own: of
 * each good a share of the shops is short. Returns how many shops there are.
 */
export async function fillCity(
  { silent }: MeteredFunctions,
  catalogue: Catalogue,
  ward: string,
  shortShare: number,
): Promise<number> {
  const registry = registryStore(silent, tableNameOf('registry'));
  const draw = seededNumbers(20_261_124);
  const model = await balancesAt(registry, ward);
  const latest = model
    .map(({ date }) => date)
    .sort()
    .at(-1);
  if (latest === undefined) throw new Error(`Nothing is told of ${ward}`);
  const shops = (await registry.listStores()).filter(({ places }) => places[0]?.place === ward);
  const wards = [...catalogue.places.values()].filter(({ kind }) => kind === 'ward' || kind === 'commune');
  const withStock = (balance: StoreBalance): StoreBalance => ({
    ...balance,
    stockMilli: Math.round((balance.demandPerDayMilli ?? 0) * (draw() < shortShare ? SHORT : ENOUGH)(draw)),
  });
  for (const { id: place } of wards) {
    const there = (id: string) => id.replace(ward, place);
    for (const shop of shops) {
      const kept = await registry.readStore(shop.retailer, there(shop.id));
      if (!kept) await registry.putStore({ ...shop, id: there(shop.id), places: [{ place, validFrom: '2026-01-01' }] });
    }
    const balance: PlaceBalance = {
      place,
      asOf: latest,
      stores: model.map((one) => withStock({ ...one, store: parseStoreKey(there(one.store)) })),
    };
    await keepBalance(registry, balance, catalogue);
  }
  return wards.length * shops.length;
}

/**
 * Closes a day: the clock's call, then each family on an account of its own, `family <partition>`; so many of them at
 * most, evenly from all.
 */
export async function closeCity(
  functions: MeteredFunctions,
  at: string,
  most: number,
): Promise<{ readonly partitions: readonly string[]; readonly of: number }> {
  await functions.onAccountOf('close-day', () => functions.closeDay(at));
  const all = [...functions.takeWaiting('close-day')];
  const step = Math.max(1, all.length / most);
  const families = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  for (const [pk, keys] of families) {
    await functions.onAccountOf(`family ${pk}`, async () => {
      const { batchItemFailures } = await functions.woken['close-day']({
        Records: keys.map((written, index) => aStreamRecord(index, written)),
      });
      if (batchItemFailures.length > 0) throw new Error(`close-day failed on ${pk}`);
    });
  }
  return { partitions: families.map(([pk]) => pk), of: all.length };
}
