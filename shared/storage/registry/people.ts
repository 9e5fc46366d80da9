import type { AuditEntry } from '#domain/audit-entry.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import {
  type FormerRecipient,
  type Person,
  type PersonalData,
  personOfRecipient,
  recipientOf,
} from '#domain/people/person.ts';
import { present } from '#domain/present.ts';
import { type Attributes, type Kept, over, put, putIf, readItem, readPartition, type Table } from '../table-client.ts';
import { personIdOfRecipient } from './former-ids.ts';
import { withoutKeys } from './hashed-item.ts';

/**
 * People: who signs in, who acts, and who is told.
 *
 * What says who somebody is (name, phone, addresses) stands in one item, `personal`; `person` holds all else, and every
 * other item of the system the id alone. To erase a person the `personal` item is written over by one that says
 * `erased`: no role of the system may delete an item, so that no mistake of ours can lose a report.
 *
 * Each write of a person has a number, kept as `h` in `person` and as `n` in `personal`: of two writers one is
 * refused, and of two `personal` items the later stays.
 *
 * What an earlier version kept as `recipient` is read as a person, with an id made from the old one. The first change
 * writes it as a person, and the old item over by one that names nobody. Its key, once chosen by an administrator, stays.
 */
export function personStore(table: Table) {
  async function formerRecipients(): Promise<Map<string, FormerRecipient>> {
    const items = await readPartition(table, 'recipient');
    return new Map(
      items.map((item) => {
        const sk = item['sk'] as string;
        const recipient: FormerRecipient = { id: sk, ...withoutKeys<Omit<FormerRecipient, 'id'>>(item) };
        return [personIdOfRecipient(recipient.id), recipient];
      }),
    );
  }

  async function readPerson(id: string): Promise<Kept<Person> | undefined> {
    const [facts, personal] = await Promise.all(['person', 'personal'].map((pk) => readItem(table, { pk, sk: id })));
    const former = personal ? undefined : (await formerRecipients()).get(id);
    const value = toPerson(id, facts, personal, former);
    return value && { value, hash: revisionOf(facts) };
  }

  async function everybody(former: ReadonlyMap<string, FormerRecipient>): Promise<Person[]> {
    const [facts, personal] = await Promise.all(['person', 'personal'].map(bySortKey));
    const ids = new Set([...(facts?.keys() ?? []), ...former.keys()]);
    return [...ids].flatMap((id) => toPerson(id, facts?.get(id), personal?.get(id), former.get(id)) ?? []);
  }

  async function bySortKey(pk: string): Promise<Map<string, Attributes>> {
    return new Map((await readPartition(table, pk)).map((item) => [item['sk'] as string, item]));
  }

  return {
    readPerson,

    /** All people that there ever were, those that are inactive or erased too. */
    async people(): Promise<Person[]> {
      return everybody(await formerRecipients());
    },

    /** The active people as those who are told. */
    async recipients(): Promise<Recipient[]> {
      const former = await formerRecipients();
      return (await everybody(former)).flatMap((person) => recipientOf(person, former.get(person.id)?.id) ?? []);
    },

    /** False when another change came between; the caller reads again. Without `personal` the person is erased. */
    async putPerson(
      { id, personal, ...facts }: Person,
      expected?: string,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      const n = Number(expected ?? 0) + 1;
      const known = expected === NOT_YET ? undefined : expected;
      const item = { pk: 'person', sk: id, h: String(n), ...facts };
      if (!(await putIf(table, over(known), item, lines))) return false;
      const said = personal ?? { erased: true };
      await putIf(table, unlessLater(n), { pk: 'personal', sk: id, n, ...said });
      const former = (await formerRecipients()).get(id);
      if (former && !isBlank(former)) await put(table, { pk: 'recipient', sk: former.id, movedTo: id });
      return true;
    },
  };
}

/** The hash of a person of whom no item of today's form is kept. */
const NOT_YET = '0';

function revisionOf(facts: Attributes | undefined): string {
  return (facts?.['h'] as string | undefined) ?? NOT_YET;
}

function unlessLater(n: number) {
  return {
    ConditionExpression: 'attribute_not_exists(n) OR n < :n',
    ExpressionAttributeValues: { ':n': n },
  };
}

/** True for what was left of a recipient once it was taken over. */
function isBlank(recipient: FormerRecipient): boolean {
  return 'movedTo' in recipient;
}

/** A writer that died between its items has left facts without personal data: then those of the recipient still hold. */
function toPerson(
  id: string,
  facts: Attributes | undefined,
  personal: Attributes | undefined,
  former: FormerRecipient | undefined,
): Person | undefined {
  const before = former && !isBlank(former) ? personOfRecipient(id, former) : undefined;
  if (!facts) return before;
  const known = personal ? toPersonal(personal) : before?.personal;
  return present({ ...withoutKeys<Omit<Person, 'id' | 'personal'>>(facts), id, personal: known });
}

function toPersonal(item: Attributes): PersonalData | undefined {
  if (item['erased'] === true) return undefined;
  const { n: _number, ...personal } = withoutKeys<PersonalData & { readonly n: number }>(item);
  return personal;
}
