import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import type { Cause, Evidence } from '#domain/detection/episode.ts';
import type { HabitDay } from '#domain/detection/same-days.ts';
import type { EvidenceAgreement } from '#domain/evidence/agreement.ts';
import type { PriceRow, Recomputed, SupplyRow } from '#domain/evidence/rows.ts';
import { DOUBTS } from '#domain/history/doubt.ts';
import { type Bilingual, LANGUAGES } from '#domain/language.ts';
import { DIRECTIONS, RUNGS } from '#domain/level.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { UNMET_CAUSES } from '#domain/matching/unmet-cause.ts';
import { present } from '#domain/present.ts';
import { ROW_CODES } from '#domain/report/judgement.ts';
import { ROW_MEMBERS } from '#domain/report/row-members.ts';
import { clearsWhen, explainAlert } from '#domain/wording/alerts.ts';
import { explainUnsent } from '#domain/wording/deliveries.ts';
import { evidenceSteps } from '#domain/wording/evidence.ts';
import * as wording from '#domain/wording/languages.ts';
import { explainClosedDay, explainRefusal } from '#domain/wording/refusals.ts';
import { explainCause } from '#domain/wording/searches.ts';
import { explainWarning } from '#domain/wording/warnings.ts';
import { inWords } from '#support/in-words.ts';
import { randomShops } from '#support/random-shops.ts';
import { anAlert, anEpisode, PETROL, PORK, SMALL_CITY } from '#support/small-city.ts';
import { aSupplyRequest } from '#support/supply-world.ts';

const { inEachLanguage: _, ...SUBJECTS } = wording;

/** "ends.open: function" for each sentence, however deep it lies. */
function sentencesIn(of: object, path = ''): string[] {
  return Object.entries(of).flatMap(([name, value]) =>
    typeof value === 'object' ? sentencesIn(value, `${path}${name}.`) : [`${path}${name}: ${typeof value}`],
  );
}

/** The sentences that depend on nothing. */
function textsIn(of: object): string[] {
  return Object.values(of).flatMap((value) =>
    typeof value === 'string' ? [value] : typeof value === 'object' ? textsIn(value) : [],
  );
}

describe('every language', () => {
  test.each(Object.entries(SUBJECTS))('has the same sentences: %s', (_subject, { vi, ...others }) => {
    for (const language of Object.values(others)) expect(sentencesIn(language)).toEqual(sentencesIn(vi));
  });

  test('is a folder with the same files', () => {
    const filesOf = (language: string) => readdirSync(`shared/domain/wording/${language}`).sort();
    for (const language of LANGUAGES) expect(filesOf(language)).toEqual(filesOf('vi'));
  });

  test('is written in composed letters, and leaves no sentence empty', () => {
    for (const text of Object.values(SUBJECTS).flatMap(textsIn)) {
      expect(text).not.toBe('');
      expect(text.normalize('NFC')).toBe(text);
    }
  });
});

const percent = fc.double({ min: -60, max: 200, noNaN: true });
const few = fc.nat(9);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const evidence = fc
  .record({
    rung: fc.constantFrom(...RUNGS),
    observed: fc.integer({ min: 1_000, max: 400_000 }),
    reference: fc.integer({ min: 1_000, max: 400_000 }),
    changePct: percent,
    thresholdPct: fc.constantFrom(5, 15, 18.2, 21.213),
    ownThresholdPct: fc.constantFrom(5, 15),
    thresholdLevel: maybe(fc.constantFrom('watch', 'alert', 'crisis')),
    usualPct: maybe(fc.double({ min: 0, max: 40, noNaN: true })),
    habit: maybe(
      fc.record({
        days: fc.constantFrom<HabitDay[][]>(['weekday'], ['lunar-day'], ['weekday', 'lunar-day']),
        pct: percent,
      }),
    ),
    lagDays: fc.constantFrom(15, 30, 90),
    seasonPct: maybe(percent),
    score: fc.double({ min: -4, max: 4, noNaN: true }),
    month: fc.constant('2026-10'),
    agreeing: few,
    reporting: few,
    retailers: few,
    cause: fc.constantFrom<Cause[]>('scarcity', 'margin', 'early-warning', 'price-only'),
    coverDays: maybe(fc.double({ min: 0, max: 9, noNaN: true })),
  })
  .map((members) => present<Evidence>(members));

const alert = fc
  .record({
    evidence,
    direction: fc.constantFrom(...DIRECTIONS),
    status: fc.constantFrom('open', 'recovering', 'resolved', 'withdrawn'),
    calmDays: few,
    end: fc.constantFrom({}, { resolvedOn: '2026-11-26', resolution: 'new-level' }, { resolvedOn: '2026-11-26' }),
  })
  .map(({ evidence: found, direction, status, calmDays, end }) =>
    anAlert({ direction, status, episode: anEpisode({ evidence: found, calmDays, ...end }) }),
  );

const prices = fc.array(fc.record({ changePct: maybe(percent), daysAgo: few, isHeld: fc.boolean() })).map((rows) => {
  let rank = 0;
  return rows.map(
    ({ changePct, daysAgo, isHeld }, index): PriceRow => ({
      store: `retailer-${index}/1`,
      retailer: `retailer-${index}`,
      place: 'hoan-kiem',
      part: 'hoan-kiem',
      price: 100_000,
      daysAgo,
      comparedWith: changePct === undefined ? undefined : 90_000,
      changePct,
      isBeyond: false,
      heldBack: isHeld ? 'far-from-usual' : undefined,
      rank: isHeld || changePct === undefined ? undefined : ++rank,
    }),
  );
});

const STOCK: SupplyRow = {
  store: 'sen/1',
  part: 'hoan-kiem',
  stockMilli: 12_000,
  supply: {
    stores: 1,
    stockMilli: 12_000,
    usualStockMilli: 80_000,
    demandPerDayMilli: 8_000,
    coveredStockMilli: 12_000,
    shortStores: 1,
    soldMilli: 0,
  },
};

const recomputed = fc
  .record({
    observed: few,
    reference: few,
    changePct: percent,
    agreeing: few,
    reporting: few,
    retailers: few,
    coverDays: maybe(few),
  })
  .map((members) => present<Recomputed>(members));

const fall = fc.record({
  falling: few,
  compared: few,
  retailers: few,
  usualChangePct: percent,
  isWatchOnly: fc.boolean(),
});

const agreement = fc
  .record({
    stores: few,
    storesCompared: few,
    retailers: few,
    retailersCompared: few,
    partsBeyond: few,
    longSilent: few,
    isOneOfTwo: fc.boolean(),
    fall: maybe(fall),
    needed: fc.record({
      stores: few,
      retailers: few,
      changePct: fc.constantFrom(10, 15),
      parts: fc.integer({ min: 1, max: 3 }),
      days: fc.integer({ min: 1, max: 2 }),
    }),
  })
  .map((members) => present<EvidenceAgreement>(members));

const ODD = /undefined|NaN|\[object|Infinity|null/;

/** Every text, in each language, is one that somebody can read. */
function expectReadable(...texts: readonly Bilingual[]): void {
  for (const language of LANGUAGES) {
    for (const text of texts.map((each) => each[language])) {
      expect(text).not.toMatch(ODD);
      expect(text).not.toMatch(/ {2}|^ | $|^$/);
    }
  }
}

describe('no sentence holds what nobody meant to say', () => {
  test('on alerts', () => {
    fc.assert(
      fc.property(alert, fc.constantFrom(PORK, PETROL), (of, product) => {
        const settings = DEFAULT_DETECTION;
        const placeName = { vi: 'Phường Hoàn Kiếm', en: 'Hoan Kiem Ward' };
        expectReadable(explainAlert({ alert: of, product, placeName, settings }), clearsWhen({ alert: of, settings }));
      }),
    );
  });

  test('on the evidence behind them', () => {
    const facts = fc.record({
      alert,
      product: fc.constantFrom(PORK, PETROL),
      prices,
      supplies: fc.constantFrom([], [STOCK], [STOCK, { ...STOCK, store: 'mai/1' }]),
      recomputed: maybe(recomputed),
      isSame: fc.boolean(),
      agreement,
      settings: fc.constant(DEFAULT_DETECTION),
    });
    fc.assert(fc.property(facts, (of) => expectReadable(...evidenceSteps(of))));
  });

  test('on refused rows, whatever was written', () => {
    const written = fc
      .oneof(fc.jsonValue(), fc.constantFrom('15.000', '15k', 145, 14_500_000, '8.9e12', '1.0004', undefined))
      .filter((value) => value !== null && !/undefined|NaN|\[object|Infinity|null| {2}/.test(String(value)));
    const refusal = fc.record({
      code: fc.constantFrom(...ROW_CODES),
      member: fc.constantFrom(...ROW_MEMBERS),
      written,
      product: fc.constantFrom(PORK, PETROL),
    });
    fc.assert(
      fc.property(refusal, (of) => {
        const { detail, hint } = explainRefusal(of, SMALL_CITY.products);
        expectReadable(detail, hint);
      }),
      { numRuns: 500 },
    );
  });

  test('on closed days, on what was kept with a warning, on unmet need, and on what was not sent', () => {
    expectReadable(
      explainClosedDay(35),
      ...DOUBTS.map((doubt) => explainWarning({ code: 'quarantined', doubt })),
      explainWarning({ code: 'rows-dropped', count: 3 }),
      explainWarning({ code: 'unknown-member', member: 'giá\u202e' }),
      explainWarning({ code: 'gtin-check-digit' }),
      explainWarning({ code: 'nothing-withdrawn' }),
      ...UNMET_CAUSES.map(explainCause),
      explainUnsent({ because: 'silenced', until: '2026-11-30' }),
      explainUnsent({ because: 'later-told', version: 2 }),
      ...(['false-alarm', 'told-meanwhile', 'nobody-asks'] as const).map((because) => explainUnsent({ because })),
    );
  });

  test('on suggestions and on searches', () => {
    fc.assert(
      fc.property(randomShops([PORK.id], 8), fc.constantFrom('hoan-kiem', 'cua-nam'), (shops, place) => {
        const { suggestions, remarks } = inWords(suggestSupply(aSupplyRequest(shops, { places: [place] })));
        expectReadable(
          ...suggestions.flatMap(({ explanation, comparison }) => [
            explanation,
            ...(comparison ? [comparison.words] : []),
          ]),
          ...remarks.map(({ words }) => words),
        );
      }),
    );
  });
});
