import type { Alert } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import type { Level } from '../level.ts';

type DeliveryState = 'claimed' | 'sent' | 'muted' | 'failed';

/**
 * What a message says has happened. `lowered`: a correction took the level back below what was told;
 * `withdrawn`: a correction took the alert itself back.
 */
export type NewsKind = 'opened' | 'escalated' | 'lowered' | 'resolved' | 'withdrawn';

/** Why a message is not sent. */
export type Unsent =
  | { readonly because: 'silenced'; readonly until: BusinessDay }
  | { readonly because: 'later-told'; readonly version: number }
  | { readonly because: 'false-alarm' | 'told-meanwhile' | 'nobody-asks' };

/** One message of one version of an alert on one channel, as versions kept it that told of alerts one by one. */
export interface Delivery {
  /** Stable and safe as a file name; Message-ID, idempotency key and name in the outbox. */
  readonly id: string;
  readonly alert: string;
  readonly version: number;
  /** "mail-<person>", "sns", "webhook-<person>"; earlier versions named a recipient by another id. */
  readonly channel: string;
  readonly kind: NewsKind;
  readonly level: Level;
  readonly state: DeliveryState;
  /** Times that somebody claimed it. */
  readonly attempts: number;
  /** The first claim, milliseconds since the epoch: the date that the message bears, however often it is sent. */
  readonly claimedAt: number;
  /** Until this instant (milliseconds since the epoch) nobody else sends it. */
  readonly leaseUntil?: number;
  readonly sentAt?: number;
  /** Why the last attempt failed, as the channel said it; the first form also says here, in English, why nothing was sent. */
  readonly cause?: string;
  readonly unsent?: Unsent;
  /** Id of the alert of a wider place that tells the same. */
  readonly mutedBy?: string;
  /** True once a lease ran out: it may have been sent before. */
  readonly repeat?: boolean;
  /** The alert as it was when claimed, so that a later responder tells the same. */
  readonly told: Alert;
}

/** `<alert id>-<version>-<channel>`; every character that a file name or a Message-ID may not hold is written `=XX`. */
export function deliveryId(alert: string, version: number, channel: string): string {
  return `${fileSafe(alert)}-${version}-${fileSafe(channel)}`;
}

/** Every character that a file name or a Message-ID may not hold is written `=XX`. */
export function fileSafe(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%', '=');
}

/** Raised by a channel that was told "no": the message was certainly not accepted, and sent again it is no repeat. */
export class NotAccepted extends Error {
  override readonly name = 'NotAccepted';
}
