import { present } from '#domain/present.ts';
import type { EventPage } from './event-message/mail-html/event-page.ts';
import { pageAsHtml } from './event-message/mail-html/page-as-html.ts';
import { pageAsText } from './event-message/page-as-text.ts';
import { pageOfEvent } from './event-message/page-of-event.ts';
import { smsOf } from './event-message/sms.ts';
import { subjectOf } from './event-message/subject.ts';
import { type ToldEvent, withShownNames } from './event-message/told-event.ts';

/** News of an event as one reader reads it, in one language, ready for any channel. */
export interface EventMessage {
  readonly told: ToldEvent;
  /** What it says, for channels that lay it out themselves. */
  readonly page: EventPage;
  /** At most 70 characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of a crisis: at most 160 letters of GSM 03.38. */
  readonly sms?: string;
  /** Address of the event's page, if the pages have one. */
  readonly link?: string;
}

/** Writes news of an event in the reader's language; the same news always gives the same message. */
export function writeEventMessage(of: ToldEvent, publicUrl?: string): EventMessage {
  const told = withShownNames(of);
  const link = publicUrl
    ? `${publicUrl.replace(/\/+$/, '')}/su-kien/${encodeURIComponent(told.news.event)}`
    : undefined;
  const page = pageOfEvent(told, link);
  const subject = subjectOf(told);
  return present<EventMessage>({
    told,
    page,
    subject,
    text: pageAsText(page),
    html: pageAsHtml(page, subject),
    sms: smsOf(told, link),
    link,
  });
}
