import { createHmac } from 'node:crypto';
import { NotAccepted } from '#domain/notification/delivery.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { present } from '#domain/present.ts';
import type { Channel, Surroundings } from '../channel.ts';
import type { Message } from '../message.ts';

const TIMEOUT_MS = 10_000;

/**
 * Signed messages to recipients' own addresses.
 *
 * `x-signature: v1=<hex>` is HMAC-SHA256 with the recipient's secret over `<x-timestamp>.<body>`, seconds since the
 * epoch; `idempotency-key` is the same however often a delivery is tried.
 */
export function webhookChannel({ clock, fetch }: Pick<Surroundings, 'clock' | 'fetch'>): Channel {
  return {
    name: 'webhook',
    audience: 'webhooks',
    leaseMs: 30_000,
    async send(message, recipient) {
      if (recipient?.webhook) {
        const signed = { id: message.news.delivery.id, body: JSON.stringify(payloadOf(message)), now: clock() };
        await postSigned(recipient.webhook, signed, fetch);
      }
    },
  };
}

/** Posts a body with its signature; raises `NotAccepted` where the receiver has refused it. */
export async function postSigned(
  { url, secret }: NonNullable<Recipient['webhook']>,
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: number },
  fetch: Surroundings['fetch'],
): Promise<void> {
  const address = URL.parse(url);
  if (!address || !isSafe(address)) throw new NotAccepted('The address is neither https nor on this machine');
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
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

function payloadOf({ news, subject, text, link }: Message): object {
  const { alert, delivery, kind, suggestions } = news;
  return present({
    id: delivery.id,
    kind,
    mayBeRepeat: delivery.repeat ?? false,
    alert: {
      id: alert.id,
      version: alert.version,
      place: alert.place,
      product: alert.product,
      direction: alert.direction,
      level: alert.level,
      status: alert.status,
      openedOn: alert.episode.openedOn,
      ...alert.episode.evidence,
    },
    suggestions: suggestions.map((suggestion) => suggestion.id),
    subject,
    text,
    link,
  });
}
