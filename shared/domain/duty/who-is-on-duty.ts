import { addDays, type BusinessDay, businessDayOf, cutOffOf } from '../business-day.ts';
import type { LunarYear } from '../catalogue.ts';
import type { Level } from '../level.ts';
import { CHANNEL_KINDS, type ChannelKind, kindsFor } from '../notification/person-channel.ts';
import type { Person, PersonGroup } from '../people/person.ts';
import type { DaysOf, DeskSettings, StepTarget } from './desk-settings.ts';

/** Of a person what the desk has to know. */
export type DeskPerson = Pick<Person, 'id' | 'group' | 'deputy' | 'active' | 'personal'>;

/** All that says who stands behind whom. */
export interface Desk {
  readonly settings: DeskSettings;
  readonly people: readonly DeskPerson[];
  readonly lunarYears: readonly LunarYear[];
  /** The kinds of channels that messages take; every kind where nothing is said. */
  readonly toldBy?: readonly ChannelKind[];
}

/** The desk as it is for news of a level: who has telephones alone can be told of crises only. */
export function deskFor<Known extends Desk>(desk: Known, level: Level): Known {
  return { ...desk, toldBy: kindsFor(level, desk.toldBy) };
}

/** Whether somebody can be told: `no-way` has no channel that messages take. */
export type Presence = 'here' | 'on-leave' | 'no-way' | 'inactive';

/** Whether a person is there at an instant. Who is not known is inactive. */
export function presenceOf(id: string, { people, settings, toldBy = CHANNEL_KINDS }: Desk, at: number): Presence {
  const person = people.find((known) => known.id === id);
  if (!person?.active || !person.personal) return 'inactive';
  if (!person.personal.channels.some(({ kind }) => toldBy.includes(kind))) return 'no-way';
  return entriesAt(settings.leave, businessDayOf(at)).some(({ who }) => who === id) ? 'on-leave' : 'here';
}

/** The person, or whoever stands in: the deputy, the deputy's deputy, and so on; none where nobody of them is there. */
export function standInFor(id: string, desk: Desk, at: number): string | undefined {
  return deputiesOf(id, desk).find((person) => presenceOf(person, desk, at) === 'here');
}

/**
 * Who is on duty at an instant: by the rota, or whoever stands in; else the lead, the director, the administrators. Never
 * nobody while anybody can be told.
 */
export function onDuty(desk: Desk, at: number): string[] {
  return firstOf([() => byRota(desk, at), ...rolesBehind(desk, at)]);
}

/** The persons whom a step is told at an instant; never nobody while anybody can be told. */
export function personsFor(target: StepTarget, desk: Desk, at: number): string[] {
  if (target === 'duty') return onDuty(desk, at);
  const [lead, director, ...others] = rolesBehind(desk, at) as [Role, Role, ...Role[]];
  if (target === 'lead') return firstOf([lead, director, ...others]);
  if (target === 'director') return firstOf([director, lead, ...others]);
  return firstOf([() => asList(standInFor(target, desk, at)), lead, director, ...others]);
}

/** All who may be told in place of a person, the nearest first: deputies, who is on duty, the lead, the director, anybody. */
export function behind(id: string, desk: Desk, at: number): string[] {
  const deputies = deputiesOf(id, desk).filter((person) => presenceOf(person, desk, at) === 'here');
  const roles = [...rolesBehind(desk, at)].flatMap((role) => role());
  return [...new Set([...deputies, ...byRota(desk, at), ...roles])].filter((person) => person !== id);
}

type Role = () => string[];

function rolesBehind(desk: Desk, at: number): Role[] {
  const { lead, director } = desk.settings;
  return [
    () => (lead === undefined ? inGroup(desk, at, 'lead') : asList(standInFor(lead, desk, at))),
    () => (director === undefined ? inGroup(desk, at, 'admin') : asList(standInFor(director, desk, at))),
    ...GROUPS.map((group) => () => inGroup(desk, at, group)),
    // Rather somebody who is on leave than nobody.
    ...GROUPS.map((group) => () => inGroup(desk, at, group, 'on-leave')),
  ];
}

/** The person, the deputy, the deputy's deputy, and so on. */
function deputiesOf(id: string, { people }: Desk): string[] {
  const seen = new Set<string>();
  let next: string | undefined = id;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const current: string = next;
    next = people.find((known) => known.id === current)?.deputy;
  }
  return [...seen];
}

const GROUPS: readonly PersonGroup[] = ['admin', 'lead', 'staff'];

function inGroup(desk: Desk, at: number, group: PersonGroup, presence: Presence = 'here'): string[] {
  return desk.people
    .filter((person) => person.group === group && presenceOf(person.id, desk, at) === presence)
    .map(({ id }) => id)
    .toSorted();
}

function byRota(desk: Desk, at: number): string[] {
  const { rota, handOverAt } = desk.settings;
  const today = businessDayOf(at);
  const day = at < cutOffOf(today, handOverAt) ? addDays(today, -1) : today;
  const entry = entriesAt(rota, day).at(-1);
  return entry ? asList(standInFor(entry.who, desk, at)) : [];
}

/** The entries of a day; the one that begins last is the last. */
function entriesAt(entries: readonly DaysOf[], day: BusinessDay): DaysOf[] {
  return entries
    .filter(({ from, to }) => from <= day && day <= to)
    .toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
}

function firstOf(roles: readonly Role[]): string[] {
  for (const role of roles) {
    const persons = role();
    if (persons.length > 0) return persons;
  }
  return [];
}

function asList(id: string | undefined): string[] {
  return id === undefined ? [] : [id];
}
