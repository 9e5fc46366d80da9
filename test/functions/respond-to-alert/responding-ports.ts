import { DEFAULT_DESK } from '#domain/duty/desk-settings.ts';
import type { GatherEventsPorts } from '#functions/respond-to-alert/gather-events.ts';
import type { NoteNewsPorts } from '#functions/respond-to-alert/note-news.ts';
import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import type { DeskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from '#support/supply-world.ts';

type AnsweringPorts = RespondPorts & GatherEventsPorts & NoteNewsPorts;

/** The true desk with some shops around it: nobody is registered or told, nothing is refused or held, unless changed. */
export function respondingPorts(
  desk: DeskStore,
  {
    clock,
    shops = [],
    ...changes
  }: Partial<AnsweringPorts> & Pick<RespondPorts, 'clock'> & { readonly shops?: readonly Shop[] },
): AnsweringPorts {
  return {
    ...desk,
    clock,
    hashOf: contentHash,
    readers: async () => [],
    hasSupply: async () => false,
    deliverLater: async () => undefined,
    waits: { gatherMs: 0, pauseMs: 0 },
    desk: async () => ({ settings: DEFAULT_DESK, people: [], lunarYears: [] }),
    workedAt: async () => [],
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
