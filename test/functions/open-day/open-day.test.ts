import { expect, test } from 'vitest';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { openDay } from '#functions/open-day/open-day.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const STORE = {
  retailer: 'sen-vang',
  id: 'shop-1',
  name: 'Cửa hàng mẫu',
  channel: 'market',
  places: [{ place: 'cua-nam', validFrom: '0001-01-01' }],
} as const;

/** The days that are opened in the store's ward today, when the last one opened before was this. */
async function openedAfter(last: BusinessDay | undefined): Promise<BusinessDay[]> {
  const days: BusinessDay[] = [];
  await openDay(
    {
      listStores: async () => [STORE],
      readOpenedThrough: async () => last,
      putOpenedThrough: async () => undefined,
      rulesStamp: async () => 'rules',
      open: async (place, day) => (place === 'cua-nam' ? days.push(day) : 0),
      readEpisodes: async () => undefined,
      correctionDays: 7,
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
