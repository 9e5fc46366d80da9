import type { RequestOf } from '#contract/operations.ts';
import type { PersonChannel, WebhookChannel } from '#domain/notification/person-channel.ts';
import { deputyProblem, personMeant } from '#domain/people/colleagues.ts';
import type { PersonalData } from '#domain/people/person.ts';
import { placeMeant } from '#domain/people/place-meant.ts';
import { webhookHost } from '#domain/people/webhook-host.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import {
  accountOf,
  addressTaken,
  describePerson,
  type KnownPerson,
  type NamedPerson,
  orAddressTaken,
  type PeoplePorts,
  requireOther,
  requirePerson,
  withoutPersonal,
} from './people-ports.ts';

type PersonBody = RequestOf<'PUT /v1/people/{id}', 'body'>;

/** `POST /v1/people`: a new person with an id that the system makes. */
export function enterPerson(ports: PeoplePorts) {
  return async ({ staff, body }: { readonly staff: StaffMember; readonly body: PersonBody }) => {
    requireCityWide(staff);
    const person = await personFrom(ports, ports.newPersonId(), body);
    const line = lineOf(ports, staff, {
      action: 'enter-person',
      subject: `person/${person.id}`,
      after: withoutPersonal(person),
    });
    await keepOrConflict(ports.putPerson(person, undefined, [line]));
    return { status: 201 as const, body: describePerson(person) };
  };
}

/** `PUT /v1/people/{id}`: changes a person, and the account with it. */
export function putPerson(ports: PeoplePorts) {
  return async ({ staff, params: { id }, body }: NamedPerson & { readonly body: PersonBody }) => {
    requireCityWide(staff);
    const { value: before, hash } = await requirePerson(ports, id);
    const person = await personFrom(ports, id, body, before);
    if (rightsOf(person) !== rightsOf(before)) requireOther(staff, person);
    const facts = person.account === undefined ? undefined : accountOf(person);
    const line = lineOf(ports, staff, {
      action: 'put-person',
      subject: `person/${id}`,
      before: withoutPersonal(before),
      after: { ...withoutPersonal(person), personal: changedMembers(before.personal, person.personal) },
    });
    await keepOrConflict(ports.putPerson(person, hash, [line]));
    if (facts && person.account !== undefined) {
      await orAddressTaken(facts.email, ports.accounts.settle(facts, person.account));
    }
    return { status: 200 as const, body: describePerson(person) };
  };
}

function rightsOf({ group, places, active }: KnownPerson): string {
  return JSON.stringify([group, places, active]);
}

/** The names of what has changed, never how it reads. */
function changedMembers(before: PersonalData, after: PersonalData): string[] {
  const names = ['name', 'phone', 'emails', 'channels'] as const;
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** The person that a body makes, of a new one or of one that is kept. */
async function personFrom(
  ports: PeoplePorts,
  id: string,
  body: PersonBody,
  before?: KnownPerson,
): Promise<KnownPerson> {
  const { name, phone, emails, group, places, deputy, language, levels, active } = body;
  requireKnownPlaces(ports, places);
  if (deputy !== undefined) await requireDeputy(ports, id, deputy);
  await requireFreeAddress(ports, id, emails[0]);
  const personal: PersonalData = present({ name, phone, emails, channels: await completed(ports, body, before) });
  return present({
    id,
    group,
    places,
    deputy,
    language,
    levels,
    active: active ?? before?.active ?? true,
    account: before?.account,
    personal,
  });
}

/** The channels with their addresses and secrets. Raises `secret-needed` (422) for a webhook whose secret nobody knows. */
async function completed(
  ports: PeoplePorts,
  { channels, emails, phone = '' }: PersonBody,
  before: KnownPerson | undefined,
): Promise<PersonChannel[]> {
  const all = channels.map(async (channel): Promise<PersonChannel> => {
    if (channel.kind === 'mail') return { kind: 'mail', address: channel.address ?? emails[0] ?? '' };
    if (channel.kind === 'sms') return { kind: 'sms', address: channel.address ?? phone };
    requireElsewhere(ports, channel.address);
    const secret = channel.secret === undefined ? undefined : await ports.sealSecret(channel.secret);
    return completedWebhook(present<WebhookBody>({ ...channel, secret }), phone, before?.personal.channels ?? []);
  });
  return Promise.all(all);
}

type WebhookBody = Extract<PersonBody['channels'][number], { readonly kind: 'webhook' }>;

function completedWebhook(
  { address, form, template = '', ...given }: WebhookBody,
  phone: string,
  before: readonly PersonChannel[],
): WebhookChannel {
  const [kept] = before.flatMap((own) => (own.kind === 'webhook' && own.address === address ? (own.secret ?? []) : []));
  const secret = given.secret ?? kept;
  const webhook = { kind: 'webhook', address } as const;
  if (form === 'teams' || form === 'slack') return present<WebhookChannel>({ ...webhook, form, secret });
  if (secret === undefined) {
    throw new Problem(422, 'secret-needed', {
      vi: `Kênh webhook ${address} cần khoá ký, vì chưa có khoá nào được lưu cho địa chỉ này.`,
      en: `The webhook ${address} needs a secret to sign with: none is kept for this address.`,
    });
  }
  if (form === 'zalo') return { ...webhook, form, secret, phone: given.phone ?? phone, template };
  return { ...webhook, secret };
}

/** Raises `own-machine` (422) for an address on the machine of the system itself, where that is the cloud's. */
function requireElsewhere({ isOnLambda }: PeoplePorts, address: string): void {
  if (!isOnLambda || webhookHost(new URL(address).hostname) !== 'own-machine') return;
  throw new Problem(422, 'own-machine', {
    vi: `Kênh webhook ${address} nằm trên chính máy chạy hệ thống. Hãy nêu địa chỉ https của máy nhận.`,
    en: `The webhook ${address} is on the machine of the system itself. Name the https address of a receiver.`,
  });
}

/** Raises `unknown-place` (422), with the place that may have been meant. */
function requireKnownPlaces({ catalogue }: PeoplePorts, places: readonly string[]): void {
  const unknown = places.filter((place) => place !== ROOT_PLACE && !catalogue.places.has(place));
  if (unknown.length === 0) return;
  const nearest = unknown.flatMap((place) => placeMeant(place, catalogue.places.values()) ?? []);
  const meant = nearest.map(({ id, name }) => ({ id, name }));
  const hint = (language: 'vi' | 'en') => meant.map(({ id, name }) => `"${id}" (${name[language]})`).join(', ');
  throw new Problem(
    422,
    'unknown-place',
    {
      vi: `Không có địa bàn: ${unknown.join(', ')}.${meant.length > 0 ? ` Có phải ${hint('vi')}?` : ''} Xem /v1/places.`,
      en: `There is no place ${unknown.join(', ')}.${meant.length > 0 ? ` Was ${hint('en')} meant?` : ''} See /v1/places.`,
    },
    { places: unknown, nearest: meant },
  );
}

/** Raises `unknown-deputy`, `inactive-deputy` or `own-deputy` (422), with who may have been meant. */
async function requireDeputy(ports: PeoplePorts, of: string, deputy: string): Promise<void> {
  const found = (await ports.readPerson(deputy))?.value;
  const problem = deputyProblem(of, deputy, found);
  if (!problem) return;
  if (problem === 'oneself') {
    throw new Problem(422, 'own-deputy', {
      vi: `Không ai thay chính mình ("${deputy}"). Hãy nêu mã của người khác.`,
      en: `Nobody stands in for oneself ("${deputy}"). Name another person.`,
    });
  }
  if (problem === 'inactive') {
    throw new Problem(422, 'inactive-deputy', {
      vi: `Người thay "${deputy}" đang bị khoá. Hãy mời lại người này, hoặc nêu người khác.`,
      en: `The deputy "${deputy}" is disabled. Invite this person again, or name another.`,
    });
  }
  const meant = personMeant(deputy, await ports.people());
  throw new Problem(
    422,
    'unknown-deputy',
    {
      vi: `Không có người thay "${deputy}".${meant ? ` Có phải "${meant.id}" (${meant.personal?.name})?` : ''} Xem /v1/people.`,
      en: `There is no deputy "${deputy}".${meant ? ` Was "${meant.id}" (${meant.personal?.name}) meant?` : ''} See /v1/people.`,
    },
    present({ deputy, nearest: meant?.id }),
  );
}

/** Raises `address-taken` (409): two people cannot sign in with one address. */
async function requireFreeAddress(ports: PeoplePorts, id: string, email: string | undefined): Promise<void> {
  if (email === undefined) return;
  const isTaken = (await ports.people()).some(
    (other) => other.id !== id && other.personal?.emails[0]?.toLowerCase() === email.toLowerCase(),
  );
  if (isTaken) throw addressTaken(email);
}
