import { createHmac } from 'node:crypto';
import { NotAccepted } from '#domain/notification/delivery.ts';
import type { WebhookChannel } from '#domain/notification/person-channel.ts';
import { isOnLambda, webhookHost } from '#domain/people/webhook-host.ts';
import { present } from '#domain/present.ts';
import type { Surroundings } from '../channel.ts';

const TIMEOUT_MS = 10_000;
/** How long one sending may take. */
export const WEBHOOK_LEASE_MS = 30_000;
/** What is read of an answer: enough for the number of an error. */
const MOST_OF_ANSWER = 16 * 1024;

/**
 * Posts a body, with its signature where there is a secret; raises `NotAccepted` where the receiver has refused it.
 *
 * `x-signature: v1=<hex>` is HMAC-SHA256 with the person's secret over `<x-timestamp>.<body>`, seconds since the epoch;
 * `idempotency-key` is the same however often a message is tried.
 */
export async function postSigned(
  { address: url, secret, form }: WebhookChannel,
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
    headers: present<Record<string, string>>({
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': id,
      'x-timestamp': timestamp,
      'x-signature': secret === undefined ? undefined : `v1=${signatureOf(secret, timestamp, body)}`,
    }),
    body,
  });
  const refusal = response.ok && form === 'zalo' ? errorNumber(await beginningOf(response)) : undefined;
  await response.body?.cancel();
  if (!response.ok) throw new NotAccepted(`The receiver answered ${response.status}`);
  if (refusal !== undefined) throw new NotAccepted(`The gateway answered with error ${refusal}`);
}

/** HMAC-SHA256 in hex: what a receiver computes to check a message. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Zalo refuses with the status of success: its error stands in the answer, and is 0 for what it has taken. */
function errorNumber(answer: string): number | undefined {
  try {
    const { error } = JSON.parse(answer) as { readonly error?: unknown };
    return typeof error === 'number' && error !== 0 ? error : undefined;
  } catch {
    return undefined;
  }
}

/** An answer as far as it is read: a receiver that never ends takes no memory. */
async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body?.values({ preventCancel: true }) ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MOST_OF_ANSWER) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && webhookHost(hostname) === 'own-machine');
}

/** Nobody's address may lead to a cloud's metadata; and on Lambda the own machine is the interface of its runtime. */
function isReachable({ hostname }: URL, env: Surroundings['env']): boolean {
  const host = webhookHost(hostname);
  return host === 'elsewhere' || (host === 'own-machine' && !isOnLambda(env));
}
