import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { captureLog } from '#support/captured-log.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { at, liveThroughAWeek, TODAY } from './eventful-city.ts';
import { type RunningSystem, startRunningSystem } from './running-system.ts';

type Entry = Readonly<Record<string, unknown>>;

const captured = captureLog();
let folder: string;
let system: RunningSystem;
let entries: readonly Entry[];

beforeAll(async () => {
  let now = 0;
  folder = await mkdtemp(join(tmpdir(), 'binh-on-followed-'));
  system = await startRunningSystem(folder, SMALL_CITY, () => now);
  await liveThroughAWeek(system, (instant) => {
    now = instant;
  });
  now = at(TODAY, 10);
  await system.deliverDue();
  await system.idle();
  entries = captured.entries();
});
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

const receiptsIn = (entry: Entry): readonly string[] => (entry['receipts'] as readonly string[] | undefined) ?? [];
const naming = (receipt: string) => entries.filter((entry) => receiptsIn(entry).includes(receipt));
const of = (message: string) => entries.filter((entry) => entry['message'] === message);

test('the receipt of a report that people were told of is found in the log of each step', () => {
  const openings = of('told').filter((entry) => entry['n'] === 1);
  expect(openings.length).toBeGreaterThan(1);
  for (const told of openings) {
    const [receipt = 'none'] = receiptsIn(told);
    const steps = naming(receipt).map(({ message }) => message);
    expect([...new Set(steps)], receipt).toEqual(
      expect.arrayContaining(['answered', 'assessed', 'reconciled', 'gathered', 'news noted', 'told']),
    );
    expect(steps.indexOf('news noted')).toBeLessThan(steps.indexOf('told'));
  }
});

test('a mail names the reports of its event alone, each by the receipt that its retailer was answered', () => {
  const answered = new Set(of('answered').flatMap(receiptsIn));
  for (const told of of('told')) {
    for (const receipt of receiptsIn(told)) {
      expect(answered).toContain(receipt);
      // The supplier reports as well, and nothing was dear there.
      expect(receipt).not.toContain('htx-ven-song');
    }
  }
});

test('a report wakes its ward, then the city, and both say so', () => {
  const reported = of('told').flatMap(receiptsIn)[0] ?? 'none';
  const places = naming(reported).flatMap(({ message, place }) => (message === 'assessed' ? [place] : []));
  expect(places).toContain(SMALL_CITY.city);
  expect(places.length).toBeGreaterThan(1);
});
