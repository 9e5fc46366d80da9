import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of the system itself, by a name that says when it was made. */
export interface SystemKey {
  readonly id: string;
  /** 32 bytes in base64url. */
  readonly key: string;
}

/** Of the environment: the secret of a deployment. */
type Environment = Readonly<Record<string, string | undefined>>;

/** For so long a process works with the keys that it has read: a rotation waits longer before it drops one. */
export const KEYS_ARE_READ_AGAIN_MS = 5 * 60_000;

/**
 * The keys of the system, the newest first: that one signs and seals, all of them verify and open. So nothing that is in
 * flight while keys change is refused. They stand in the secret that `KEYS_SECRET` names; where none is set there are none.
 */
export function systemKeys(env: Environment, clock: () => number): () => Promise<readonly SystemKey[]> {
  const { KEYS_SECRET: secret } = env;
  let known: { readonly keys: Promise<readonly SystemKey[]>; readonly readAt: number } | undefined;
  const read = async () => {
    if (!secret) return [];
    // Most functions of most cities never ask for it.
    const { readSecret } = await import('./read-secret.ts');
    return parseKeys(await readSecret(secret));
  };
  return () => {
    if (known && clock() - known.readAt < KEYS_ARE_READ_AGAIN_MS) return known.keys;
    const keys = read();
    known = { keys, readAt: clock() };
    keys.catch(() => {
      known = undefined;
    });
    return keys;
  };
}

/** Raised for a secret that holds no keys, or not the one by which something was sealed. */
export class NoSystemKey extends Error {
  override readonly name = 'NoSystemKey';
}

export function parseKeys(text: string): readonly SystemKey[] {
  const { keys } = JSON.parse(text) as { readonly keys?: readonly SystemKey[] };
  if (keys && keys.length > 0) return keys;
  throw new NoSystemKey('The secret holds no keys: npm run rotate-keys makes some');
}

/** A new key before those that are there; of these the newest stays, for what is in flight. */
export function withNewKey(known: readonly SystemKey[], id: string): readonly SystemKey[] {
  return [{ id, key: randomBytes(KEY_BYTES).toString('base64url') }, ...known.slice(0, 1)];
}

/** What a sealed text begins with; a webhook's secret of before version 0.3 is kept as it is, and begins otherwise. */
const SEALED = 'sealed:1:';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Seals a text by the newest key; where there are no keys it stays as it is. */
export function sealedBy([newest]: readonly SystemKey[], text: string): string {
  if (!newest) return text;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, Buffer.from(newest.key, 'base64url'), nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${SEALED}${newest.id}:${sealed.toString('base64url')}`;
}

/** What was sealed by one of the keys; a text that was never sealed is what it is. Raises `NoSystemKey`. */
export function openedBy(keys: readonly SystemKey[], text: string): string {
  if (!text.startsWith(SEALED)) return text;
  const [id, packed = ''] = text.slice(SEALED.length).split(':');
  const key = keys.find((known) => known.id === id)?.key;
  if (key === undefined) throw new NoSystemKey(`There is no key "${id}", by which a secret was sealed`);
  const bytes = Buffer.from(packed, 'base64url');
  const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64url'), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
