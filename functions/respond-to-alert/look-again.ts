import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type EventBoard, type KnownEvent, membersOf } from '#domain/event/event-board.ts';
import { mayBeRenewed } from '#domain/matching/search-pauses.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { onceEach } from '#runtime/once-each.ts';
import { type EventEndPorts, endOfEvent } from '#supply-search/event-end.ts';
import type { KnownSupplyPorts } from '#supply-search/find-supply.ts';
import { type PossibleSearchPorts, possibleSearch, shortageOf } from './possible-search.ts';

export interface LookAgainPorts extends PossibleSearchPorts, EventEndPorts {
  /** The boards with live alerts. */
  readonly liveBoards: () => Promise<readonly EventBoard[]>;
  readonly latestSearch: (event: string) => Promise<SupplySearch | undefined>;
  /** Wakes the responder of an event; `because` tells one waking from another. */
  readonly wakeEvent: (id: string, because: string) => Promise<void>;
}

/**
 * Looks which live events should be searched again, and wakes their responders: what their kept search rests on has
 * changed, and its pause is over. Woken by the clock alone, however many report: what changes within a pause waits for the
 * next look, so nothing is left out and nothing is searched too often. Harmless to repeat and to leave out. An event that
 * cannot be read keeps no other from being looked at: its error is raised once all have been.
 */
export function lookAgain(ports: LookAgainPorts, catalogue: Catalogue): () => Promise<void> {
  return async () => {
    const known = { ...ports, ...readOnce(ports) };
    const failures: unknown[] = [];
    for (const board of await ports.liveBoards()) {
      for (const event of board.events) {
        try {
          if (await restsOnOther(known, catalogue, board, event)) {
            await ports.wakeEvent(event.id, `other supply at ${ports.clock()}`);
          }
        } catch (error) {
          failures.push(error);
        }
      }
    }
    if (failures.length > 0) throw failures[0];
  };
}

/** True when a search that was made now would rest on something else than the kept one. */
async function restsOnOther(
  ports: LookAgainPorts,
  catalogue: Catalogue,
  board: EventBoard,
  known: KnownEvent,
): Promise<boolean> {
  const members = membersOf(board, known);
  if (known.endedAt !== undefined || members.length === 0) return false;
  const search = await ports.latestSearch(known.id);
  // An event that nobody has searched for has a responder on its way.
  if (!search || search.version !== known.version || !mayBeRenewed(search.made, ports.clock())) return false;
  const event = { strand: board.strand, known, members };
  if (await endOfEvent(ports, catalogue, event, businessDayOf(ports.clock()))) return false;
  const shortage = await shortageOf(ports, catalogue, board, known);
  if (!shortage) return false;
  const { restsOn } = await possibleSearch(ports, catalogue, { shortage, pendingSuppliers: 0 });
  return restsOn !== search.restsOn;
}

/** The same readings, each made once for all events of a look. */
function readOnce(ports: KnownSupplyPorts): Omit<KnownSupplyPorts, 'suggestionsOf'> {
  return {
    balances: onceEach(ports.balances),
    listStores: onceEach(ports.listStores),
    listRetailers: onceEach(ports.listRetailers),
    foodSafetyHolds: onceEach(ports.foodSafetyHolds),
    readMatchSettings: onceEach(ports.readMatchSettings),
    refusedPairs: onceEach(ports.refusedPairs),
    agreedSince: onceEach((day: BusinessDay) => ports.agreedSince(day)),
  };
}
