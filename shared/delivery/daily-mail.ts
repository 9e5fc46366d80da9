import type { Catalogue } from '#domain/catalogue.ts';
import type { DailyFacts } from '#domain/duty/daily-mail.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import { eventSentence } from '#domain/wording/events.ts';
import { en } from './daily-mail/en.ts';
import { type DailyWords, vi } from './daily-mail/vi.ts';
import type { EventPage } from './event-message/mail-html/event-page.ts';
import { pageAsHtml } from './event-message/mail-html/page-as-html.ts';
import { pageAsText } from './event-message/page-as-text.ts';

const WORDS: Readonly<Record<Language, DailyWords>> = { vi, en };

/** A mail in one language. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a mail of a day in the reader's language; the same facts always give the same mail. */
export function writeDailyMail(
  facts: DailyFacts,
  {
    language,
    catalogue,
    repeat,
    publicUrl,
  }: {
    readonly language: Language;
    readonly catalogue: Catalogue;
    readonly repeat: boolean;
    readonly publicUrl?: string | undefined;
  },
): WrittenMail {
  const words = WORDS[language];
  const day = FIGURES[language].day(facts.day);
  const count = facts.lines.length + facts.more;
  const lines = facts.lines.map(({ what, strand, face }): readonly [string, string] => [
    words.what[what],
    `${eventSentence(strand, face, catalogue)[language]}.`,
  ]);
  const page = present<EventPage>({
    language,
    tag: words.tag[facts.kind],
    tone: 'calm',
    figuresOf: words.day(day),
    repeat: repeat ? words.repeat : undefined,
    sentence: facts.kind === 'digest' ? words.sentence.digest(count) : words.sentence.calm,
    grounds: words.live(facts.live),
    prices: [],
    priceNotes: [],
    toDoTitle: words.toDo,
    tasks: [],
    nothingToDo: facts.live === 0 ? words.nothingToDo : undefined,
    link: publicUrl ? { label: words.open, url: `${publicUrl.replace(/\/+$/, '')}/su-kien` } : undefined,
    details: [...lines, ...(facts.more > 0 ? [words.more(facts.more)] : [])],
    footer: words.footer,
  });
  const subject = facts.kind === 'digest' ? words.subject.digest(day, count) : words.subject.calm(day);
  return { subject, text: pageAsText(page), html: pageAsHtml(page, subject) };
}
