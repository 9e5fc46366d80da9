import { businessDayOf, timeOfDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { EventAct, EventActKind } from '#domain/event/event-act.ts';
import { FIGURES } from '#domain/figures.ts';
import type { ByLanguage } from '#domain/language.ts';
import { viewOf } from '#domain/people/colleagues.ts';
import { nameOfPerson, type Person } from '#domain/people/person.ts';
import { Problem } from '#runtime/problem.ts';
import type { StaffMember } from '../http/own-places.ts';

export interface ActedMeanwhilePorts {
  readonly catalogue: Catalogue;
  readonly readPerson: (id: string) => Promise<{ readonly value: Person } | undefined>;
}

const DONE: ByLanguage<Readonly<Record<EventActKind, string>>> = {
  vi: {
    acknowledge: 'đã nhận việc này',
    assign: 'đã giao việc này',
    resolve: 'đã kết thúc sự kiện này',
    silence: 'đã tạm im sự kiện này',
    'false-alarm': 'đã ghi sự kiện này là báo động giả',
  },
  en: {
    acknowledge: 'took this over',
    assign: 'gave this to somebody',
    resolve: 'ended this event',
    silence: 'silenced this event',
    'false-alarm': 'called this a false alarm',
  },
};

/**
 * Raises `acted-meanwhile` (409) where somebody else has acted since the person looked: who, what, when. Whoever has seen
 * that acts again with the new count.
 */
export async function requireSeenActs(
  ports: ActedMeanwhilePorts,
  staff: StaffMember,
  acts: readonly EventAct[],
  seen: number | undefined,
): Promise<void> {
  if (seen === undefined) return;
  const last = acts.slice(seen).findLast(({ by }) => by !== staff.id);
  if (!last) return;
  const person = (await ports.readPerson(last.by))?.value;
  const isSeen = person !== undefined && viewOf(ports.catalogue, staff, person) !== 'none';
  const name = isSeen ? nameOfPerson(person) : { vi: 'Người khác', en: 'Somebody else' };
  const [time, day] = [timeOfDayOf(last.at), businessDayOf(last.at)];
  throw new Problem(
    409,
    'acted-meanwhile',
    {
      vi: `${name.vi} ${DONE.vi[last.kind]} lúc ${time} ngày ${FIGURES.vi.day(day)}.`,
      en: `${name.en} ${DONE.en[last.kind]} at ${time} on ${FIGURES.en.day(day)}.`,
    },
    { act: { kind: last.kind, by: last.by, at: new Date(last.at).toISOString() } },
  );
}
