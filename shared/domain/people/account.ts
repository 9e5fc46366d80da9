import type { PersonGroup } from './person.ts';

/** What a sign-in account says of its person: it follows from the person's record. */
export interface AccountFacts {
  readonly person: string;
  readonly email: string;
  readonly group: PersonGroup;
  readonly places: readonly string[];
  readonly active: boolean;
}

/** How a person gets in. */
export interface Invitation {
  /** The account, by the name that the service gave it; opaque as the person's id. */
  readonly account: string;
  /** The address that a temporary password was mailed to; absent for who has signed in before. */
  readonly sentTo?: string;
  /** What is shown once, where there is nobody to mail it. */
  readonly token?: string;
}

/** The service that lets people in. Each step is harmless to repeat. */
export interface Accounts {
  /**
   * Makes the person's account, or enables it again, and invites whoever has not signed in yet. Raises `AddressTaken`.
   *
   * @param account the one that the record names, if it has one.
   */
  readonly invite: (facts: AccountFacts, account?: string) => Promise<Invitation>;
  /** Makes the account say what the record says now. Raises `AddressTaken`. */
  readonly settle: (facts: AccountFacts, account: string) => Promise<void>;
  /** Forgets the second factor and the password: the person is invited as at first. */
  readonly resetSecondFactor: (facts: AccountFacts, account: string) => Promise<Invitation>;
  readonly remove: (account: string) => Promise<void>;
}

/** Raised where the account of somebody else has the address. */
export class AddressTaken extends Error {
  override readonly name = 'AddressTaken';
}
