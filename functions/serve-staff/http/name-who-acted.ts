import type { Catalogue } from '#domain/catalogue.ts';
import type { Bilingual } from '#domain/language.ts';
import { viewOf } from '#domain/people/colleagues.ts';
import { nameOfPerson, type Person } from '#domain/people/person.ts';
import { isPersonId } from '#domain/people/person-id.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { StaffMember } from './own-places.ts';

export interface NamePorts {
  readonly catalogue: Catalogue;
  readonly readPerson: (id: string) => Promise<{ readonly value: Person } | undefined>;
}

/** Members that hold a person, and what the person's name is called beside them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['by', 'byName'],
  ['to', 'toName'],
  ['person', 'personName'],
  ['deputy', 'deputyName'],
  ['channel', 'toName'],
]);

const AT_ONCE = 10;

/**
 * Puts the names of people beside their ids, wherever an answer says who did something or was told: what is kept holds
 * the id alone. Of somebody whom the reader may not see the id is all that is shown.
 */
export function nameWhoActed({ catalogue, readPerson }: NamePorts) {
  return async (staff: StaffMember, body: unknown): Promise<unknown> => {
    const ids = new Set<string>();
    gatherPeople(body, ids);
    if (ids.size === 0) return body;
    const names = await aFewAtOnce([...ids], AT_ONCE, async (id): Promise<[string, Bilingual | undefined]> => {
      const person = (await readPerson(id))?.value;
      const isSeen = person && (!person.personal || viewOf(catalogue, staff, person) !== 'none');
      return [id, isSeen ? nameOfPerson(person) : undefined];
    });
    const known = new Map(names);
    return withNames(body, (id) => known.get(id));
  };
}

function gatherPeople(value: unknown, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [member, held] of Object.entries(value)) {
    const id = personOf(member, held);
    if (id === undefined) gatherPeople(held, ids);
    else ids.add(id);
  }
}

/** The same value with the name of each person that it holds. */
function withNames(value: unknown, nameOf: (id: string) => Bilingual | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => withNames(item, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([member, held]): [string, unknown][] => {
    const id = personOf(member, held);
    const name = id && nameOf(id);
    const own: [string, unknown] = [member, withNames(held, nameOf)];
    return name ? [own, [NAMES.get(member) ?? '', name]] : [own];
  });
  return Object.fromEntries(members);
}

/** The person that a member holds: as "p-…", or in the channel of a delivery, "mail-p-…". */
function personOf(member: string, held: unknown): string | undefined {
  if (typeof held !== 'string' || !NAMES.has(member)) return undefined;
  const id = held.replace(/^[a-z]+-(?=p-)/, '');
  return isPersonId(id) ? id : undefined;
}
