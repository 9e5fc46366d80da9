import { KEYS_ARE_READ_AGAIN_MS, type SystemKey, withNewKey } from '#runtime/system-keys.ts';

/** The secret of a deployment, what is sealed by it, and the time. */
export interface KeyChange {
  /** None while the secret is still empty. */
  readonly readKeys: () => Promise<readonly SystemKey[]>;
  readonly writeKeys: (keys: readonly SystemKey[]) => Promise<void>;
  /** Seals all that is sealed by the newest of these keys; of how many people and retailers. */
  readonly reseal: (keys: readonly SystemKey[]) => Promise<number>;
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly tell: (line: string) => void;
}

/** After so long no function works with the keys of before: a call that runs has ended by then, too. */
const EVERYONE_HAS_READ_MS = KEYS_ARE_READ_AGAIN_MS + 60_000;

/**
 * Gives a deployment a new key and seals everything by it. Only two keys are kept, so a key is dropped only once nothing is
 * sealed by it: what a run that ended in between has left is sealed first, and the command may be repeated after any crash.
 * The first key seals nothing yet: functions that were deployed without it could not open what it seals.
 */
export async function changeKeys(change: KeyChange): Promise<void> {
  const { readKeys, writeKeys, clock, tell } = change;
  const known = await readKeys();
  const isFirst = known.length === 0;
  if (!isFirst) await sealAll(change, known);
  const keys = withNewKey(known, idAt(clock()));
  await writeKeys(keys);
  tell(`The new key is ${keys[0]?.id}.`);
  if (isFirst) return tell('Deploy with it (-c keysSecret), then repeat this command: it seals the secrets kept open.');
  const sealed = await sealAll(change, keys);
  tell(`Secrets of ${sealed} people and retailers are sealed by it. Cursors of the key before are still taken.`);
}

/** Seals by the newest key once every function has read it: one that has not could not open what is sealed. */
async function sealAll({ reseal, clock, wait, tell }: KeyChange, keys: readonly SystemKey[]): Promise<number> {
  const left = madeAt(keys) + EVERYONE_HAS_READ_MS - clock();
  if (left > 0) {
    tell(`Waiting ${Math.ceil(left / 60_000)} minutes until every function has read the key ${keys[0]?.id}.`);
    await wait(left);
  }
  return reseal(keys);
}

/** A key's name is the second in which it was made, in UTC: `20261130063000`. */
function idAt(at: number): string {
  return new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

/** Zero for a name that says no time. */
function madeAt([newest]: readonly SystemKey[]): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(newest?.id ?? '') ?? [];
  const [year = 1970, month = 1, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...rest);
}
