import type { Alert } from '#domain/alert/alert.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { mayBeRenewed } from '#domain/matching/search-pauses.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { present } from '#domain/present.ts';
import { onceEach } from '#runtime/once-each.ts';
import { type AlertEndPorts, readAlertEnd } from '#supply-search/alert-end.ts';
import type { KnownSupplyPorts } from '#supply-search/find-supply.ts';
import { type PossibleSearchPorts, possibleSearch, shortOf } from './possible-search.ts';

export interface LookAgainPorts extends PossibleSearchPorts, AlertEndPorts {
  /** The alerts that are on, a page at a time. */
  readonly listAlerts: (request: {
    readonly live: true;
    readonly limit: number;
    readonly after?: string;
  }) => Promise<{ readonly items: readonly Alert[]; readonly next?: string }>;
  readonly latestSearch: (alert: string) => Promise<SupplySearch | undefined>;
  /** Wakes the responder of an alert; `because` tells one waking from another. */
  readonly wakeAlert: (id: string, because: string) => Promise<void>;
}

const PAGE = 100;

/**
 * Looks which live alerts should be searched again, and wakes their responders: what their kept search rests on has
 * changed, and its pause is over. Woken by the clock alone, however many report: what changes within a pause waits for the
 * next look, so nothing is left out and nothing is searched too often. Harmless to repeat and to leave out. An alert that
 * cannot be read keeps no other from being looked at: its error is raised once all have been.
 */
export function lookAgain(ports: LookAgainPorts, catalogue: Catalogue): () => Promise<void> {
  return async () => {
    const known = { ...ports, ...readOnce(ports) };
    let after: string | undefined;
    const failures: unknown[] = [];
    do {
      const { items, next } = await ports.listAlerts(present({ live: true as const, limit: PAGE, after }));
      for (const alert of items) {
        try {
          if (await restsOnOther(known, catalogue, alert)) {
            await ports.wakeAlert(alert.id, `other supply at ${ports.clock()}`);
          }
        } catch (error) {
          failures.push(error);
        }
      }
      after = next;
    } while (after !== undefined);
    if (failures.length > 0) throw failures[0];
  };
}

/** True when a search that was made now would rest on something else than the kept one. */
async function restsOnOther(ports: LookAgainPorts, catalogue: Catalogue, alert: Alert): Promise<boolean> {
  const short = shortOf(catalogue, alert);
  const search = short && (await ports.latestSearch(alert.id));
  // An alert that nobody has searched for has a responder on its way.
  if (!search || search.version !== alert.version || !mayBeRenewed(search.made, ports.clock())) return false;
  if (await readAlertEnd(ports, catalogue, alert.id)) return false;
  const { restsOn } = await possibleSearch(ports, catalogue, { alert, short, pendingSuppliers: 0 });
  return restsOn !== search.restsOn;
}

/** The same readings, each made once for all alerts of a look. */
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
