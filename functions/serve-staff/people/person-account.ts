import type { AnswerOf } from '#contract/operations.ts';
import type { Invitation } from '#domain/people/account.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import {
  accountOf,
  describePerson,
  type KnownPerson,
  type NamedPerson,
  orAddressTaken,
  type PeoplePorts,
  requireOther,
  requirePerson,
  unknownPerson,
  withoutPersonal,
} from './people-ports.ts';

/** `POST /v1/people/{id}/invite`: the person has an account from now on, and hears how to get in. */
export function invitePerson(ports: PeoplePorts) {
  return async ({ staff, params: { id } }: NamedPerson) => {
    requireCityWide(staff);
    const { value: before, hash } = await requirePerson(ports, id);
    const facts = accountOf({ ...before, active: true });
    const invitation = await orAddressTaken(facts.email, ports.accounts.invite(facts, before.account));
    const person = { ...before, active: true, account: invitation.account };
    const line = lineOf(ports, staff, {
      action: 'invite-person',
      subject: `person/${id}`,
      after: withoutPersonal(person),
    });
    await keepOrConflict(ports.putPerson(person, hash, [line]));
    return { status: 200 as const, body: invited(person, invitation) };
  };
}

/** `POST /v1/people/{id}/disable`: neither signs in nor is told from now on. */
export function disablePerson(ports: PeoplePorts) {
  return async ({ staff, params: { id } }: NamedPerson) => {
    requireCityWide(staff);
    const { value: before, hash } = await requirePerson(ports, id);
    requireOther(staff, before);
    const person = { ...before, active: false };
    if (before.active) {
      const line = lineOf(ports, staff, {
        action: 'disable-person',
        subject: `person/${id}`,
        before: withoutPersonal(before),
      });
      await keepOrConflict(ports.putPerson(person, hash, [line]));
    }
    // Once more where it is done already: the account may have been out of reach then.
    if (person.account !== undefined) {
      const facts = accountOf(person);
      await orAddressTaken(facts.email, ports.accounts.settle(facts, person.account));
    }
    return { status: 200 as const, body: describePerson(person) };
  };
}

/** `POST /v1/people/{id}/reset-second-factor`: for who has lost the phone; whoever holds it is out. */
export function resetSecondFactor(ports: PeoplePorts) {
  return async ({ staff, params: { id } }: NamedPerson) => {
    requireCityWide(staff);
    const { value: before, hash } = await requirePerson(ports, id);
    if (before.account === undefined || !before.active) throw notIn(before);
    const facts = accountOf(before);
    const invitation = await orAddressTaken(facts.email, ports.accounts.resetSecondFactor(facts, before.account));
    const person = { ...before, account: invitation.account };
    const line = lineOf(ports, staff, { action: 'reset-second-factor', subject: `person/${id}` });
    await keepOrConflict(ports.putPerson(person, hash, [line]));
    return { status: 200 as const, body: invited(person, invitation) };
  };
}

/** `DELETE /v1/people/{id}`: nobody can tell any more whom the id means. */
export function erasePerson(ports: PeoplePorts) {
  return async ({ staff, params: { id } }: NamedPerson) => {
    requireCityWide(staff);
    const kept = await ports.readPerson(id);
    if (!kept) throw unknownPerson(id);
    requireOther(staff, kept.value);
    const { personal, deputy: _deputy, ...facts } = kept.value;
    // Also where it is done already: what was cut off between its items is finished by the next who asks.
    const lines = personal ? [lineOf(ports, staff, { action: 'erase-person', subject: `person/${id}` })] : [];
    await keepOrConflict(ports.putPerson({ ...facts, active: false }, kept.hash, lines));
    if (facts.account !== undefined) await ports.accounts.remove(facts.account);
    return { status: 204 as const };
  };
}

function invited(person: KnownPerson, { sentTo, token }: Invitation) {
  return present<AnswerOf<'POST /v1/people/{id}/invite'>>({ ...describePerson(person), sentTo, token });
}

function notIn({ active, personal: { name } }: KnownPerson): Problem {
  return new Problem(409, active ? 'not-invited' : 'person-disabled', {
    vi: `${name} ${active ? 'chưa có tài khoản' : 'đang bị khoá'}. Hãy mời bằng POST /v1/people/{id}/invite.`,
    en: `${name} ${active ? 'has no account yet' : 'is disabled'}. Invite with POST /v1/people/{id}/invite.`,
  });
}
