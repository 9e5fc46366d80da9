import type { AnswerOf } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { type AttendedEvent, failingIn, nextEscalation } from '#domain/duty/due-steps.ts';
import { actInForce } from '#domain/duty/level-clock.ts';
import type { Desk } from '#domain/duty/who-is-on-duty.ts';
import { actsWithin, type EventAct } from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import type { EventChange, KnownEvent } from '#domain/event/event-board.ts';
import { rankOf } from '#domain/level.ts';
import type { Conversation } from '#domain/notification/conversation.ts';
import { present } from '#domain/present.ts';
import type { AttendedPorts } from '../desk/show-desk.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { findingEntries, namesOfStores } from '../verification/describe-finding.ts';
import { findingsOfEvent, type ReadFindingsPorts } from '../verification/read-findings.ts';
import { type DescribeEventPorts, describeEvent, instant } from './describe-event.ts';
import { type FindEventPorts, findEvent } from './find-event.ts';
import { messageEntries } from './message-entries.ts';

export interface ShowEventPorts extends FindEventPorts, DescribeEventPorts, ReadFindingsPorts, AttendedPorts {
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  readonly conversationsOf: (event: string) => Promise<readonly { readonly value: Conversation }[]>;
}

type EventDetail = AnswerOf<'GET /v1/events/{id}'>;
type Entry = AnswerOf<'GET /v1/events/{id}'>['timeline'][number];

/** `GET /v1/events/{id}`: what happened, its alerts, and all that has become of it, oldest first. */
export function showEvent(ports: ShowEventPorts) {
  return async ({ staff, params }: { readonly staff: StaffMember; readonly params: { readonly id: string } }) => {
    const event = await findEvent(ports, staff, params.id);
    const joined = joinedBy(event.known);
    const [desk, acts, findings, stores, ...talks] = await Promise.all([
      ports.desk(),
      ports.actsOf(event.known.id),
      findingsOfEvent(ports, event),
      ports.listStores(),
      ...[event.known.id, ...joined].map((id) => ports.conversationsOf(id)),
    ]);
    const holding = actsWithin(ports.catalogue, acts, event.everywhere);
    const today = businessDayOf(ports.clock());
    const whole = asSaid(event.known.id, { ...event, acts: holding }, event.said ?? [], today);
    const nameOf = namesOfStores(stores);
    const seen = findings.filter(({ place }) => maySee(staff, ports.catalogue, place));
    const timeline: Entry[] = [
      ...event.known.log.map(changeEntry),
      ...acts.map(actEntry),
      ...findingEntries(ports.catalogue, seen, nameOf),
      ...talks.flat().flatMap(({ value }) => messageEntries(value)),
    ];
    return {
      status: 200 as const,
      body: {
        ...(await describeEvent(ports, event, acts)),
        joined,
        ...attentionOf(
          ports,
          { known: event.known, acts: whole.acts, workedAt: [], talks: talks.flat().map(({ value }) => value) },
          desk,
        ),
        members: event.members.toSorted(worstFirst).map((alert) => describeMember(ports, alert)),
        timeline: timeline.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
      },
    };
  };
}

/** When the next person is told, and who cannot be reached. */
function attentionOf({ clock }: ShowEventPorts, event: AttendedEvent, desk: Desk) {
  const isOver = event.known.endedAt !== undefined;
  const next =
    isOver || actInForce(event.known, event.acts, clock()) ? undefined : nextEscalation(event, desk, clock());
  const isKnown = (id: string) => desk.people.some((person) => person.id === id);
  return present<Pick<EventDetail, 'nextEscalationAt' | 'unreachable'>>({
    nextEscalationAt: next && instant(next.at),
    unreachable: [...failingIn(event)]
      .filter(([person]) => isKnown(person))
      .map(([person, { since }]) => ({ person, since: instant(since) })),
  });
}

function joinedBy({ log, id }: KnownEvent): string[] {
  return [...new Set(log.flatMap(({ kind, event }) => (kind === 'joined' && event && event !== id ? [event] : [])))];
}

function describeMember({ catalogue }: ShowEventPorts, alert: Alert) {
  return {
    id: alert.id,
    place: alert.place,
    placeName: nameOfPlace(catalogue, alert.place),
    product: alert.product,
    productName: namesOfProduct(catalogue, alert.product).productName,
    level: alert.level,
    status: alert.status,
    changePct: alert.episode.evidence.changePct,
    openedOn: alert.episode.openedOn,
  };
}

function changeEntry({ at, kind, level, places, event }: EventChange): Entry {
  return present<Entry>({ at: instant(at), kind, level, places, event });
}

function actEntry({ at, kind, by, to, dueAt, until, reason, note, level }: EventAct): Entry {
  const due = dueAt === undefined ? undefined : instant(dueAt);
  return present<Entry>({ at: instant(at), kind, by, to, dueAt: due, until, reason, note, level });
}

function worstFirst(a: Alert, b: Alert): number {
  const size = ({ episode }: Alert) => Math.abs(episode.evidence.changePct);
  return rankOf(b.level) - rankOf(a.level) || size(b) - size(a) || (a.id < b.id ? -1 : 1);
}
