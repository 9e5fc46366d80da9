import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import type { DeskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from '#support/supply-world.ts';

/** The true desk with some shops around it: nobody is registered, nothing is refused or held, unless changed. */
export function respondingPorts(
  desk: DeskStore,
  {
    clock,
    shops = [],
    ...changes
  }: Partial<RespondPorts> & Pick<RespondPorts, 'clock'> & { readonly shops?: readonly Shop[] },
): RespondPorts {
  return {
    ...desk,
    clock,
    hashOf: contentHash,
    channels: [],
    recipients: async () => [],
    balances: async () => balancesOf(shops),
    readReport: async () => undefined,
    pause: async () => undefined,
    waitUntil: Number.POSITIVE_INFINITY,
    readMatchSettings: async () => undefined,
    refusedPairs: async () => [],
    foodSafetyHolds: async () => [],
    listStores: async () => shops.map(storeOfShop),
    listRetailers: async () => shops.map(retailerOfShop),
    ...changes,
  };
}
