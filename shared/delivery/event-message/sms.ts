import { FIGURES } from '#domain/figures.ts';
import { isOver } from '#domain/notification/event-news.ts';
import { eventPlacesCounted, SHORT_COVER_DAYS } from '#domain/wording/events.ts';
import { withoutAccents } from '../without-accents.ts';
import { cut, goodsOf, howFar } from './subject.ts';
import { shortTagOf } from './tags.ts';
import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** What goes out as one text message in the alphabet of GSM 03.38. */
export const LONGEST_SMS = 160;
/** Goods are named by so many letters at least. */
const SHORTEST_GOODS = 12;
/** What the alphabet lacks, of ASCII, and what takes two places in it. */
const LACKING = /`/g;
const DOUBLE = /[[\]{}^~|\\]/g;

/**
 * A text message on a crisis, without diacritics: what, where, what to do, the link. Where that is too long, stock is left
 * out first, then all but the first thing to do, then where it is; the link stays as long as it fits.
 */
export function smsOf(told: ToldEvent, url: string | undefined): string | undefined {
  if (!isOfCrisis(told)) return undefined;
  const over = isOver(told.news.kind);
  const tag = `${shortTagOf(told).toLocaleUpperCase(told.language)}:`;
  const what = [goodsOf(told), over ? '' : howFar(told)].filter(Boolean).join(' ');
  const [where, lasts] = [whereOf(told), lastsOf(told)];
  const toDo = over ? [WORDS[told.language].sms.nothingToDo] : thingsToDo(told);
  const least = toDo.at(-1) ?? '';
  const texts = [
    ...toDo.slice(0, 1).map((does) => [`${what} ${where}${lasts}`, does]),
    ...toDo.map((does) => [`${what} ${where}`, does]),
    [what, least],
  ];
  for (const link of url === undefined ? [''] : [linkInGsm(url), '']) {
    const fitting = texts
      .map(([begins, does]) => joined(`${tag} ${begins}`, does ?? '', link))
      .find((text) => gsmLength(text) <= LONGEST_SMS);
    if (fitting !== undefined) return fitting;
    const room = LONGEST_SMS - gsmLength(joined(tag, least, link)) - 1;
    if (room >= SHORTEST_GOODS) return joined(`${tag} ${cut(asGsm(what), room)}`, least, link);
  }
  return joined(tag, least, '');
}

/** How many places a text takes in the alphabet of GSM 03.38. */
export function gsmLength(text: string): number {
  return text.length + (text.match(DOUBLE)?.length ?? 0);
}

function joined(begins: string, does: string, link: string): string {
  const text = asGsm(`${begins.trim()}. ${does}`).replaceAll(' %', '%').trim();
  return link === '' ? `${text}.` : `${text}: ${link}`;
}

/** An address in letters of one place each, which leads to the same page. */
function linkInGsm(url: string): string {
  return (URL.parse(url)?.href ?? url).replaceAll(
    DOUBLE,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Letters of one place each. */
function asGsm(text: string): string {
  return withoutAccents(text).replaceAll(LACKING, "'").replaceAll(DOUBLE, ' ').replaceAll(/ {2,}/g, ' ');
}

/** True for a crisis, and for the end of what was told as one. */
function isOfCrisis({ news }: ToldEvent): boolean {
  return news.face.level === 'crisis' || (isOver(news.kind) && news.toldLevel === 'crisis');
}

function whereOf({ news, catalogue, language }: ToldEvent): string {
  return WORDS[language].sms.where(eventPlacesCounted(news.face, catalogue, 1)[language]);
}

function lastsOf({ news, language }: ToldEvent): string {
  const { coverDays, changes } = news.face;
  if (isOver(news.kind) || !changes || coverDays === undefined || coverDays >= SHORT_COVER_DAYS) return '';
  return WORDS[language].sms.lasts(FIGURES[language].cover(coverDays, SHORT_COVER_DAYS));
}

/** What to do, the fullest first. */
function thingsToDo({ news, language }: ToldEvent): string[] {
  const { supply, verify, owner } = news;
  const { take, taken, call, verify: look, seeMail } = WORDS[language].sms;
  const [sources, places] = [supply?.calls.length ?? 0, verify?.count ?? 0];
  const rest = [sources > 0 ? call(sources) : '', places > 0 ? look(places) : ''].filter(Boolean);
  const first = owner ? taken(owner.name) : take;
  const shorter = owner ? [rest, [seeMail]] : [[take]];
  return [[first, ...rest], ...shorter].filter((things) => things.length > 0).map(sentence);
}

function sentence(things: readonly string[]): string {
  const words = things.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
