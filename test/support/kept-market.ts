import { type Platform, requireSettings } from '#runtime/platform.ts';
import { registryStore } from '#storage/registry.ts';
import { keepBalance } from './kept-balances.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from './supply-world.ts';

/** Keeps shops with their figures in the registry, as the register and assess-place do. */
export async function keepMarket({ dynamodb, env }: Platform, shops: readonly Shop[]): Promise<void> {
  const registry = registryStore(dynamodb, requireSettings(env, ['REGISTRY_TABLE']).REGISTRY_TABLE);
  const once = <T>(items: readonly T[]) => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  for (const store of once(shops.map(storeOfShop))) await registry.putStore(store);
  for (const retailer of once(shops.map(retailerOfShop))) await registry.putRetailer({ ...retailer, keys: [] });
  for (const balance of balancesOf(shops)) await keepBalance(registry, balance);
}
