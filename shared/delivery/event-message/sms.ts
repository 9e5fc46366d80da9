import { FIGURES } from '#domain/figures.ts';
import { isOver } from '#domain/notification/event-news.ts';
import { eventPlacesCounted } from '#domain/wording/events.ts';
import { withoutAccents } from '../without-accents.ts';
import { cut, goodsOf, howFar } from './subject.ts';
import { tagOf } from './tags.ts';
import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** What goes out as one text message in the alphabet of GSM 03.38. */
export const LONGEST_SMS = 160;
/** Stock that lasts longer than this is not worth the letters. */
const SHORT_COVER_DAYS = 2;
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
  const { sms } = WORDS[told.language];
  const over = isOver(told.news.kind);
  const what = [goodsOf(told), over ? '' : howFar(told)].filter(Boolean).join(' ');
  const where = whereOf(told);
  const lasts = lastsOf(told);
  const doing = over ? sms.nothingToDo : toDo(told);
  const least = over ? sms.nothingToDo : told.news.owner ? sms.seeMail : sms.take;
  const link = url === undefined ? '' : linkInGsm(url);
  const first = `${tagOf(told).toLocaleUpperCase(told.language)}:`;
  const choices = [
    [`${first} ${what} ${where}${lasts === '' ? '' : `, ${lasts}`}`, doing],
    [`${first} ${what} ${where}`, doing],
    [`${first} ${what} ${where}`, least],
    [`${first} ${what}`, least],
  ];
  const links = link === '' ? [''] : [link, ''];
  for (const end of links) {
    for (const [begins = '', does = ''] of choices) {
      const text = joined(begins, does, end);
      if (gsmLength(text) <= LONGEST_SMS) return text;
    }
    const room = LONGEST_SMS - gsmLength(joined(first, least, end)) - 1;
    if (room >= SHORTEST_GOODS) return joined(`${first} ${cut(asGsm(what), room)}`, least, end);
  }
  return joined(first, least, '').slice(0, LONGEST_SMS);
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

function toDo({ news, language }: ToldEvent): string {
  const { supply, verify, owner } = news;
  return WORDS[language].sms.toDo(supply?.calls.length ?? 0, verify?.count ?? 0, owner?.name);
}
