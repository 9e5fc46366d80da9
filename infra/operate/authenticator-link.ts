import { renderUnicodeCompact } from 'uqr';

/** What an authenticator app is told: who issues the codes, for which account, and the secret that they follow from. */
export function authenticatorLink({ issuer, account, secret }: AuthenticatorFacts): string {
  const label = [issuer, account].map(encodeURIComponent).join(':');
  return `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer })}`;
}

interface AuthenticatorFacts {
  readonly issuer: string;
  readonly account: string;
  readonly secret: string;
}

/** The link as a code that a camera reads from a terminal: its blocks are the light parts, whatever the terminal's colours. */
export function drawnForCamera(link: string): string {
  const drawn = renderUnicodeCompact(link, { border: 2 });
  return drawn
    .split('\n')
    .map((line) => `\u001b[97;40m${line}\u001b[0m`)
    .join('\n');
}
