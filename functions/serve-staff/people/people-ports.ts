import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { PersonChannel } from '#domain/notification/person-channel.ts';
import { type AccountFacts, type Accounts, AddressTaken } from '#domain/people/account.ts';
import { type PersonView, viewOf } from '#domain/people/colleagues.ts';
import { nameOfPerson, type Person, type PersonalData } from '#domain/people/person.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import type { AuditPort } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';

interface KeptPerson {
  readonly value: Person;
  readonly hash: string;
}

export interface PeoplePorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly people: () => Promise<readonly Person[]>;
  readonly readPerson: (id: string) => Promise<KeptPerson | undefined>;
  /** A write names the hash it read, and is false when another change came between. */
  readonly putPerson: (person: Person, expected: string | undefined, lines: readonly AuditEntry[]) => Promise<boolean>;
  readonly newPersonId: () => string;
  /** What is kept of a webhook's secret: only who holds the system's keys can read it. */
  readonly sealSecret: (secret: string) => Promise<string>;
  readonly accounts: Accounts;
  /** True where the own machine is nobody's address. */
  readonly isOnLambda: boolean;
}

/** A person who has not been erased. */
export type KnownPerson = Person & { readonly personal: PersonalData };

export type PersonAnswer = AnswerOf<'GET /v1/people/{id}'>;

export interface NamedPerson {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
}

/** The person of a path. Raises `unknown-person` (404) or `person-erased` (409). */
export async function requirePerson(
  { readPerson }: Pick<PeoplePorts, 'readPerson'>,
  id: string,
): Promise<{ readonly value: KnownPerson; readonly hash: string }> {
  const kept = await readPerson(id);
  if (!kept) throw unknownPerson(id);
  const { personal, ...facts } = kept.value;
  if (!personal) {
    throw new Problem(409, 'person-erased', {
      vi: 'Thông tin của người này đã được xoá. Nếu người này trở lại, hãy lập hồ sơ mới bằng POST /v1/people.',
      en: 'This person has been erased. For somebody who comes back, make a new record with POST /v1/people.',
    });
  }
  return { value: { ...facts, personal }, hash: kept.hash };
}

export function unknownPerson(id: string): Problem {
  return new Problem(404, 'unknown-person', {
    vi: `Không có người nào có mã "${id}" trong phạm vi của bạn. Xem /v1/people.`,
    en: `There is nobody with the id "${id}" that you may see. See /v1/people.`,
  });
}

/** Raises `own-account` (409): nobody shuts oneself out, or lifts oneself up. */
export function requireOther(staff: StaffMember, { id }: Pick<Person, 'id'>): void {
  if (staff.id !== id) return;
  throw new Problem(409, 'own-account', {
    vi: 'Không ai tự đổi nhóm, địa bàn, tự khoá hay tự xoá chính mình. Hãy nhờ một quản trị viên khác.',
    en: 'Nobody changes the own group or places, or disables or erases oneself. Ask another administrator.',
  });
}

/** What a person's account says. Raises `address-needed` (422) where there is no address to sign in with. */
export function accountOf({ id, group, places, active, personal }: KnownPerson): AccountFacts {
  const [email] = personal.emails;
  if (email !== undefined) return { person: id, email, group, places, active };
  throw new Problem(422, 'address-needed', {
    vi: `${personal.name} chưa có địa chỉ thư điện tử để đăng nhập. Hãy ghi địa chỉ cho người này trước.`,
    en: `${personal.name} has no e-mail address to sign in with. Note one for this person first.`,
  });
}

/** Raises `address-taken` (409) where the account of somebody else has the address. */
export async function orAddressTaken<Done>(email: string, change: Promise<Done>): Promise<Done> {
  try {
    return await change;
  } catch (error) {
    throw error instanceof AddressTaken ? addressTaken(email) : error;
  }
}

export function addressTaken(email: string): Problem {
  return new Problem(409, 'address-taken', {
    vi: `Địa chỉ ${email} đã thuộc về một tài khoản khác. Xem /v1/people, hoặc chạy: npm run staff -- take-over.`,
    en: `The address ${email} belongs to another account. See /v1/people, or run: npm run staff -- take-over.`,
  });
}

/** A person as this reader may see it; none where the reader may not. */
export function describeFor(
  { catalogue }: Pick<PeoplePorts, 'catalogue'>,
  staff: StaffMember,
  person: Person,
): PersonAnswer | undefined {
  const view = viewOf(catalogue, staff, person);
  return view === 'none' ? undefined : describePerson(person, view);
}

export function describePerson(person: Person, view: PersonView = 'all'): PersonAnswer {
  const { id, group, places, active, deputy, language, levels, account, personal } = person;
  const shown = { id, name: nameOfPerson(person), group, places, active };
  if (!personal) return { ...shown, erased: true };
  if (view !== 'all') return shown;
  return present<PersonAnswer>({
    ...shown,
    phone: personal.phone,
    emails: personal.emails,
    deputy,
    language,
    channels: personal.channels.map(withoutSecret),
    levels,
    hasAccount: account !== undefined,
  });
}

function withoutSecret(channel: PersonChannel): NonNullable<PersonAnswer['channels']>[number] {
  if (channel.kind !== 'webhook') return channel;
  const { secret: _secret, ...shown } = channel;
  return shown;
}

/** What the audit trail keeps of a person: nothing that says who it is. */
export function withoutPersonal({ personal: _personal, account, ...facts }: Person): object {
  return { ...facts, hasAccount: account !== undefined };
}
