import { createHash } from 'node:crypto';
import { personIdFrom } from '#domain/people/person-id.ts';

/** The id, as a person, of who was kept as a recipient by an earlier version: the same always has the same. */
export function personIdOfRecipient(recipient: string): string {
  return personIdOf(`recipient|${recipient}`);
}

/** The id of who signs in with an account that was made before people had records, by the account's own name. */
export function personIdOfAccount(account: string): string {
  return personIdOf(`account|${account}`);
}

function personIdOf(text: string): string {
  return personIdFrom(createHash('sha256').update(text).digest());
}
