import * as z from 'zod';
import { webhookHost } from '#domain/people/webhook-host.ts';
import { canonicalise, isReadable } from '#domain/reading/canonical.ts';

/** Plain http only to the own machine, since messages name stores and people; no name and password in the address. */
function isWebhookAddress(text: string): boolean {
  // A URL is read without its blanks and line ends: what is kept would be another text than what is called.
  if (!/^[!-~]+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const own = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return (
    username === '' &&
    password === '' &&
    !/^[^/]*\/\/[^/?#]*@/.test(text) &&
    webhookHost(hostname) !== 'beside-it' &&
    (protocol === 'https:' || (protocol === 'http:' && own))
  );
}

/** A secret as it was copied: blanks alone, and what nobody sees, keep nothing secret. */
const isSecret = (text: string) => isReadable(text) && canonicalise(text).length >= 16;

/** Where messages are posted to. */
export const webhookAddress = z.string().max(2000).refine(isWebhookAddress, 'an https address').meta({ format: 'uri' });

/** What messages are signed with. */
export const webhookSecret = z.string().min(16).max(200).refine(isSecret, 'at least 16 characters that can be seen');
