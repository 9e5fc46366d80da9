import type { BusinessDay } from '#domain/business-day.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { WrittenMail } from './daily-mail.ts';
import type { EventPage } from './event-message/mail-html/event-page.ts';
import { pageAsHtml } from './event-message/mail-html/page-as-html.ts';
import { pageAsText } from './event-message/page-as-text.ts';
import { en } from './reminder-mail/en.ts';
import { type ReminderWords, vi } from './reminder-mail/vi.ts';

const WORDS: Readonly<Record<Language, ReminderWords>> = { vi, en };

/** What a mail reminds of: shops without a report on a day, each with what somebody added. */
export interface ReminderFacts {
  readonly day: BusinessDay;
  readonly stores: readonly { readonly name: string; readonly note?: string | undefined }[];
}

/** Writes one reminder for all shops of an address; the same facts always give the same mail. */
export function writeReminder({ day, stores }: ReminderFacts, language: Language, repeat: boolean): WrittenMail {
  const words = WORDS[language];
  const told = FIGURES[language].day(day);
  const page = present<EventPage>({
    language,
    tag: words.tag,
    tone: 'calm',
    figuresOf: words.day(told),
    repeat: repeat ? words.repeat : undefined,
    sentence: words.sentence(told, stores.length),
    grounds: words.grounds,
    prices: [],
    priceNotes: [],
    toDoTitle: words.toDo,
    tasks: [],
    nothingToDo: words.closed,
    details: stores.map(({ name, note = '' }): readonly [string, string] => [name, note === '' ? words.noNote : note]),
    footer: words.footer,
  });
  const subject = words.subject(told, stores.length);
  return { subject, text: pageAsText(page), html: pageAsHtml(page, subject) };
}
