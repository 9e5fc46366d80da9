import type { FalseAlarmReason } from '#domain/alert/false-alarm-reason.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { EventAct, EventActKind } from '#domain/event/event-act.ts';
import { membersFor } from '#domain/notification/conversation.ts';
import type { Person } from '#domain/people/person.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { seesEverywhere } from '#runtime/route-access.ts';
import { requireNear } from '../alerts/act-on-alert.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';
import { requireSeenActs } from './acted-meanwhile.ts';
import { describeEvent } from './describe-event.ts';
import { findEvent, type SeenEvent } from './find-event.ts';
import type { ShowEventPorts } from './show-event.ts';

export interface ActOnEventPorts extends ShowEventPorts, AuditPort {
  /** False where somebody has acted since there were `after` acts. */
  readonly putAct: (act: EventAct, after: number, lines: readonly AuditEntry[]) => Promise<boolean>;
  readonly readPerson: (id: string) => Promise<{ readonly value: Person } | undefined>;
}

interface ActOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: {
    readonly note?: string;
    readonly until?: BusinessDay;
    readonly reason?: FalseAlarmReason;
    readonly to?: string;
    readonly dueAt?: string;
    readonly seenActs?: number;
  };
}

/**
 * `POST /v1/events/{id}/acknowledge`, `/assign`, `/resolve`, `/silence`, `/false-alarm`: one act on an event, kept as one
 * item; the responder lays it on each of its alerts.
 */
export function actOnEvent(ports: ActOnEventPorts, kind: EventActKind) {
  return async ({ staff, params, body: { note, until, reason, to, dueAt, seenActs } }: ActOrder) => {
    const event = await findEvent(ports, staff, params.id);
    requireLive(event);
    requireWhole(event);
    const at = ports.clock();
    if (until !== undefined) requireNear(until, businessDayOf(at));
    if (to !== undefined) await requirePerson(ports, event, to);
    const due = dueAt === undefined ? undefined : requireLater(Date.parse(dueAt), at);
    const { id, version, level } = event.known;
    const done = { version, level, note, until, reason, to, dueAt: due };
    const places = seesEverywhere(staff) ? undefined : staff.places;
    const act = present<EventAct>({ event: id, kind, at, by: staff.id, places, ...done });
    await keepAct(ports, staff, act, seenActs);
    return { status: 200 as const, body: await describeEvent(ports, event, await ports.actsOf(id)) };
  };
}

/** Each round that is lost is one in which somebody else has acted: whoever says what was seen is told of it. */
const MOST_ROUNDS = 20;

/** Keeps an act as the next one after those that were read, with its line of the trail: of two at once one reads the other. */
async function keepAct(
  ports: ActOnEventPorts,
  staff: StaffMember,
  act: EventAct,
  seenActs: number | undefined,
): Promise<void> {
  const { event: id, kind, at: _at, by: _by, ...after } = act;
  const line = lineOf(ports, staff, { action: `event-${kind}`, subject: `event/${id}`, after });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const acts = await ports.actsOf(id);
    await requireSeenActs(ports, staff, acts, seenActs);
    if (await ports.putAct(act, acts.length, [line])) return;
  }
  throw new Error(`Acts on ${id} kept coming`);
}

function requireLive({ known }: SeenEvent): void {
  if (known.endedAt === undefined) return;
  throw new Problem(409, 'event-closed', {
    vi: 'Sự kiện này đã kết thúc theo diễn biến thị trường.',
    en: 'The market has already closed this event.',
  });
}

/**
 * What is done with an event is done with all of its alerts: nobody decides for places that are not his own. One that
 * reaches further afterwards is decided anew (`actsWithin`).
 */
function requireWhole({ isPartial }: SeenEvent): void {
  if (!isPartial) return;
  throw new Problem(403, 'beyond-your-places', {
    vi: 'Sự kiện này lan ra ngoài địa bàn của tài khoản này. Hãy xử lý từng cảnh báo ở địa bàn của mình.',
    en: 'This event reaches beyond the places of this account. Act on the alerts of your own places.',
  });
}

/**
 * Raises `unknown-person` (422) for who cannot be given anything, and `not-their-place` (422) for who would be told of what
 * he may not see.
 */
async function requirePerson(
  { catalogue, readPerson }: ActOnEventPorts,
  { everywhere }: SeenEvent,
  to: string,
): Promise<void> {
  const person = (await readPerson(to))?.value;
  if (person?.active) {
    if (membersFor(catalogue, person, everywhere).length > 0) return;
    throw new Problem(422, 'not-their-place', {
      vi: `Người có mã "${to}" không phụ trách địa bàn nào của sự kiện này. Hãy giao cho người khác.`,
      en: `The person "${to}" is in charge of none of this event's places. Give it to somebody else.`,
    });
  }
  throw new Problem(422, 'unknown-person', {
    vi: `Không có người đang làm việc nào có mã "${to}". Xem /v1/people.`,
    en: `There is no active person with the id "${to}". See /v1/people.`,
  });
}

/** Raises `invalid-due` (422) for an instant that is over. */
function requireLater(due: number, now: number): number {
  if (due > now) return due;
  throw new Problem(422, 'invalid-due', {
    vi: 'Thời hạn này đã qua. Hãy chọn một thời điểm sau bây giờ.',
    en: 'This time is over. Choose one that is still to come.',
  });
}
