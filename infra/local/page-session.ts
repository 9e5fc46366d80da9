import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** After so long an officer signs in again. */
const LONGEST_SESSION_MS = 7 * 24 * 3_600_000;
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Who is signed in on the pages of one machine: a cookie that no script reads stands for a token of staff. */
export interface PageSessions {
  /** The header that signs in whoever holds the token. */
  readonly cookieFor: (token: string) => string;
  /** The header that signs out. */
  readonly noCookie: () => string;
  /** The token for which a request's cookie stands; none where it has ended, or where another page may be asking. */
  readonly tokenOf: (request: IncomingMessage) => string | undefined;
  /** A code that signs in once, for a link. */
  readonly newCode: () => string;
  /** True for a code that was not used before; it is used from then on. */
  readonly useCode: (code: string) => boolean;
}

export interface PageSessionOptions {
  readonly secret: string;
  readonly clock: () => number;
  readonly newSecret: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Browsers send a cookie to every port of a host: each machine has its own by name. */
  readonly port: () => string;
}

/**
 * The sessions of the pages. A cookie holds its token encrypted under the machine's secret: it lasts over a restart, and
 * what else listens on this host learns nothing from it.
 */
export function pageSessions({ secret, clock, newSecret, randomBytes, port }: PageSessionOptions): PageSessions {
  const key = createHash('sha256').update(`pages\0${secret}`).digest();
  const codes = new Set<string>();
  const name = () => `binh-on-${port()}`;
  const cookie = (value: string, seconds: number) =>
    `${name()}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`;
  return {
    cookieFor: (token) => {
      const text = JSON.stringify({ token, until: clock() + LONGEST_SESSION_MS });
      return cookie(sealed(key, randomBytes(IV_BYTES), text), LONGEST_SESSION_MS / 1000);
    },
    noCookie: () => cookie('', 0),
    tokenOf: (request) => {
      if (!isFromOwnPage(request)) return undefined;
      const opened = openedBy(key, cookieOf(request, name()));
      return opened && opened.until > clock() ? opened.token : undefined;
    },
    newCode: () => {
      const code = newSecret();
      codes.add(code);
      return code;
    },
    useCode: (code) => codes.delete(code),
  };
}

/** A page of somebody else may have its own name lead to this machine: by the name it is told from us. */
export function isOwnHost({ headers: { host = '' } }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

/**
 * True where a request can only come from our own page. A page on another port is the same site to a browser, which then
 * sends the cookie: it is told by what the browser says of whence it asks.
 */
export function isFromOwnPage(request: IncomingMessage): boolean {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  if (!isOwnHost(request)) return false;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return false;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead || origin !== undefined || site !== undefined;
}

function cookieOf({ headers: { cookie = '' } }: IncomingMessage, name: string): string {
  const found = cookie.split(/; */).find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}

function sealed(key: Buffer, iv: Uint8Array, text: string): string {
  const cipher = createCipheriv(CIPHER, key, iv);
  const hidden = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...hidden]).toString('base64url');
}

function openedBy(key: Buffer, value: string): { readonly token: string; readonly until: number } | undefined {
  const bytes = Buffer.from(value, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    // Sealed by another machine, or by nobody.
    return undefined;
  }
}
