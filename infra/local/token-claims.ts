import { timingSafeEqual } from 'node:crypto';
import { personIdOfRecipient } from '#storage/registry/former-ids.ts';
import type { Credentials } from './credentials.ts';
import { accountOfToken } from './machine-accounts.ts';

/** The one who was told on a machine of an earlier version; the staff's token means this person there. */
const FORMER_DUTY_OFFICER = 'can-bo-truc';

/** Whom a token signs in, in the words of Cognito's ID token; undefined for any other text and for who is disabled. */
export function tokenClaims(
  { staffToken, dutyOfficer, accounts }: Pick<Credentials, 'staffToken' | 'dutyOfficer' | 'accounts'>,
  token: string,
): Readonly<Record<string, string>> | undefined {
  if (isSameToken(token, staffToken)) {
    // Whoever can read the machine's folder is its administrator.
    return claimsFor(dutyOfficer ?? personIdOfRecipient(FORMER_DUTY_OFFICER), 'admin', ['*']);
  }
  const account = accountOfToken(accounts, token);
  return account && claimsFor(account.person, account.group, account.places);
}

export function isSameToken(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function claimsFor(person: string, group: string, places: readonly string[]): Record<string, string> {
  return {
    token_use: 'id',
    sub: person,
    'custom:person': person,
    'cognito:groups': `[${group}]`,
    'custom:places': places.join(' '),
  };
}
