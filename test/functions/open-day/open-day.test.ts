import { expect, test } from 'vitest';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { openDay } from '#functions/open-day/open-day.ts';
import { anEpisode, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const STORE = {
  retailer: 'sen-vang',
  id: 'shop-1',
  name: 'Cửa hàng mẫu',
  channel: 'market',
  places: [{ place: 'cua-nam', validFrom: '0001-01-01' }],
} as const;

/** The days that are opened in a ward today, the store's or another, when the last one opened before was this. */
async function openedAfter(
  last: BusinessDay | undefined,
  ward = 'cua-nam',
  known?: Pick<PlaceEpisodes, 'asOf' | 'episodes'>,
  forms = 2,
): Promise<BusinessDay[]> {
  const days: BusinessDay[] = [];
  await openDay(
    {
      listStores: async () => [STORE],
      readOpenedThrough: async () => (last === undefined ? undefined : { day: last, forms }),
      forms: 2,
      putOpenedThrough: async () => undefined,
      rulesStamp: async () => 'rules',
      open: async (place, day) => (place === ward ? days.push(day) : 0),
      readEpisodes: async (place) =>
        place === ward && known ? { value: { place, knownSince: '0001-01-01', ...known } } : undefined,
      correctionDays: 7,
      pendingRebuilds: async () => [],
      requestRebuild: async () => undefined,
    },
    SMALL_CITY,
  )(TODAY);
  return days;
}

test('the first run opens the days that still take reports', async () => {
  expect(await openedAfter(undefined)).toEqual(eachDay(addDays(TODAY, -7), TODAY));
});

test.each([1, 3, 30])('after %i days every day since is opened, so that each hands on to the next', async (days) => {
  const last = addDays(TODAY, -days);
  expect(await openedAfter(last)).toEqual(eachDay(addDays(last, 1), TODAY));
});

test('a day that is open already is looked at again for its rules', async () => {
  expect(await openedAfter(TODAY)).toEqual([TODAY]);
});

test('after an upgrade that keeps things in other forms, all days that take reports are woken', async () => {
  expect(await openedAfter(TODAY, 'cua-nam', undefined, 1)).toEqual(eachDay(addDays(TODAY, -7), TODAY));
});

test('a ward without stores is opened since its last assessed day for as long as it knows an episode, and then no more', async () => {
  const yesterday = addDays(TODAY, -1);
  const of = (asOf: BusinessDay, ...episodes: PlaceEpisodes['episodes']) =>
    openedAfter(yesterday, 'hoan-kiem', { asOf, episodes });
  expect(await of(yesterday, anEpisode())).toEqual([TODAY]);
  expect(await of(addDays(TODAY, -4), anEpisode())).toEqual(eachDay(addDays(TODAY, -3), TODAY));
  expect(await of(TODAY, anEpisode({ status: 'pending' }))).toEqual([TODAY]);
  expect(await of(yesterday)).toEqual([]);
  expect(await openedAfter(yesterday, 'hoan-kiem')).toEqual([]);
});
