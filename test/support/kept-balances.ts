import type { Catalogue } from '#domain/catalogue.ts';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import { parseStoreKey } from '#domain/store.ts';
import { GOODS_GROUPS, goodsGroups } from '#storage/goods-group.ts';
import { stageBalances } from '#storage/registry/balances.ts';
import type { registryStore } from '#storage/registry.ts';
import { SMALL_CITY } from './small-city.ts';

type Registry = ReturnType<typeof registryStore>;

/** Keeps the balances of a place as assess-place does. */
export async function keepBalance(
  registry: Registry,
  balance: PlaceBalance,
  catalogue: Catalogue = SMALL_CITY,
): Promise<void> {
  const kept = new Map((await registry.keptBalances(balance.place)).map(({ pk, sk, hash }) => [`${pk}|${sk}`, hash]));
  const before = [...kept.keys()].map((name) => parseStoreKey(name.split('#').at(-1) ?? ''));
  const stores = [...new Set([...balance.stores.map(({ store }) => store), ...before])];
  for (const staged of stageBalances(balance, stores, goodsGroups(catalogue))) {
    const known = kept.get(`${staged.pk}|${staged.sk}`);
    if (staged.empty && known === undefined) continue;
    if (!(await registry.putBalance(staged, known))) throw new Error(`${staged.sk} was changed meanwhile`);
  }
}

/** All that is kept of a place's balances, in the order of stores and goods. */
export async function balancesAt(registry: Registry, place: string): Promise<StoreBalance[]> {
  const groups = await Promise.all(Array.from({ length: GOODS_GROUPS }, (_, group) => registry.balancesOfGroup(group)));
  const own = groups.flat().filter((balance) => balance.place === place);
  const order = ({ store, product }: StoreBalance) => `${store}|${product}`;
  return own.flatMap(({ stores }) => stores).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
