import { hanoi } from '#catalog/hanoi.ts';
import { DEFAULT_DESK, type DeskSettings } from '#domain/duty/desk-settings.ts';
import type { Desk, DeskPerson } from '#domain/duty/who-is-on-duty.ts';
import type { Person } from '#domain/people/person.ts';
import { somePerson } from '#support/some-person.ts';

/** The desk of a small office: two officers, a lead, a director; Lan has duty all year. */
export function someDesk(settings: Partial<DeskSettings> = {}, people: readonly DeskPerson[] = OFFICE): Desk {
  const named: Partial<DeskSettings> = {
    lead: 'lead',
    director: 'director',
    rota: [{ who: 'lan', from: '2026-01-01', to: '2026-12-31' }],
  };
  return { settings: { ...DEFAULT_DESK, ...named, ...settings }, people, lunarYears: hanoi.lunarYears };
}

export const OFFICE: readonly Person[] = [
  somePerson({ id: 'lan', deputy: 'minh' }),
  somePerson({ id: 'minh', deputy: 'lan' }),
  somePerson({ id: 'lead', group: 'lead' }),
  somePerson({ id: 'director', group: 'admin' }),
];

/** The same people, of whom some are not what they were. */
export function officeWith(changes: Readonly<Record<string, Partial<Person>>>): Person[] {
  return OFFICE.map((person) => ({ ...person, ...changes[person.id] }));
}

/** An instant on a day of the tests, by the clock in Hanoi. */
export function at(time: string, day = '2026-11-25'): number {
  return Date.parse(`${day}T${time}:00+07:00`);
}
