import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { ReportRow, StoreDay } from '#domain/report.ts';
import { rulesAsOf } from '#domain/rules.ts';
import { type AssessPorts, assessPlaceDay } from '#functions/assess-place/assess-place.ts';
import { Crash, type StepOutput, storeInSteps } from './store-in-steps.ts';

const FIRST = '2026-11-01';
const DAYS = 3;
const SCHEDULES = 1500;

const at = { lat: 21, lon: 105.8 };
const CITY: Catalogue = {
  city: 'c',
  population: 1,
  products: new Map(),
  places: new Map(
    [
      { id: 'c', kind: 'city' as const, parent: '*' },
      { id: 'w1', kind: 'ward' as const, parent: 'c' },
      { id: 'w2', kind: 'ward' as const, parent: 'c' },
    ].map((place) => [place.id, { ...place, ...at, name: { vi: place.id, en: place.id } }]),
  ),
  defaultThresholds: { watch: 10, alert: 15, crisis: 30 },
  lunarYears: [],
};

interface Schedule {
  readonly crashes: boolean;
  /** False leaves out the second reading of the inputs: the protocol must then fail. */
  readonly verifies: boolean;
}

/** Runs reports, openings, overlapping assessors, crashes and repeats in an order drawn from the seed; returns what is kept. */
async function play(seed: number, { crashes, verifies }: Schedule) {
  const draw = randomNumbers(seed);
  const waiting: (() => void)[] = [];
  const step = async () => {
    await new Promise<void>((resume) => waiting.push(resume));
    if (crashes && draw() < 0.01) throw new Crash('the schedule ends this process');
  };
  const store = storeInSteps(CITY, step);
  const ports: AssessPorts<StepOutput> = {
    ...store,
    rulesOf: async (date) => rulesAsOf({ thresholds: [], ceilings: [] }, CITY, date),
  };
  /** An assessor of its own for each trigger; one that does not verify is told what it has read before. */
  const assessor = () => {
    if (verifies) return assessPlaceDay<StepOutput>(ports);
    let seen = '';
    return assessPlaceDay<StepOutput>({
      ...ports,
      readPlaceDay: async (place, date) => {
        const reading = await ports.readPlaceDay(place, date);
        seen = reading?.fingerprint ?? '';
        return reading;
      },
      fingerprint: async () => seen,
    });
  };

  const events = eventsOf(draw, store.keep);
  const reports = new Map<string, StoreDay>();
  let running = 0;
  const run = async (trigger: { place: string; date: string }) => {
    running++;
    try {
      await assessor()(trigger.place, trigger.date);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      // The trigger was not acknowledged, so it comes again.
      store.triggers.push(trigger);
    } finally {
      running--;
    }
  };
  while (events.length > 0 || store.triggers.length > 0 || running > 0) {
    const dice = draw();
    if (events.length > 0 && dice < 0.1) {
      const event = events.splice(Math.floor(draw() * events.length), 1)[0];
      event?.(reports);
    } else if (store.triggers.length > 0 && dice < 0.4 && running < 3) {
      const [trigger] = store.triggers.splice(Math.floor(draw() * store.triggers.length), 1);
      if (trigger) {
        if (draw() < 0.1) store.triggers.push(trigger);
        void run(trigger);
      }
    } else {
      // Mostly whoever went last goes on, so that others are overtaken by whole runs: that is where races hide.
      const next = draw() < 0.9 ? waiting.length - 1 : Math.floor(draw() * waiting.length);
      waiting.splice(Math.max(0, next), 1)[0]?.();
    }
    await Promise.resolve();
    await Promise.resolve();
  }
  return { kept: snapshot(store.items), expected: await foldInOrder(reports) };
}

/** Reports and corrections of two wards and two stores each; values go and come back. */
function eventsOf(draw: () => number, keep: (pk: string, sk: string, value: unknown) => void) {
  const events: ((reports: Map<string, StoreDay>) => void)[] = [];
  for (let day = 0; day < DAYS; day++) {
    const date = addDays(FIRST, day);
    for (const place of ['w1', 'w2', 'c']) events.push(() => keep(`${place}#${date}`, 'open', 'open'));
    for (const [place, store] of [
      ['w1', 'a/1'],
      ['w1', 'b/1'],
      ['w2', 'a/2'],
    ] as const) {
      const prices = [100, draw() < 0.5 ? 150 : 100, 100];
      for (const [version, price] of prices.entries()) {
        const report: StoreDay = {
          store,
          channel: 'market',
          place,
          date,
          reportedAt: version,
          source: 'live',
          rows: [{ product: 'p', priceType: 'retail', price } satisfies ReportRow],
        };
        events.push((reports) => {
          const key = `${place}#${date}|report#${store}`;
          if ((reports.get(key)?.reportedAt ?? -1) > version) return;
          reports.set(key, report);
          keep(`${place}#${date}`, `report#${store}`, report);
        });
      }
    }
  }
  return events;
}

/** The same use case, one place-day after the other, oldest first, wards before the city: the plain sequential fold. */
async function foldInOrder(reports: ReadonlyMap<string, StoreDay>) {
  const store = storeInSteps(CITY, async () => undefined);
  const assess = assessPlaceDay<StepOutput>({
    ...store,
    rulesOf: async (date) => rulesAsOf({ thresholds: [], ceilings: [] }, CITY, date),
  });
  for (const [name, report] of reports) store.keep(name.split('|')[0] ?? '', name.split('|')[1] ?? '', report);
  for (let day = 0; day < DAYS; day++) {
    const date = addDays(FIRST, day);
    for (const place of ['w1', 'w2', 'c']) {
      store.keep(`${place}#${date}`, 'open', 'open');
      await assess(place, date);
    }
  }
  return snapshot(store.items);
}

function snapshot(items: ReadonlyMap<string, { readonly hash: string }>): Record<string, string> {
  return Object.fromEntries([...items].map(([name, { hash }]) => [name, hash] as const).sort());
}

function randomNumbers(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

describe('the protocol of assessing', () => {
  test(`ends as the sequential fold in ${SCHEDULES} schedules with overlaps, repeats and crashes`, async () => {
    for (let seed = 0; seed < SCHEDULES; seed++) {
      const { kept, expected } = await play(seed, { crashes: seed % 2 === 1, verifies: true });
      expect(kept, `schedule ${seed}`).toEqual(expected);
    }
  }, 300_000);

  test('leaving out the reading after the write leaves a stale end in some schedule', async () => {
    let stale = 0;
    for (let seed = 0; seed < SCHEDULES && stale === 0; seed++) {
      const { kept, expected } = await play(seed, { crashes: false, verifies: false });
      if (JSON.stringify(kept) !== JSON.stringify(expected)) stale++;
    }
    expect(stale).toBeGreaterThan(0);
  }, 300_000);
});
