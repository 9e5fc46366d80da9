import type { AnswerOf } from '#contract/operations.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { type AttendedEvent, failingIn, nextEscalation } from '#domain/duty/due-steps.ts';
import { actInForce, unattendedSince } from '#domain/duty/level-clock.ts';
import { type Desk, onDuty, personsFor, presenceOf } from '#domain/duty/who-is-on-duty.ts';
import { actsWithin, type EventAct } from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import type { EventBoard } from '#domain/event/event-board.ts';
import { atLeast, rankOf } from '#domain/level.ts';
import type { Conversation } from '#domain/notification/conversation.ts';
import { viewOf } from '#domain/people/colleagues.ts';
import { present } from '#domain/present.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { StaffedDesk } from '#telling/attention.ts';
import { type ToldEvent, toldEventOn } from '#telling/event-for-reader.ts';
import { type FindEventPorts, seenBy } from '../events/find-event.ts';
import type { StaffMember } from '../http/own-places.ts';

/** What is read to say how an event is attended to. */
export interface AttendedPorts {
  readonly clock: () => number;
  readonly desk: () => Promise<StaffedDesk>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  readonly conversationsOf: (event: string) => Promise<readonly { readonly value: Conversation }[]>;
}

export interface ShowDeskPorts extends AttendedPorts, Pick<FindEventPorts, 'catalogue'> {
  readonly liveBoards: () => Promise<readonly EventBoard[]>;
}

/** Events whose conversations are read side by side. */
const AT_ONCE = 16;

/** `GET /v1/desk`: who is there now, who cannot be reached, and what nobody is on; of the asker's own places. */
export function showDesk(ports: ShowDeskPorts) {
  return async ({ staff }: { readonly staff: StaffMember }) => {
    const [desk, boards] = await Promise.all([ports.desk(), ports.liveBoards()]);
    const now = ports.clock();
    const events = await aFewAtOnce(boards.flatMap(liveOn), AT_ONCE, async (event) =>
      seenBy(staff, ports.catalogue, event) ? [{ id: event.known.id, ...(await readAttended(ports, event)) }] : [],
    );
    const seen = events.flat();
    const mayName = (id: string) => {
      const person = desk.people.find((known) => known.id === id);
      return person !== undefined && viewOf(ports.catalogue, staff, person) !== 'none';
    };
    const named = (ids: readonly string[]) => ids.filter(mayName).map((person) => ({ person }));
    const roles = {
      onDuty: named(onDuty(desk, now)),
      lead: named(personsFor('lead', desk, now)),
      director: named(personsFor('director', desk, now)),
    };
    const body: AnswerOf<'GET /v1/desk'> = {
      ...roles,
      unreachable: [...failedTo(seen), ...withoutWay(desk, now)].filter(({ person }) => mayName(person)),
      unattended: seen.flatMap((event) => unattendedIn(event, desk, now)).toSorted(worstFirst),
    };
    return { status: 200 as const, body };
  };
}

type Unattended = AnswerOf<'GET /v1/desk'>['unattended'][number];
type Unreachable = AnswerOf<'GET /v1/desk'>['unreachable'][number];

/** What is kept of how an event is attended to. */
export async function readAttended(
  ports: AttendedPorts & Pick<FindEventPorts, 'catalogue'>,
  { known, members, said, joined }: Omit<ToldEvent, 'acts'>,
): Promise<AttendedEvent> {
  const [own, ...talks] = await Promise.all([
    ports.actsOf(known.id),
    ...[known.id, ...joined].map((id) => ports.conversationsOf(id)),
  ]);
  const acts = actsWithin(ports.catalogue, own, members);
  const whole = asSaid(known.id, { members, acts }, said, businessDayOf(ports.clock()));
  return { known, acts: whole.acts, workedAt: [], talks: talks.flat().map(({ value }) => value) };
}

function liveOn(board: EventBoard): Omit<ToldEvent, 'acts'>[] {
  return board.events
    .filter(({ endedAt, joinedInto }) => endedAt === undefined && joinedInto === undefined)
    .map((known) => toldEventOn(board, known));
}

function unattendedIn(
  { id, ...event }: AttendedEvent & { readonly id: string },
  desk: Desk,
  now: number,
): Unattended[] {
  const { known, acts } = event;
  if (!atLeast(known.level, 'alert') || actInForce(known, acts, now)) return [];
  const next = nextEscalation(event, desk, now);
  return [
    present<Unattended>({
      event: id,
      level: known.level,
      since: new Date(unattendedSince(known, acts)).toISOString(),
      nextEscalationAt: next && new Date(next.at).toISOString(),
    }),
  ];
}

function failedTo(events: readonly (AttendedEvent & { readonly id: string })[]): Unreachable[] {
  const failed = events.flatMap((event) =>
    [...failingIn(event)].map(([person, { since }]) => ({ person, since, event: event.id })),
  );
  return [...Map.groupBy(failed, ({ person }) => person)].map(([person, times]) => ({
    person,
    because: 'failed' as const,
    since: new Date(Math.min(...times.map(({ since }) => since))).toISOString(),
    events: times.map(({ event }) => event).toSorted(),
  }));
}

/** Those whom the desk counts on, and who have no channel. */
function withoutWay(desk: Desk, now: number): Unreachable[] {
  const { settings } = desk;
  const counted = [settings.lead, settings.director, ...settings.rota.map(({ who }) => who)];
  return [...new Set(counted.flatMap((id) => id ?? []))]
    .filter((id) => presenceOf(id, desk, now) === 'no-way')
    .map((person) => ({ person, because: 'no-channel' as const, events: [] }));
}

function worstFirst(a: Unattended, b: Unattended): number {
  return rankOf(b.level) - rankOf(a.level) || (a.since < b.since ? -1 : 1);
}
