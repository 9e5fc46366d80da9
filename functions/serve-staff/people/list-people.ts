import type { AnswerOf } from '#contract/operations.ts';
import { viewOf } from '#domain/people/colleagues.ts';
import { present } from '#domain/present.ts';
import type { Cursors } from '../http/cursor.ts';
import type { StaffMember } from '../http/own-places.ts';
import { describeFor, describePerson, type NamedPerson, type PeoplePorts, unknownPerson } from './people-ports.ts';

export interface ListPeoplePorts extends Pick<PeoplePorts, 'catalogue' | 'people' | 'readPerson'> {
  readonly cursors: Cursors;
}

interface PeopleQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly limit: number; readonly cursor?: string };
}

/** `GET /v1/people`: the people of the reader's places; of those that are disabled only leads hear. */
export function listPeople(ports: ListPeoplePorts) {
  return async ({ staff, query }: PeopleQuestion) => {
    const after = (await ports.cursors.open('people', query.cursor))?.after ?? '';
    const shown = (await ports.people())
      .filter(({ id, personal }) => personal !== undefined && id > after)
      .map((person) => ({ person, view: viewOf(ports.catalogue, staff, person) }))
      .filter(({ person, view }) => view === 'all' || (view === 'colleague' && person.active))
      .toSorted((a, b) => (a.person.id < b.person.id ? -1 : 1));
    const page = shown.slice(0, query.limit);
    const last = page.at(-1)?.person;
    return {
      status: 200 as const,
      body: present<AnswerOf<'GET /v1/people'>>({
        items: page.map(({ person, view }) => describePerson(person, view)),
        cursor: last && shown.length > page.length ? await ports.cursors.seal('people', { after: last.id }) : undefined,
      }),
    };
  };
}

/** `GET /v1/people/{id}`: also one who has been erased, so that what refers to the id can be read. */
export function showPerson(ports: ListPeoplePorts) {
  return async ({ staff, params: { id } }: NamedPerson) => {
    const kept = await ports.readPerson(id);
    const body = kept && describeFor(ports, staff, kept.value);
    if (!body) throw unknownPerson(id);
    return { status: 200 as const, body };
  };
}
