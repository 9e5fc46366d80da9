import { type Alert, isLive } from '../alert/alert.ts';
import type { Language } from '../language.ts';
import { atLeast, type Level, rankOf } from '../level.ts';
import { present } from '../present.ts';
import type { Delivery, NewsKind } from './delivery.ts';
import type { Recipient } from './recipient.ts';

type Sent = Pick<Delivery, 'kind' | 'level'>;

/**
 * What this version of an alert is to people who were sent `told` (oldest first); none if it is nothing new to them.
 *
 * They hear of `alert` and `crisis` at once; of calm, a lower level or a withdrawal only if they heard of the alert.
 * What only history says is never sent.
 */
export function newsKindOf(alert: Alert, sent: readonly Sent[]): NewsKind | undefined {
  if (!alert.news) return undefined;
  const last = sent.at(-1);
  if (!isLive(alert)) {
    const closed = alert.status === 'withdrawn' ? 'withdrawn' : 'resolved';
    return last && last.kind !== closed ? closed : undefined;
  }
  if (!last || last.kind === 'resolved' || last.kind === 'withdrawn') {
    return atLeast(alert.level, 'alert') ? 'opened' : undefined;
  }
  const rise = rankOf(alert.level) - rankOf(last.level);
  return rise > 0 ? 'escalated' : rise < 0 ? 'lowered' : undefined;
}

/** Levels whose subscribers hear such news: of an end or a correction also those who heard of a higher level. */
export function levelsToTell(kind: NewsKind, level: Level, sent: readonly Sent[]): Level[] {
  if (kind === 'opened' || kind === 'escalated') return [level];
  return [...new Set([...sent.map((earlier) => earlier.level), level])];
}

/** How the people of a channel are told: everyone by one message, or each by one of their own. */
export type Audience = 'everyone' | 'mailboxes' | 'webhooks';

/** Whom a message is for; `channel` is the delivery's. On a channel for everyone there is no single recipient. */
export interface Addressee {
  readonly channel: string;
  /** How the channel was called before people had opaque ids. */
  readonly formerChannel?: string;
  readonly language: Language;
  readonly recipient?: Recipient;
}

/** True for a delivery to this addressee, whatever version made it. */
export function isTo(
  { channel, formerChannel }: Pick<Addressee, 'channel' | 'formerChannel'>,
  delivery: Pick<Delivery, 'channel'>,
): boolean {
  return delivery.channel === channel || delivery.channel === formerChannel;
}

/**
 * The messages of a channel. Each person has a delivery of their own: what others are told, or no longer have to be, is
 * no matter for it, and nobody reads the others' addresses.
 */
export function addresseesOf(name: string, audience: Audience, recipients: readonly Recipient[]): Addressee[] {
  if (audience === 'everyone') return [{ channel: name, language: 'vi' }];
  return recipients
    .filter(({ email, webhook }) => (audience === 'mailboxes' ? email : webhook) !== undefined)
    .map((recipient) =>
      present({
        channel: `${name}-${recipient.id}`,
        formerChannel: recipient.formerId === undefined ? undefined : `${name}-${recipient.formerId}`,
        language: recipient.language,
        recipient,
      }),
    );
}
