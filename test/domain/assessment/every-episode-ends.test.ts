import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { daysOf, GOOD, type History, history } from './random-history.ts';

/** Histories that are searched: some hundreds, and thousands where the environment asks for them. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 300);
const FIRST = '2026-06-01';
const ORDINARY_DAYS = 60;
/** A step is seen on its day where enough stores agree, and on the next where too few do. */
const STEP_DAYS = 2;

const rules = rulesAsOf({ thresholds: [], ceilings: [] }, { ...hanoi, lunarYears: [] }, FIRST);

/** The places which do not see, after a history and sixty ordinary days, that all prices have risen by 40 %. */
function blindPlaces(past: History): { place: string; episodes: readonly Episode[] }[] {
  let market = NEW_MARKET;
  const days = daysOf(past, { ordinaryDays: ORDINARY_DAYS, step: 1.4, stepDays: STEP_DAYS });
  const stepOn = addDays(FIRST, days.length - STEP_DAYS);
  for (const [index, { reports, ceiling }] of days.entries()) {
    const date = addDays(FIRST, index);
    const dated = reports.map((report) => ({ ...report, date }));
    const ofDay = { ...rules, ceilingAt: (product: string) => (product === GOOD ? ceiling : undefined) };
    market = replayDay(market, date, dated, ofDay).market;
  }
  return [...market].flatMap(([place, { memory }]) => {
    const episodes = memory.episodes.filter(({ product }) => product === GOOD);
    const isSeen = episodes.some(
      ({ direction, status, openedOn }) => direction === 'up' && status === 'open' && openedOn === stepOn,
    );
    return isSeen ? [] : [{ place, episodes }];
  });
}

test('whatever has happened to a good, sixty ordinary days later its place sees a step', () => {
  fc.assert(
    fc.property(history, (past) => {
      expect(blindPlaces(past).filter(({ place }) => place !== ROOT_PLACE)).toEqual([]);
    }),
    { numRuns: HISTORIES },
  );
});
