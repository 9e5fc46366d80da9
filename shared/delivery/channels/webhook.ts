import { createHmac } from 'node:crypto';
import { NotAccepted } from '#domain/notification/delivery.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { isOnLambda, webhookHost } from '#domain/people/webhook-host.ts';
import type { Surroundings } from '../channel.ts';

const TIMEOUT_MS = 10_000;
/** How long one sending may take. */
export const WEBHOOK_LEASE_MS = 30_000;

/**
 * Posts a body with its signature; raises `NotAccepted` where the receiver has refused it.
 *
 * `x-signature: v1=<hex>` is HMAC-SHA256 with the person's secret over `<x-timestamp>.<body>`, seconds since the epoch;
 * `idempotency-key` is the same however often a message is tried.
 */
export async function postSigned(
  { url, secret }: NonNullable<Recipient['webhook']>,
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: number },
  { fetch, env }: Pick<Surroundings, 'fetch' | 'env'>,
): Promise<void> {
  const address = URL.parse(url);
  if (!address || !isSafe(address)) throw new NotAccepted('The address is neither https nor on this machine');
  if (!isReachable(address, env)) throw new NotAccepted('The address is one that this system does not write to');
  const timestamp = String(Math.floor(now / 1000));
  const response = await fetch(address, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': id,
      'x-timestamp': timestamp,
      'x-signature': `v1=${signatureOf(secret, timestamp, body)}`,
    },
    body,
  });
  await response.body?.cancel();
  if (!response.ok) throw new NotAccepted(`The receiver answered ${response.status}`);
}

/** HMAC-SHA256 in hex: what a receiver computes to check a message. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && webhookHost(hostname) === 'own-machine');
}

/** Nobody's address may lead to a cloud's metadata; and on Lambda the own machine is the interface of its runtime. */
function isReachable({ hostname }: URL, env: Surroundings['env']): boolean {
  const host = webhookHost(hostname);
  return host === 'elsewhere' || (host === 'own-machine' && !isOnLambda(env));
}
