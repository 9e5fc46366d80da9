import type { ByLanguage, Language } from '#domain/language.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { AlertNews } from '#domain/notification/delivery.ts';
import { present } from '#domain/present.ts';
import { headlineWords } from '#domain/wording/headlines.ts';
import { goodNamed, placeNamed } from '#domain/wording/names.ts';
import { remarksOn } from '#domain/wording/searches.ts';
import { explainSuggestion } from '#domain/wording/suggestions.ts';
import { en } from './messages/en.ts';
import { type Subject, vi, type Wording } from './messages/vi.ts';

/** News as people read it, in both languages, ready for any channel. */
export interface Message {
  readonly news: AlertNews;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Address of the alert's page, if the pages have one. */
  readonly link?: string;
}

const WORDING: ByLanguage<Wording> = { vi, en };

/** One language's share of a message, before it becomes text or HTML. */
interface Section {
  readonly language: Language;
  readonly repeat?: string;
  readonly firstLine: string;
  readonly numbers: readonly (readonly [string, string])[];
  readonly cause?: string;
  readonly matchesTitle: string;
  readonly matches: readonly { readonly line: string; readonly reason: string }[];
  readonly remark?: string;
  readonly link?: { readonly label: string; readonly url: string };
  readonly footer: string;
}

/** Writes news in its first language and below it in the other; numbers and dates as each language writes them. */
export function writeMessage(news: AlertNews, publicUrl?: string): Message {
  const link = publicUrl ? `${publicUrl.replace(/\/+$/, '')}/alerts/${encodeURIComponent(news.alert.id)}` : undefined;
  const languages: readonly Language[] = news.language === 'en' ? ['en', 'vi'] : ['vi', 'en'];
  const sections = languages.map((language) => sectionOf(news, language, link));
  return present({
    news,
    subject: WORDING[news.language].subject(subjectOf(news, news.language)).replaceAll('\u00a0', ' '),
    text: sections.map(textOf).join(`\n${'-'.repeat(72)}\n\n`),
    html: htmlOf(sections),
    link,
  });
}

function subjectOf({ kind, alert, catalogue }: AlertNews, language: Language): Subject {
  const { name, unit } = goodNamed(alert.product, catalogue);
  return {
    product: name[language],
    unit: unit[language],
    place: placeNamed(alert.place, catalogue)[language],
    kind,
    level: alert.level,
    direction: alert.direction,
    episode: alert.episode,
    headline: headlineWords(alert.episode.evidence, alert.direction, { unit }),
  };
}

function sectionOf(news: AlertNews, language: Language, link: string | undefined): Section {
  const words = WORDING[language];
  const subject = subjectOf(news, language);
  const closed = news.kind === 'resolved' || news.kind === 'withdrawn';
  const { catalogue, search } = news;
  const placeOf = (place: string) => placeNamed(place, catalogue)[language];
  const move = (suggestion: Suggestion) =>
    words.match({
      quantity: [
        words.figures.quantity(suggestion.quantityMilli, subject.unit),
        ...(suggestion.substitute ? [goodNamed(suggestion.product, catalogue).name[language]] : []),
      ].join(' '),
      km: words.figures.km(suggestion.distanceKm),
      cost: words.figures.dong(suggestion.cost),
      from: suggestion.from,
      to: suggestion.to,
      fromPlace: placeOf(suggestion.from.place),
      toPlace: placeOf(suggestion.to.place),
    });
  const remarks = search ? remarksOn(search, catalogue) : [];
  return present({
    language,
    repeat: news.delivery.repeat ? words.repeat : undefined,
    firstLine: words.firstLine(subject),
    numbers: closed ? [] : words.numbers(subject),
    cause: !closed ? words.cause(subject) : undefined,
    matchesTitle: words.matchesTitle,
    matches: news.suggestions.map((suggestion) => ({
      line: move(suggestion),
      reason: explainSuggestion(suggestion, catalogue)[language],
    })),
    remark: remarks.find(({ product }) => product === news.alert.product)?.words[language],
    link: link === undefined ? undefined : { label: words.link, url: link },
    footer: words.footer,
  });
}

function hasMatches({ matches, remark }: Section): boolean {
  return matches.length > 0 || remark !== undefined;
}

function textOf(section: Section): string {
  return [
    ...(section.repeat ? [section.repeat, ''] : []),
    section.firstLine,
    '',
    ...section.numbers.map(([label, value]) => `  ${label}: ${value}`),
    ...(section.cause ? ['', section.cause] : []),
    ...(hasMatches(section)
      ? [
          '',
          section.matchesTitle,
          ...section.matches.flatMap(({ line, reason }, index) => [`  ${index + 1}. ${line}`, `     ${reason}`]),
          ...(section.remark ? [`  ${section.remark}`] : []),
        ]
      : []),
    ...(section.link ? ['', `${section.link.label}: ${section.link.url}`] : []),
    '',
    section.footer,
    '',
  ].join('\n');
}

function htmlOf(sections: readonly Section[]): string {
  const language = sections[0]?.language ?? 'vi';
  const body = sections.map(htmlSectionOf).join('<hr>\n');
  return `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"></head>\n<body style="font-family:sans-serif;line-height:1.5;max-width:44rem">\n${body}</body></html>\n`;
}

function htmlSectionOf(section: Section): string {
  const rows = section.numbers.map(
    ([label, value]) =>
      `<tr><th scope="row" style="text-align:left;padding-right:1rem">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  );
  const matches = section.matches.map(
    ({ line, reason }) => `<li>${escaped(line)}<br><small>${escaped(reason)}</small></li>`,
  );
  return [
    `<div lang="${section.language}">`,
    ...(section.repeat ? [`<p><em>${escaped(section.repeat)}</em></p>`] : []),
    `<p><strong>${escaped(section.firstLine)}</strong></p>`,
    ...(rows.length > 0 ? ['<table>', ...rows, '</table>'] : []),
    ...(section.cause ? [`<p>${escaped(section.cause)}</p>`] : []),
    ...(hasMatches(section) ? [`<h2 style="font-size:1rem">${escaped(section.matchesTitle)}</h2>`] : []),
    ...(matches.length > 0 ? ['<ol>', ...matches, '</ol>'] : []),
    ...(section.remark ? [`<p>${escaped(section.remark)}</p>`] : []),
    ...(section.link ? [`<p><a href="${escaped(section.link.url)}">${escaped(section.link.label)}</a></p>`] : []),
    `<p><small>${escaped(section.footer)}</small></p>`,
    '</div>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
