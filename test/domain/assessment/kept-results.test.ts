/**
 * What the fold finds, to the byte: whoever makes it faster, or arranges it anew, changes none of it.
 *
 * Each line is a past of three retailers in two places with what it led to: episodes, quotes that were held back, and the hash of
 * all that every place-day gives (assessment, what is handed on, episodes, balances). A hash changes with a decision about detection only, which names it; the
 * other tests of this folder say what is right.
 */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import type { ReportRow, StoreDay } from '#domain/report/report.ts';
import { daysOf, GOOD, type Phase } from './random-history.ts';

const FIRST = '2026-01-20';
const SHOPS = [
  [3, 2, 2],
  [1, 1, 0],
];
const rules = rulesAsOf({ thresholds: [], ceilings: [] }, hanoi, FIRST);

/** How a report comes in, beside one row for each good. */
type Form = 'plain' | 'several rows' | 'carried rows' | 'volatile';
type Past = readonly [what: string, found: string, form: Form, ...phases: Phase[]];

const PASTS: readonly Past[] = [
  ['quiet days over Tết', '3 episodes, 0 held back: 1GRAikOxEpwBBlKt', 'plain', { kind: 'quiet', days: 60 }],
  [
    'a rise of all, and its end',
    '6 episodes, 0 held back: D7yyLRtGkZ0nRb2a',
    'plain',
    level(1.4, 20),
    level(1 / 1.4, 20),
  ],
  ['a fall of volatile goods', '9 episodes, 0 held back: VhahJILfra7rPPkk', 'volatile', level(0.6, 30), level(1.5, 12)],
  [
    'a drift',
    '6 episodes, 0 held back: wSPW-oOzsEGVaWus',
    'plain',
    ...Array.from({ length: 40 }, () => level(1.012, 1)),
  ],
  [
    'silent stores',
    '3 episodes, 0 held back: 7V89uMc7Coj_NyxG',
    'plain',
    gap('everything', 0, 30),
    gap('the good', 1, 100),
  ],
  [
    'a silence of all under an episode',
    '6 episodes, 0 held back: -EqRCa5r1F5LcJ-m',
    'plain',
    level(1.5, 3),
    gap('the good', 'all', 40),
  ],
  [
    'prices that are held back',
    '2 episodes, 204 held back: vFs3B1I3U88LZLrm',
    'plain',
    { kind: 'held-back', days: 45, who: 0, factor: 3 },
  ],
  [
    'prices that alternate',
    '3 episodes, 60 held back: uPYJA0PBqKFYj8Ps',
    'plain',
    { kind: 'alternating', days: 40, who: 1, factor: 3 },
  ],
  [
    'slipped zeros of one retailer',
    '3 episodes, 20 held back: 05WyXLFOsd22eGWh',
    'plain',
    { kind: 'held-back', days: 5, who: 0, factor: 10 },
  ],
  [
    'a promotion',
    '3 episodes, 0 held back: xwILiFyTZXxdlutm',
    'plain',
    { kind: 'promotion', days: 15, who: 0, factor: 0.75 },
  ],
  [
    'prices over a ceiling',
    '6 episodes, 0 held back: LTaTy8HrdRXkZ3Tm',
    'plain',
    { kind: 'ceiling', days: 12, over: 1.1 },
  ],
  [
    'prices under a ceiling',
    '3 episodes, 0 held back: 3rsTctvKn3_L9x1v',
    'plain',
    { kind: 'ceiling', days: 12, over: 0.9 },
  ],
  [
    'stock that runs out while prices rise',
    '6 episodes, 0 held back: nAAKSr3BulSIiT-S',
    'plain',
    stock(300, 15),
    level(1.3, 2),
    stock(5, 10),
    stock(20, 10),
  ],
  [
    'shops that are replaced',
    '3 episodes, 0 held back: Z5-dnrx8mOdxkrG9',
    'plain',
    { kind: 'replaced', days: 30, who: 'all', factor: 1.2 },
  ],
  [
    'scattered reports',
    '15 episodes, 0 held back: 8rS58c2B2bBIBugL',
    'plain',
    { kind: 'scattered', days: 90, spread: 0.3, every: 3 },
  ],
  [
    'several rows a store-day',
    '6 episodes, 0 held back: 7ioiHD3C1vW8VXz5',
    'several rows',
    level(1.25, 15),
    stock(20, 5),
    gap('the good', 2, 30),
  ],
  [
    'rows that are sent along',
    '6 episodes, 0 held back: gqfUYtJTqwWfVttm',
    'carried rows',
    level(1.25, 15),
    { kind: 'quiet', days: 20 },
  ],
];

const named = PASTS.map(([what, found, form, ...phases]) => ({ what, found, form, phases }));

test.each(named)('$what: the fold finds what it found before', ({ found, form, phases }) => {
  expect(foundIn(form, phases)).toBe(found);
});

/** What a past led to in words, and the hash of all of it. */
function foundIn(form: Form, phases: readonly Phase[]): string {
  const hash = createHash('sha256');
  const episodes = new Set<string>();
  const days = daysOf({ shops: SHOPS, phases }, { ordinaryDays: 20, step: 1.2, stepDays: 6 });
  let market = NEW_MARKET;
  let heldBack = 0;
  for (const [index, { reports, ceiling }] of days.entries()) {
    const date = addDays(FIRST, index);
    const ofDay = { ...rules, ceilingAt: (product: string) => (product === GOOD ? ceiling : undefined) };
    const dated = reports.map((report) => ({ ...report, date, rows: inForm(report, form, index) }));
    const replayed = replayDay(market, date, dated, form === 'volatile' ? { ...ofDay, isVolatile: () => true } : ofDay);
    market = replayed.market;
    for (const { assessment, memory } of [...replayed.places, replayed.whole]) {
      for (const { product, direction, openedOn, status } of memory.episodes) {
        if (status !== 'pending') episodes.add(`${assessment.place} ${product} ${direction} ${openedOn}`);
      }
      heldBack += assessment.products.flatMap(({ checks }) => checks).filter(({ doubt }) => doubt !== undefined).length;
    }
    hash.update(JSON.stringify([replayed.places, replayed.whole], inEntries));
  }
  return `${episodes.size} episodes, ${heldBack} held back: ${hash.digest('base64url').slice(0, 16)}`;
}

/** Maps and sets as lists, which JSON would leave empty. */
function inEntries(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

function inForm({ rows }: StoreDay, form: Form, day: number): readonly ReportRow[] {
  if (form === 'carried rows')
    return rows.map((row, at) => ((day + at) % 3 === 0 ? { ...row, entered: 'carried' } : row));
  if (form !== 'several rows') return rows;
  return rows.flatMap((row): ReportRow[] => [
    row,
    { ...row, gtin: '8930000000017', price: Math.round(row.price * 1.1) },
    { ...row, gtin: '8930000000024', price: Math.round(row.price * 0.85), confirmed: true },
    { ...row, priceType: 'wholesale', price: Math.round(row.price * 0.7) },
    ...(day % 5 === 0 ? [{ ...row, priceType: 'promo' as const, price: Math.round(row.price * 0.6) }] : []),
  ]);
}

function level(factor: number, days: number): Phase {
  return { kind: 'level', days, who: 'all', factor };
}

function gap(of: 'the good' | 'everything', who: 'all' | number, days: number): Phase {
  return { kind: 'gap', days, who, of };
}

function stock(left: number, days: number): Phase {
  return { kind: 'stock', days, stock: left, sold: 30 };
}
