import { generateKeyPairSync, sign } from 'node:crypto';

type Claims = Readonly<Record<string, unknown>>;

/** The token of another person, with more rights written into it: the signature no longer fits. */
export function tampered(token: string, changes: Claims): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return [header, encoded({ ...decoded(claims), ...changes }), signature].join('.');
}

/** The same claims under "alg": "none": a library that believes the header takes it. */
export function unsigned(token: string): string {
  const [header = '', claims = ''] = token.split('.');
  return `${encoded({ ...decoded(header), alg: 'none' })}.${claims}.`;
}

/** The same claims under the name of the pool's key, signed with another one. */
export function signedByAStranger(token: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return signedAgain(token, {}, privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** The claims with changes, signed with a key. */
export function signedAgain(token: string, changes: Claims, privateKey: string | Buffer): string {
  const [header = '', claims = ''] = token.split('.');
  const signed = `${header}.${encoded({ ...decoded(claims), ...changes })}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

function decoded(part: string): Claims {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims;
}

function encoded(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
