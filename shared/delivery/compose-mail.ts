import MailComposer from 'nodemailer/lib/mail-composer';
import { deliveryId } from '#domain/notification/delivery.ts';
import { present } from '#domain/present.ts';
import type { Message } from './message.ts';

export interface MailAddresses {
  readonly from: string;
  readonly to: string;
}

/**
 * A message as the bytes of an e-mail. The same delivery to the same person always gives the same bytes: its
 * Message-ID, date and boundaries come from the delivery, nothing from chance or the clock.
 */
export function composeMail({ news, subject, text, html }: Message, { from, to }: MailAddresses): Promise<Uint8Array> {
  const { alert, delivery, language, kind } = news;
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const thread = (id: string) => `<${id}@${domain}>`;
  // Roots that were never sent: mail programs gather what refers to them, first by good and day, then by alert.
  const group = thread(deliveryId(`${alert.product}_${alert.direction}_${alert.episode.openedOn}`, 0, 'group'));
  const root = thread(deliveryId(alert.id, 0, 'alert'));
  return new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    messageId: thread(delivery.id),
    inReplyTo: root,
    references: [group, root],
    date: new Date(delivery.claimedAt),
    baseBoundary: delivery.id.slice(-40),
    newline: 'win',
    // The composer writes "-ID" for every name that ends so; ours is documented as X-Alert-Id.
    normalizeHeaderKey: (name) => (name === 'X-Alert-ID' ? 'X-Alert-Id' : name),
    headers: present({
      'X-Alert-Id': alert.id,
      'X-Alert-Version': String(alert.version),
      'X-Alert-News': kind,
      'X-May-Be-Repeat': delivery.repeat ? 'yes' : undefined,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language === 'en' ? 'en, vi' : 'vi, en',
    }),
  })
    .compile()
    .build();
}
