import { createHash, timingSafeEqual } from 'node:crypto';

const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789';
const ID_LENGTH = 8;
const SECRET_BYTES = 32;

/** A new key: `bearer` is shown once and never kept, `hash` is kept and never shown. */
export interface NewKey {
  readonly keyId: string;
  readonly bearer: string;
  readonly hash: string;
}

/** Makes a key of a retailer; the key's id names the retailer, so that the authorizer needs a single read. */
export function newKey(retailer: string, randomBytes: (count: number) => Uint8Array): NewKey {
  const suffix = [...randomBytes(ID_LENGTH)].map((byte) => BASE32[byte % BASE32.length]).join('');
  const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');
  const keyId = `${retailer}_${suffix}`;
  return { keyId, bearer: `${keyId}.${secret}`, hash: hashSecret(secret) };
}

/** A plain hash suffices: the secret has 256 random bits, so there is nothing to guess that a slow hash would protect. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function matchesSecret(secret: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashSecret(secret)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** The parts of an `Authorization: Bearer <keyId>.<secret>` header, or none if it has another form. */
export function parseBearer(
  header: string | undefined,
): { readonly keyId: string; readonly retailer: string; readonly secret: string } | undefined {
  const token = /^bearer (.*)$/i.exec(header ?? '')?.[1] ?? '';
  const match = /^(([a-z0-9][a-z0-9-]{0,62})_[a-z0-9]{8})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!match) return undefined;
  return { keyId: match[1] as string, retailer: match[2] as string, secret: match[3] as string };
}
