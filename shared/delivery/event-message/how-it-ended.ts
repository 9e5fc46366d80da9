import { FIGURES } from '#domain/figures.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { endSentence, eventGoods, eventPlaces, eventSentence } from '#domain/wording/events.ts';
import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** That an event is over, in one sentence without its full stop. */
export function endTold({ news, catalogue, language }: ToldEvent): string {
  const { kind, strand, face, ending } = news;
  const { over } = WORDS[language];
  const goods = eventGoods(strand, face, catalogue)[language];
  const where = eventPlaces(face, catalogue)[language];
  if (kind === 'closed') return over[ending?.isFalseAlarm ? 'falseAlarm' : 'closed'](goods, where);
  if (kind === 'ended' && ending?.resolution === 'no-longer-reported') return over.unknown(goods, where);
  return endSentence(strand, face, kind === 'withdrawn', catalogue)[language];
}

/** Since when it was and until when, what became of it, and what had been told of it. */
export function courseOf(told: ToldEvent): string {
  const { news, catalogue, language } = told;
  const { over } = WORDS[language];
  const { day } = FIGURES[language];
  const since = day(news.face.since);
  const on = news.kind === 'ended' ? news.ending?.on : undefined;
  return [
    on === undefined ? over.from(since) : over.fromTo(since, day(on)),
    ...how(told),
    over.told(eventSentence(news.strand, news.face, catalogue)[language]),
  ].join(' ');
}

function how({ news, language }: ToldEvent): string[] {
  const { over, reasons } = WORDS[language];
  const { kind, ending } = news;
  if (kind === 'withdrawn') return [over.withdrawn];
  if (kind === 'ended') return [over[endOf(news)]];
  const stopped = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
  if (!ending?.isFalseAlarm) return [stopped(over.closedBy(ending?.by, ending?.note)), over.risesAgain];
  const why = [ending.reason && reasons[ending.reason], ending.note].filter(Boolean).join('; ');
  return [stopped(over.falseBy(ending.by, why || undefined)), over.risesAgain];
}

function endOf({ face, ending }: EventNews): 'calm' | 'stock' | 'ceiling' | 'new-level' | 'no-longer-reported' {
  const { resolution = 'calm' } = ending ?? {};
  if (resolution !== 'calm') return resolution;
  if (face.ceiling) return 'ceiling';
  return face.changes ? 'calm' : 'stock';
}
