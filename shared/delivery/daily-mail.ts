import type { Catalogue } from '#domain/catalogue.ts';
import { type DailyFacts, isThin } from '#domain/duty/daily-mail.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import { eventSentence } from '#domain/wording/events.ts';
import { en } from './daily-mail/en.ts';
import { type DailyWords, vi } from './daily-mail/vi.ts';
import type { EventPage, Task } from './event-message/mail-html/event-page.ts';
import { pageAsHtml } from './event-message/mail-html/page-as-html.ts';
import { pageAsText } from './event-message/page-as-text.ts';

const WORDS: Readonly<Record<Language, DailyWords>> = { vi, en };

const MOST_IN_SUBJECT = 2;

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
  const { waiting = 0, coverage } = facts;
  const silent = coverage && isThin(coverage) ? coverage.shops - coverage.reported : 0;
  const eventsUrl = publicUrl ? `${publicUrl.replace(/\/+$/, '')}/su-kien` : undefined;
  const tasks: Task[] = [
    ...(waiting > 0 ? [{ head: words.call.head, says: words.call.says(waiting), callees: [] }] : []),
    ...(silent > 0 ? [{ head: words.remind.head, says: words.remind.says(silent), callees: [] }] : []),
  ];
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
    sentence: sentenceOf(facts, words),
    grounds: facts.kind === 'calm' ? words.whenNot : words.live(facts.live),
    prices: [],
    priceNotes: [],
    toDoTitle: words.toDo,
    tasks,
    nothingToDo: facts.live === 0 && tasks.length === 0 ? words.nothingToDo : undefined,
    link: eventsUrl ? { label: words.open, url: eventsUrl } : undefined,
    details: [
      ...lines,
      ...(facts.more > 0 ? [words.more(facts.more)] : []),
      ...(coverage ? [words.coverage(coverage.reported, coverage.shops)] : []),
    ],
    footer: words.footer,
  });
  const inShort = [
    count > 0 ? words.inShort.changes(count) : '',
    waiting > 0 ? words.inShort.waiting(waiting) : '',
    coverage && silent > 0 ? words.inShort.thin(coverage.reported, coverage.shops) : '',
  ].filter(Boolean);
  // Two of them are what a subject line holds.
  const subject =
    facts.kind === 'digest' ? words.subject.digest(day, inShort.slice(0, MOST_IN_SUBJECT)) : words.subject.calm(day);
  return { subject, text: pageAsText(page), html: pageAsHtml(page, subject) };
}

/** What a mail says first: what has changed, or else why it is sent. */
function sentenceOf({ kind, lines, more, waiting = 0, coverage }: DailyFacts, { sentence }: DailyWords): string {
  if (kind === 'calm') return sentence.calm;
  const count = lines.length + more;
  if (count > 0 || (waiting === 0 && !coverage)) return sentence.changes(count);
  return waiting > 0 || !coverage ? sentence.waiting(waiting) : sentence.thin(coverage.reported, coverage.shops);
}
