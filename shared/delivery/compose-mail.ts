import MailComposer from 'nodemailer/lib/mail-composer';
import { type Delivery, deliveryId } from '#domain/notification/delivery.ts';
import { isOver } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import type { EventMessage } from './event-message.ts';

export interface MailAddresses {
  readonly from: string;
  readonly to: string;
}

/** A mail before it is bytes. */
interface Mail {
  readonly delivery: Pick<Delivery, 'id' | 'claimedAt' | 'repeat'>;
  readonly written: { readonly subject: string; readonly text: string; readonly html: string };
  /** Ids of roots that were never sent, the widest first: mail programs gather what refers to them. */
  readonly threads: readonly [string, ...string[]];
  readonly isUrgent?: boolean;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * News of an event as the bytes of an e-mail in its reader's language. The same delivery to the same person always gives the
 * same bytes: its Message-ID, date and boundaries come from the delivery, nothing from chance or the clock.
 */
export function composeEventMail(message: EventMessage, addresses: MailAddresses): Promise<Uint8Array> {
  const { news, delivery, language } = message.told;
  return compose(
    {
      delivery,
      written: message,
      threads: [deliveryId(news.event, 0, 'event')],
      isUrgent: news.face.level === 'crisis' && !isOver(news.kind),
      headers: {
        'X-Event-Id': news.event,
        'X-Event-Version': news.version === undefined ? undefined : String(news.version),
        'X-Event-News': news.kind,
        'X-Event-Level': news.face.level,
        'Content-Language': language,
      },
    },
    addresses,
  );
}

/** A mail of a day as bytes: the same one always the same; those of one kind gather in one thread. */
export function composeDailyMail(
  {
    delivery,
    written,
    kind,
    language,
  }: Pick<Mail, 'delivery' | 'written'> & { readonly kind: string; readonly language: string },
  addresses: MailAddresses,
): Promise<Uint8Array> {
  return compose(
    { delivery, written, threads: [`daily-${kind}`], headers: { 'X-Daily-Mail': kind, 'Content-Language': language } },
    addresses,
  );
}

function compose({ delivery, written, threads, isUrgent, headers }: Mail, { from, to }: MailAddresses) {
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const addressed = (id: string) => `<${id}@${domain}>`;
  return new MailComposer({
    from,
    to,
    subject: written.subject,
    text: written.text,
    html: written.html,
    messageId: addressed(delivery.id),
    inReplyTo: addressed(threads.at(-1) ?? threads[0]),
    references: threads.map(addressed),
    date: new Date(delivery.claimedAt),
    baseBoundary: delivery.id.slice(-40),
    newline: 'win',
    // The composer writes "-ID" for every name that ends so; ours is documented as X-Event-Id.
    normalizeHeaderKey: (name) => name.replace(/^(X-Event)-ID$/, '$1-Id'),
    headers: present<Record<string, string>>({
      ...headers,
      Importance: isUrgent ? 'high' : undefined,
      'X-Priority': isUrgent ? '1' : undefined,
      'X-May-Be-Repeat': delivery.repeat ? 'yes' : undefined,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    }),
  })
    .compile()
    .build();
}
