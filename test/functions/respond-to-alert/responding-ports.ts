import { strandOfAlert } from '#domain/event/strand.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import type { GatherEventsPorts } from '#functions/respond-to-alert/gather-events.ts';
import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import type { DeskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from '#support/supply-world.ts';

/** The true desk with some shops around it: nobody is registered, nothing is refused or held, unless changed. */
export function respondingPorts(
  desk: DeskStore,
  {
    clock,
    shops = [],
    ...changes
  }: Partial<RespondPorts> & Pick<RespondPorts, 'clock'> & { readonly shops?: readonly Shop[] },
): RespondPorts & GatherEventsPorts {
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

/** Answers an alert as the handler does: its strand first, then whom to tell. */
export function answerAlert(ports: RespondPorts & GatherEventsPorts): (id: string) => Promise<void> {
  return async (id) => {
    const strand = strandOfAlert(SMALL_CITY, id);
    if (strand !== undefined) await answerStrand(ports, SMALL_CITY)(strand, { alerts: [id] });
    await respondToAlert(ports, SMALL_CITY)(id);
  };
}
