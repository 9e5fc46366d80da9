import type { AlertEnd } from '#domain/alert/alert-end.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type EventBoard, type KnownEvent, membersOf } from '#domain/event/event-board.ts';
import { endOfEvent, readEventEnd } from '#supply-search/event-end.ts';
import { shortageOf } from './possible-search.ts';
import type { RespondPorts } from './respond-ports.ts';
import { searchSupply } from './search-supply.ts';
import { overtakeProposals, settleSuggestions } from './settle-suggestions.ts';

/** Raised when suggestions of an event kept changing; its trigger is tried again. */
export class SuggestionsBusy extends Error {
  override readonly name = 'SuggestionsBusy';
}

const MOST_ROUNDS = 10;

/**
 * Ends what the events of a strand that are concerned had proposed with them, or lets it stand, and keeps who could supply each: one plan an
 * event. What was proposed for an event that was joined into another gives way to the plan of that. Harmless to repeat.
 *
 * Only who was woken searches again for the same version: a board is also written where it is put back after a loss,
 * before the stores are.
 */
export function supplyEvents(
  ports: RespondPorts,
  catalogue: Catalogue,
): (
  board: EventBoard,
  news: { readonly named: readonly string[]; readonly woken: readonly string[] },
) => Promise<void> {
  return async (board, { named, woken }) => {
    for (const known of eventsConcerned(board, named)) {
      await supplyEvent(ports, catalogue, { board, known, mayRenew: woken.includes(known.id) });
    }
  };
}

/**
 * The events that are named, or that have or had an alert that is named; and those that were joined into one of these, or
 * have parted from it, or the other way round: what happens to one alert may make two events of one.
 */
function eventsConcerned({ events }: EventBoard, named: readonly string[]): KnownEvent[] {
  const names = new Set(named);
  const isNamed = ({ id, members }: KnownEvent) => names.has(id) || members.some((member) => names.has(member));
  const direct = new Set(events.filter(isNamed).map(({ id }) => id));
  const linksOf = ({ joinedInto, log }: KnownEvent) => [joinedInto, ...log.map(({ event }) => event)];
  const linked = new Set(events.filter(({ id }) => direct.has(id)).flatMap(linksOf));
  const isLinked = (event: KnownEvent) => linked.has(event.id) || linksOf(event).some((id) => id && direct.has(id));
  return events.filter((event) => direct.has(event.id) || isLinked(event));
}

interface EventToSupply {
  readonly board: EventBoard;
  readonly known: KnownEvent;
  readonly mayRenew: boolean;
}

async function supplyEvent(
  ports: RespondPorts,
  catalogue: Catalogue,
  { board, known, mayRenew }: EventToSupply,
): Promise<void> {
  if (known.joinedInto !== undefined) {
    await untilSettled(known, () => overtakeProposals(ports, known.id));
    return;
  }
  const members = membersOf(board, known);
  if (members.length === 0) return;
  const event = { strand: board.strand, known, members };
  const endNow = () => readEventEnd(ports, catalogue, known.id, businessDayOf(ports.clock()));
  await untilSettled(known, async () => {
    const end = await endNow();
    // What stands again is then made to follow the latest search.
    const outcome = await settleSuggestions(ports, known.id, end);
    // The board may have changed between: who has settled by an older one looks again, or the older word would stand.
    return outcome === 'done' && isSameEnd(end, await endNow()) ? 'done' : 'changed';
  });
  const { version } = known;
  const isOver = await endOfEvent(ports, catalogue, event, businessDayOf(ports.clock()));
  const shortage = isOver ? undefined : await shortageOf(ports, catalogue, board, known);
  if (shortage) await searchSupply(ports, catalogue, shortage, { version, mayRenew });
}

function isSameEnd(a: AlertEnd | undefined, b: AlertEnd | undefined): boolean {
  return a?.reason === b?.reason && a?.on === b?.on;
}

async function untilSettled({ id }: KnownEvent, settle: () => Promise<'done' | 'changed'>): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) if ((await settle()) === 'done') return;
  throw new SuggestionsBusy(`The suggestions for ${id} kept changing`);
}
