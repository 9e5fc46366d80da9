import { type Alert, isLive } from '#domain/alert/alert.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { type EventBoard, type KnownEvent, membersOf } from '#domain/event/event-board.ts';
import { atLeast } from '#domain/level.ts';
import { type Family, familyOf } from '#domain/matching/product-family.ts';
import { refusedOn } from '#domain/matching/refused-pair.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { type Suggestion, suggestionId } from '#domain/matching/suggestion.ts';
import { supplyInReach } from '#domain/matching/supply-in-reach.ts';
import type { SupplyRequest } from '#domain/matching/supply-request.ts';
import type { Product } from '#domain/product.ts';
import { type AlertEndPorts, readAlertEnd } from '#supply-search/alert-end.ts';
import { type KnownSupplyPorts, readAgreed, readSupply, withOwn } from '#supply-search/find-supply.ts';
import type { PossibleSearch } from '#supply-search/keep-searching.ts';

/** A search of a whole city takes a second or two: what is found by then stands. */
const SEARCH_MS = 5_000;

/** What an event is short of, and where: one plan for all of its goods and places. */
export interface Shortage {
  readonly event: string;
  /** Events that were joined into it: what was declined for them is declined. */
  readonly joined: readonly string[];
  /** By id. */
  readonly needed: readonly [Product, ...Product[]];
  /** None lies in another. */
  readonly places: readonly string[];
  readonly day: BusinessDay;
}

/** The product that must be supplied for an alert: for a rise that is told at once, and for stock that runs out before the price moves. */
function shortOf(catalogue: Catalogue, alert: Alert): Product | undefined {
  if (!alert.news || !isLive(alert)) return undefined;
  const rising = alert.direction === 'up' && atLeast(alert.level, 'alert');
  return rising || alert.episode.evidence.rung === 'cover' ? catalogue.products.get(alert.product) : undefined;
}

/**
 * What an event is short of by its alerts: those that have ended, were closed or called false ask for nothing. None where
 * nothing must be supplied.
 */
export async function shortageOf(
  ports: AlertEndPorts,
  catalogue: Catalogue,
  board: EventBoard,
  known: KnownEvent,
): Promise<Shortage | undefined> {
  const members = membersOf(board, known);
  const asking: Alert[] = [];
  for (const alert of members) {
    if (shortOf(catalogue, alert) && !(await readAlertEnd(ports, catalogue, alert.id))) asking.push(alert);
  }
  const goods = new Set(asking.flatMap((alert) => shortOf(catalogue, alert) ?? []));
  const [first, ...others] = [...goods].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [day] = asking.map(({ asOf }) => asOf).sort((a, b) => (a < b ? 1 : -1));
  if (!first || day === undefined) return undefined;
  const places = [...new Set(asking.map(({ place }) => place))].sort();
  const isInner = (place: string) => places.some((other) => other !== place && isWithin(catalogue, place, other));
  return {
    event: known.id,
    joined: board.events.filter(({ joinedInto }) => joinedInto === known.id).map(({ id }) => id),
    needed: [first, ...others],
    places: places.filter((place) => !isInner(place)),
    day,
  };
}

/** The families of the goods that are short, each once. */
export function familiesIn({ needed }: Pick<Shortage, 'needed'>, catalogue: Catalogue): Family[] {
  const families: Family[] = [];
  for (const product of needed) {
    if (!families.some((family) => family.includes(product))) families.push(familyOf(product, catalogue));
  }
  return families;
}

export interface PossibleSearchPorts extends KnownSupplyPorts {
  readonly clock: () => number;
  readonly hashOf: (text: string) => string;
}

/** The search that could be made for an event with what is known now. */
export async function possibleSearch(
  ports: PossibleSearchPorts,
  catalogue: Catalogue,
  { shortage, pendingSuppliers }: { readonly shortage: Shortage; readonly pendingSuppliers: number },
): Promise<PossibleSearch> {
  const { event, joined, needed, places, day } = shortage;
  const [{ own, lasting, ...supply }, agreed, ...before] = await Promise.all([
    readSupply(ports, catalogue, { subject: event, families: familiesIn(shortage, catalogue), day }),
    readAgreed(ports, day),
    ...joined.map((id) => ports.suggestionsOf(id)),
  ]);
  const request: Omit<SupplyRequest, 'timeIsUp'> = {
    ...supply,
    event,
    places,
    needed,
    refused: refusedOn(day, lasting, [...own, ...before.flat()]),
    decided: withOwn(agreed, own),
    idOf: idsBeside(own, event, ports.hashOf),
    pendingSuppliers,
  };
  return {
    restsOn: ports.hashOf(supplyInReach({ ...request, timeIsUp: () => false })),
    find: () => {
      const deadline = ports.clock() + SEARCH_MS;
      return suggestSupply({ ...request, timeIsUp: () => ports.clock() >= deadline });
    },
  };
}

/**
 * The same quantity of the same pair has the same id, so that a person accepts what he has read. What was answered stays
 * as it is: proposed once more, it is another suggestion.
 */
function idsBeside(own: readonly Suggestion[], event: string, hashOf: (text: string) => string): SupplyRequest['idOf'] {
  const answered = new Set(own.filter(({ state }) => state !== 'proposed' && state !== 'ended').map(({ id }) => id));
  return (from, to, quantityMilli) => {
    let line = `${from}|${to}|${quantityMilli}`;
    while (answered.has(suggestionId(event, hashOf(line)))) line += '|again';
    return suggestionId(event, hashOf(line));
  };
}
