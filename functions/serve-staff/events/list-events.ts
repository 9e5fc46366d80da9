import { isWithin } from '#domain/catalogue.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import { type EventBoard, membersOf, type PastEvent } from '#domain/event/event-board.ts';
import type { Level } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { onceEach } from '#runtime/once-each.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { requireProduct } from '../http/names.ts';
import { requirePlace, type StaffMember } from '../http/own-places.ts';
import { byUrgency, type DescribeEventPorts, describeEvent, type EventAnswer } from './describe-event.ts';
import { seenBy } from './find-event.ts';

export interface ListEventsPorts extends DescribeEventPorts {
  readonly liveBoards: () => Promise<readonly EventBoard[]>;
  readonly listPastEvents: (request: {
    readonly limit: number;
    readonly after?: string;
  }) => Promise<{ readonly items: readonly PastEvent[]; readonly next?: string | undefined }>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  readonly cursors: Cursors;
}

interface EventsQuestion {
  readonly staff: StaffMember;
  readonly query: {
    readonly state?: readonly EventAnswer['state'][];
    readonly level?: readonly Level[];
    readonly place?: string;
    readonly product?: string;
    readonly limit: number;
    readonly cursor?: string;
  };
}

/** Events whose acts are read side by side. */
const AT_ONCE = 16;

/** `GET /v1/events`: live ones by urgency, then past ones, newest first. */
export function listEvents(ports: ListEventsPorts) {
  return async ({ staff, query }: EventsQuestion) => {
    const asked = { ...ports, listStores: onceEach(ports.listStores) };
    const select = selectionOf(ports, staff, query);
    const shown = async (events: readonly PastEvent[]) => {
      const described = await aFewAtOnce(events, AT_ONCE, async (event) => {
        const seen = select(event);
        return seen ? [await describeEvent(asked, seen, await ports.actsOf(event.known.id))] : [];
      });
      return described.flat().filter(({ state }) => query.state?.includes(state) ?? true);
    };
    let live: Promise<EventAnswer[]> | undefined;
    const body = await fillPage<EventAnswer | PastEvent, EventAnswer>(ports.cursors, query, {
      name: 'events',
      read: async ({ live: isLive = true, after }, limit) => {
        if (isLive) {
          live ??= ports
            .liveBoards()
            .then(async (boards) => (await shown(boards.flatMap(eventsOn))).toSorted(byUrgency));
          return pageOf(await live, Number(after ?? 0), limit);
        }
        const { items, next } = await ports.listPastEvents(present({ limit, after }));
        return { items, next: next === undefined ? undefined : { live: false, after: next } };
      },
      show: async (items) => {
        const past = await shown(items.flatMap((item) => ('known' in item ? [item] : [])));
        return [...items.flatMap((item) => ('known' in item ? [] : [item])), ...past];
      },
      isOver: async ({ live: isLive, after }) =>
        isLive === false && after === undefined && (await ports.listPastEvents({ limit: 1 })).items.length === 0,
    });
    return { status: 200 as const, body };
  };
}

/** Live events are few and all read at once: a page of them goes on at a number. */
function pageOf(live: readonly EventAnswer[], from: number, limit: number) {
  const items = live.slice(from, from + limit);
  const next = from + items.length;
  return { items, next: next < live.length ? { live: true, after: String(next) } : { live: false } };
}

/** The events of a board that are on. */
export function eventsOn(board: EventBoard): PastEvent[] {
  return board.events.flatMap((known) =>
    known.endedAt === undefined && known.joinedInto === undefined
      ? [{ strand: board.strand, known, members: membersOf(board, known) }]
      : [],
  );
}

/** The part of an event that was asked for and may be seen. */
function selectionOf({ catalogue }: ListEventsPorts, staff: StaffMember, query: EventsQuestion['query']) {
  const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
  const product = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
  return (event: PastEvent) => {
    const seen = seenBy(staff, catalogue, event);
    const isWanted =
      (query.level?.includes(event.known.level) ?? true) &&
      (product === undefined || seen?.members.some((alert) => alert.product === product)) &&
      (area === undefined || seen?.members.some(({ place }) => isWithin(catalogue, place, area)));
    return isWanted ? seen : undefined;
  };
}
