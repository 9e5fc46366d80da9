import { createHash } from 'node:crypto';
import type { AccountFacts, Accounts, Invitation } from '#domain/people/account.ts';
import type { KeptCredentials, StaffAccount } from './credentials.ts';

/**
 * The sign-in accounts of one machine: each has a token, which is shown once and kept as a hash. A machine mails no
 * invitation and asks for no second factor, so that both invitation and reset hand out a new token; the one before is
 * refused from then on.
 */
export function machineAccounts({ known, change }: KeptCredentials, newToken: () => string): Accounts {
  const put = async (name: string, next: StaffAccount | undefined) => {
    const others = known().accounts.filter((account) => account.name !== name);
    await change({ accounts: next ? [...others, next] : others });
  };
  const invite = async (facts: AccountFacts): Promise<Invitation> => {
    const token = newToken();
    await put(facts.person, accountOf(facts, hashOf(token)));
    return { account: facts.person, token };
  };
  return {
    invite,
    resetSecondFactor: invite,
    async settle(facts, name) {
      const kept = known().accounts.find((account) => account.name === name);
      if (kept) await put(name, accountOf(facts, kept.tokenHash));
    },
    remove: (name) => put(name, undefined),
  };
}

/** The account that a token signs in with, unless it is disabled. */
export function accountOfToken(accounts: readonly StaffAccount[], token: string): StaffAccount | undefined {
  const hash = hashOf(token);
  return accounts.find(({ tokenHash, active }) => active && tokenHash === hash);
}

function accountOf({ person, group, places, active }: AccountFacts, tokenHash: string): StaffAccount {
  return { name: person, person, tokenHash, group, places, active };
}

/** A plain hash suffices: a token has 192 random bits, so that looking it up by its hash tells nobody how near a guess is. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
