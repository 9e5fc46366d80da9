import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type FoodSafetyHold, holdStateOn } from '#domain/matching/food-safety-hold.ts';
import { type Family, familiesOf } from '#domain/matching/product-family.ts';
import { refusedOn } from '#domain/matching/refused-pair.ts';
import { suggestForDay } from '#domain/matching/suggest-for-day.ts';
import { daySearchId, neededProduct, type Suggestion } from '#domain/matching/suggestion.ts';
import { type EventEndPorts, readEndOf } from '#supply-search/event-end.ts';
import {
  type KeptSearchPorts,
  type KnownSupplyPorts,
  type ReadSupply,
  readAgreed,
  readSupply,
  searchOnce,
  withOwn,
} from '#supply-search/find-supply.ts';

export interface MatchFamilyPorts extends KnownSupplyPorts, KeptSearchPorts, EventEndPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly hashOf: (text: string) => string;
  /** What stands proposed or was declined, of suggestions made since a day. */
  readonly notAgreedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
}

/** Where a whole city is short a third of the function's time is enough to end with what has been found by then. */
const SEARCH_MS = 45_000;
const VERSION = 1;

/**
 * Keeps who could supply whom with the goods of a family after the cut-off of a day: once, and again for those who are
 * left without when other goods are held, or other pairs refused, than when it was searched last.
 */
export function matchFamily(ports: MatchFamilyPorts, catalogue: Catalogue) {
  const families = familiesOf(catalogue);
  return async (family: string, day: BusinessDay): Promise<void> => {
    const needed = families.get(family);
    // A good that has left the catalogue since is matched no more.
    if (!needed) return;
    const subject = daySearchId(catalogue.city, day, family);
    await searchOnce(ports, { subject, version: VERSION }, async () => {
      const supply = await readSupply(ports, catalogue, { subject, families: [needed], day });
      return {
        barred: ports.hashOf(JSON.stringify(barredOn(day, needed, supply))),
        find: () => findSupply(ports, { family, needed, supply }),
      };
    });
  };
}

/** What must not move on a day: the goods that are held, and the pairs that are refused for long. */
function barredOn(day: BusinessDay, needed: Family, { holds, lasting }: ReadSupply) {
  const isNeeded = ({ product }: FoodSafetyHold) => needed.some(({ id }) => id === product);
  const held = holds.filter((hold) => isNeeded(hold) && holdStateOn(hold, day) === 'in-force');
  return [
    held.map(({ product, retailer, store, place }) => [product, retailer, store, place]),
    refusedOn(day, lasting, []),
  ];
}

interface FamilySupply {
  readonly family: string;
  readonly needed: Family;
  readonly supply: ReadSupply;
}

async function findSupply(ports: MatchFamilyPorts, { family, needed, supply }: FamilySupply) {
  const { day, catalogue, settings, own } = supply;
  // What was proposed before that has expired with its figures.
  const others = await ports.notAgreedSince(addDays(day, -settings.maxAgeDays));
  // Read after them: what is accepted meanwhile stands in both lists, and not in neither.
  const agreed = await readAgreed(ports, day);
  const ids = new Set(needed.map(({ id }) => id));
  const made = withOwn(withOwn(others, agreed), own).filter(
    (one) => ids.has(one.product) || ids.has(neededProduct(one)),
  );
  const standing = await standingSubjects(ports, catalogue, made, day);
  const deadline = ports.clock() + SEARCH_MS;
  return suggestForDay({
    ...supply,
    family,
    needed,
    place: catalogue.city,
    made,
    isStanding: (id) => standing.has(id),
    hashOf: ports.hashOf,
    timeIsUp: () => ports.clock() >= deadline,
  });
}

/** The events and alerts that stand for which something is proposed. */
async function standingSubjects(
  ports: MatchFamilyPorts,
  catalogue: Catalogue,
  made: readonly Suggestion[],
  day: BusinessDay,
): Promise<ReadonlySet<string>> {
  const proposed = made.filter(({ state }) => state === 'proposed');
  const standing = new Set<string>();
  for (const [subject, [one]] of Map.groupBy(proposed, ({ event, alert }) => event ?? alert)) {
    if (subject === undefined || !one) continue;
    // Nobody waits for an alert that is not there any more; of events all are known.
    const isKnown = one.alert === undefined || (await ports.readAlert(one.alert)) !== undefined;
    if (isKnown && !(await readEndOf(ports, catalogue, one, day))) standing.add(subject);
  }
  return standing;
}
