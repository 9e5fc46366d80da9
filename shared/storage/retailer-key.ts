import { createHash, timingSafeEqual } from 'node:crypto';

const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789';
const ID_LENGTH = 8;
const SECRET_BYTES = 32;
/** The id of a phone's key is longer: what kind of key it is tells which item the authorizer reads. */
const PHONE_ID_LENGTH = 12;
/** 120 bits: nobody finds one by trying. */
const CODE_LENGTH = 24;

/** A new key: `bearer` is shown once and never kept, `hash` is kept and never shown. */
export interface NewKey {
  readonly keyId: string;
  readonly bearer: string;
  readonly hash: string;
}

/** Makes a key of a retailer; the key's id names the retailer, so that the authorizer needs a single read. */
export function newKey(retailer: string, randomBytes: (count: number) => Uint8Array): NewKey {
  const keyId = `${retailer}_${lettersFrom(randomBytes(ID_LENGTH))}`;
  const secret = newSecret(randomBytes);
  return { keyId, bearer: `${keyId}.${secret}`, hash: hashSecret(secret) };
}

/** A secret that a phone may give itself, so that it can ask again when an answer was lost. */
export function newSecret(randomBytes: (count: number) => Uint8Array): string {
  return Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');
}

/** The key that a phone has by its secret: the same secret is the same key. */
export function phoneKeyFrom(retailer: string, secret: string): NewKey {
  const digest = createHash('sha256').update(`phone|${retailer}|${secret}`).digest();
  const keyId = `${retailer}_${lettersFrom(digest.subarray(0, PHONE_ID_LENGTH))}`;
  return { keyId, bearer: `${keyId}.${secret}`, hash: hashSecret(secret) };
}

/** True for the id of a phone's key, other than a retailer's own. */
export function isPhoneKey(keyId: string): boolean {
  return keyId.length - keyId.indexOf('_') - 1 === PHONE_ID_LENGTH;
}

/** A code for a printed sheet, in letters that nobody mistakes for others. */
export function newEnrolmentCode(randomBytes: (count: number) => Uint8Array): string {
  return lettersFrom(randomBytes(CODE_LENGTH));
}

function lettersFrom(bytes: Uint8Array): string {
  return [...bytes].map((byte) => BASE32[byte % BASE32.length]).join('');
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
  const match = /^(([a-z0-9][a-z0-9-]{0,62})_(?:[a-z0-9]{8}|[a-z0-9]{12}))\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!match) return undefined;
  return { keyId: match[1] as string, retailer: match[2] as string, secret: match[3] as string };
}
