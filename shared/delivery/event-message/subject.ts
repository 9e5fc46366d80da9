import { FIGURES } from '#domain/figures.ts';
import { isOver } from '#domain/notification/event-news.ts';
import { eventGoods, eventPlacesCounted, SHORT_COVER_DAYS } from '#domain/wording/events.ts';
import { HEADLINES } from '#domain/wording/languages.ts';
import { amountsInWords } from './amounts.ts';
import { shortTagOf } from './tags.ts';
import type { ToldEvent } from './told-event.ts';
import { coveredShares, MOST_NAMED } from './what-is-new.ts';
import { WORDS } from './words.ts';

/** What a phone shows of a subject in its list. */
export const LONGEST_SUBJECT = 70;

/**
 * The subject of a message: what kind of news, which goods, how far, where, how much is missing. Where that is too long
 * the least important part is left out first: from the end on, and names of places give way to their number.
 */
export function subjectOf(told: ToldEvent): string {
  const { language } = told;
  const tag = `[${shortTagOf(told).toLocaleUpperCase(language)}]`;
  const goods = goodsOf(told);
  const how = isOver(told.news.kind) || told.news.kind === 'supply-found' ? '' : howFar(told);
  const what = `${tag} ${[goods, how].filter(Boolean).join(' ')}`;
  const fitting = choices(told)
    .map((rest) => plain([what, ...rest].join(' · ')))
    .find(fits);
  return fitting ?? shortened(tag, goods, how);
}

/** The goods of an event, as a heading names them. */
export function goodsOf({ news, catalogue, language }: ToldEvent): string {
  return eventGoods(news.strand, news.face, catalogue)[language];
}

/** How far the goods of an event have moved: "+68–74 %", "trên giá trần 5 %", "còn đủ bán khoảng 1 ngày". */
export function howFar({ news, language }: ToldEvent): string {
  const { changes, coverDays, direction, ceiling } = news.face;
  const { subject } = WORDS[language];
  const figures = FIGURES[language];
  if (!changes)
    return coverDays === undefined ? subject.runsOut : subject.lasts(figures.cover(coverDays, SHORT_COVER_DAYS));
  const { least, greatest } = changes;
  const isOne = least === greatest;
  if (ceiling) {
    return subject.above(
      isOne ? HEADLINES[language].size({ ...least, direction }) : figures.headlineRange(least, greatest),
    );
  }
  if (isOne) return HEADLINES[language].percent({ ...least, direction });
  return `${direction === 'up' ? '+' : '−'}${figures.headlineRange(least, greatest)}`;
}

/** What may follow the goods, the fullest first. */
function choices(told: ToldEvent): string[][] {
  const { news, catalogue, language } = told;
  const ends = endings(told);
  const [fullest = []] = ends;
  const places = [MOST_NAMED, 1].map((most) => eventPlacesCounted(news.face, catalogue, most)[language]);
  const placed = (end: readonly string[]) => places.map((place) => [place, ...end]);
  return [
    // What could be had is the news itself where it was found.
    ...(news.kind === 'supply-found' ? [...placed(fullest), fullest] : []),
    ...ends.flatMap(placed),
    ...ends,
  ];
}

/** The last parts of a subject, the fullest first; the last one is none. */
function endings({ news, language }: ToldEvent): string[][] {
  const { kind, face, ending, supply } = news;
  const { subject } = WORDS[language];
  const { day } = FIGURES[language];
  if (isOver(kind)) return ending?.on === undefined ? [[]] : [[`${day(face.since)}–${day(ending.on)}`], []];
  if (!supply) return [[]];
  if (kind === 'supply-found') {
    const sources = subject.sources(supply.calls.length);
    const shares = coveredShares(supply, language);
    return [...(shares === '' ? [] : [[sources, shares]]), [sources], []];
  }
  const missing = supply.missing.filter(({ milli }) => milli > 0);
  return missing
    .map((_, index) => [subject.missing(amountsInWords(missing.slice(0, missing.length - index), language))])
    .concat([[]]);
}

/** Goods with a very long name, to their last whole word that fits. */
function shortened(tag: string, goods: string, how: string): string {
  const room = (rest: string) => LONGEST_SUBJECT - plain(`${tag} ${rest}`).length - (rest === '' ? 0 : 1);
  const rest = room(how) >= 10 ? how : '';
  const words = cut(plain(goods), room(rest));
  return plain([tag, words, rest].filter(Boolean).join(' ')).slice(0, LONGEST_SUBJECT).trim();
}

/** The longest beginning of whole words; of one long word its first letters. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.lastIndexOf(' ', longest);
  if (space > 0) return text.slice(0, space);
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let kept = '';
  for (const letter of letters) {
    if (kept.length + letter.length > longest) break;
    kept += letter;
  }
  return kept;
}

function fits(subject: string): boolean {
  return subject.length <= LONGEST_SUBJECT;
}

/** No-break spaces would be encoded, and a subject is one line anyway. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
