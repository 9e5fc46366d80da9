import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '#domain/assessment/assess.ts';
import { EMPTY_MEMORY, type PlaceDay, type PlaceDayResult } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import type { Entered, ReportRow, StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const FIRST: BusinessDay = '2026-09-01';
const PAST_DAYS = 12;
const PLACE = 'hoan-kiem';
const STORES: readonly StoreKey[] = ['an/1', 'an/2', 'ba/1', 'cuc/1', 'dao/1', 'huong/1'];
const USUAL = { [PORK.id]: 145_000, [RICE.id]: 18_500 };

interface Told {
  readonly factor: number;
  readonly stock: number;
  readonly entered: Entered | undefined;
}

const told = fc.record({
  factor: fc.constantFrom(0.7, 0.95, 1, 1, 1.04, 1.12, 1.3, 1.6),
  stock: fc.integer({ min: 0, max: 90 }),
  entered: fc.constantFrom(undefined, 'typed', 'confirmed', 'carried', 'carried'),
});
/** A few days of a ward: what each store told of each good. */
const someDays = fc.array(
  fc.array(fc.array(told, { minLength: 2, maxLength: 2 }), { minLength: STORES.length, maxLength: STORES.length }),
  { minLength: 1, maxLength: 5 },
);
type Days = readonly (readonly (readonly Told[])[])[];

function rowsOf(goods: readonly Told[]): ReportRow[] {
  return [PORK, RICE].map(({ id }, index) => {
    const { factor, stock, entered } = goods[index] as Told;
    const row = { product: id, priceType: 'retail', price: Math.round((USUAL[id] ?? 0) * factor) } as const;
    return { ...row, stockMilli: stock * 1000, soldMilli: 4000, ...(entered && { entered }) };
  });
}

/** Folds calm days and then those that are given, each row changed by `change`, or left out by it. */
function fold(days: Days, change: (row: ReportRow) => ReportRow | undefined = (row) => row): PlaceDayResult[] {
  const calm: Days = Array(PAST_DAYS).fill(
    STORES.map(() => Array(2).fill({ factor: 1, stock: 40, entered: undefined })),
  );
  let [memory, stores]: [PlaceDay['memory'], PlaceDay['stores']] = [EMPTY_MEMORY, []];
  return [...calm, ...days].map((day, index) => {
    const date = addDays(FIRST, index);
    const reports = STORES.map((store, position): StoreDay => {
      const rows = rowsOf(day[position] ?? []).flatMap((row) => change(row) ?? []);
      const reportedAt = Date.parse(`${date}T06:00:00+07:00`);
      return { store, channel: 'market', place: PLACE, date, reportedAt, source: 'live', rows };
    });
    const rules = rulesAsOf({ thresholds: [], ceilings: [] }, SMALL_CITY, date);
    const result = assess({ place: PLACE, date, memory, stores, reports, parts: [], rules });
    ({ memory, stores } = result);
    return result;
  });
}

const isCarried = ({ entered }: ReportRow) => entered === 'carried';
const runs = { numRuns: runsOf({ few: 60, all: 1000 }) };

describe('a carried row', () => {
  test('says the same whatever stands in it', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 20_000, max: 600_000 }), (days, price) => {
        const other = (row: ReportRow) => (isCarried(row) ? { ...row, price, stockMilli: 1 } : row);
        expect(fold(days, other)).toEqual(fold(days));
      }),
      runs,
    );
  });

  test('neither agrees nor disagrees: prices, their change and all stock are those of the other rows', () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const [with_, without] = [fold(days), fold(days, (row) => (isCarried(row) ? undefined : row))];
        // On the first of these days both come from the same past.
        const [one, other] = [with_[PAST_DAYS], without[PAST_DAYS]];
        expect(one?.assessment.quotes).toEqual(other?.assessment.quotes);
        expect(one?.assessment.supplies).toEqual(other?.assessment.supplies);
        const shown = (result: typeof one) =>
          result?.assessment.products.map(({ product, retail, changePct, coverDays }) => ({
            product,
            retail,
            changePct,
            coverDays,
          }));
        expect(shown(one)).toEqual(shown(other));
        expect(one?.balance).toEqual(other?.balance);
      }),
      runs,
    );
  });

  test('never raises an alert that the others would not, nor one that they would sooner', () => {
    const rank = (result: PlaceDayResult | undefined) =>
      Object.fromEntries(
        (result?.assessment.products ?? []).map(({ product, level }) => [
          product,
          ['normal', 'watch', 'alert', 'crisis'].indexOf(level),
        ]),
      );
    fc.assert(
      fc.property(someDays, (days) => {
        const one = rank(fold(days.slice(0, 1))[PAST_DAYS]);
        const other = rank(fold(days.slice(0, 1), (row) => (isCarried(row) ? undefined : row))[PAST_DAYS]);
        for (const [product, level] of Object.entries(one)) expect(level).toBeLessThanOrEqual(other[product] ?? 0);
      }),
      runs,
    );
  });

  test('leaves its store among those that are known, so that one that rose does not speak for a ward', () => {
    const at = (factor: number, entered: Entered): Told => ({ factor, stock: 40, entered });
    const day = (others: Entered) =>
      STORES.map((_, index) => (index === 0 ? [at(1.5, 'typed'), at(1, 'typed')] : [at(1, others), at(1, others)]));
    const last = fold([day('carried'), day('carried'), day('carried')]).at(-1);
    const pork = last?.assessment.products.find(({ product }) => product === PORK.id);
    expect(pork).toMatchObject({ level: 'normal', retail: { stores: 1 } });
    expect(last?.assessment.absent.filter(({ product }) => product === PORK.id)).toHaveLength(STORES.length - 1);
  });

  test('of which nothing else was said for weeks leaves its store unknown', () => {
    const day = STORES.map((_, index) => {
      const entered = index === 0 ? ('typed' as const) : ('carried' as const);
      return [1, 1].map((factor) => ({ factor, stock: 40, entered }));
    });
    const last = fold(Array(30).fill(day)).at(-1);
    expect(last?.assessment.absent).toEqual([]);
  });
});

describe('a row that somebody typed or confirmed', () => {
  test('says what one does that a machine sent', () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const silent = ({ entered, ...row }: ReportRow): ReportRow =>
          entered === 'carried' ? { ...row, entered } : row;
        expect(fold(days, silent)).toEqual(fold(days));
      }),
      runs,
    );
  });
});
