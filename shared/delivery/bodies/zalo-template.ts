import { createHash } from 'node:crypto';
import { isOver } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { eventPlacesCounted } from '#domain/wording/events.ts';
import { phoneLinks } from '../event-message/phone-links.ts';
import { cut, goodsOf, howFar } from '../event-message/subject.ts';
import type { EventMessage } from '../event-message.ts';

/** So long a parameter of each kind may be. */
const LONGEST = { label: 30, amount: 20, text: 200, url: 200 } as const;
/** Gateways ask for a tracking id without special signs, no longer than this. */
const LONGEST_TRACKING = 48;

/** Where a Zalo-like gateway sends to, and by which of the templates that were registered there. */
export interface ZaloAddressee {
  readonly phone: string;
  readonly template: string;
}

/**
 * A message as a gateway of Zalo's notification service takes it: a template's id and its parameters. Nothing for a
 * telephone that is no number. Unproved: checked against the schema that we made of the documentation, never sent.
 */
export function zaloTemplate(message: EventMessage, { phone, template }: ZaloAddressee): object | undefined {
  const { told, page, link } = message;
  const { news, catalogue, language, delivery } = told;
  const number = phoneLinks(phone)
    .find(({ href }) => href?.startsWith('tel:+'))
    ?.href?.slice('tel:+'.length);
  if (number === undefined) return undefined;
  const over = isOver(news.kind);
  const [first] = page.tasks;
  const parameter = (text: string, longest: number) => cut(text.replaceAll('\u00a0', ' '), longest) || '–';
  return {
    phone: number,
    template_id: template,
    template_data: present({
      muc: parameter(page.tag, LONGEST.label),
      mat_hang: parameter(goodsOf(told), LONGEST.text),
      bien_dong: parameter(over ? '' : howFar(told), LONGEST.amount),
      dia_ban: parameter(eventPlacesCounted(news.face, catalogue, 1)[language], LONGEST.text),
      viec: parameter(page.nothingToDo ?? (first ? `${first.head}: ${first.says}` : ''), LONGEST.text),
      lien_ket: link !== undefined && link.length <= LONGEST.url ? link : undefined,
    }),
    tracking_id: createHash('sha256').update(delivery.id).digest('hex').slice(0, LONGEST_TRACKING),
  };
}
