import { hanoi } from '#catalog/hanoi.ts';
import { addDays, type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import { type SeriesKey, seriesKey } from '#domain/history/series-key.ts';
import type { PriceSeries, StoreMemory } from '#domain/history/store-memory.ts';
import type { ReportRow, StoreDay } from '#domain/report/report.ts';
import { storeKey } from '#domain/store.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { packStoreDay } from '#storage/reports.ts';

/** The size that issue after issue plans for: Hanoi's communes and wards, and one shop for every three thousand people. */
export const STORES = 3_000;
export const GOODS = 60;
const RETAILERS = 150;
const PAST_DAYS = 110;
/** Nine of ten reports repeat the price before (daily retail reports of 153 centres, 2016-2021). */
const CHANGES = 0.07;

/** A city's day as it lies in the tables, and what the days before hand on. */
export interface CityDay {
  readonly date: BusinessDay;
  readonly places: readonly {
    readonly place: string;
    readonly zone: string;
    readonly stores: readonly StoreMemory[];
    /** Packed store-days. */
    readonly reports: readonly { readonly day: Omit<StoreDay, 'rows'>; readonly data: Uint8Array }[];
  }[];
}

/** A seeded city of 126 places, 3,000 stores and 60 goods with 110 days of sticky prices behind it. */
export function cityDay(date: BusinessDay): CityDay {
  const draw = seededNumbers(20261125);
  const days = Array.from({ length: PAST_DAYS }, (_, index) => toDayNumber(addDays(date, index - PAST_DAYS)));
  const leaves = [...hanoi.places.values()].filter(({ kind }) => kind === 'commune' || kind === 'ward');
  const shops = Array.from({ length: STORES }, (_, index) => ({
    store: storeKey(`r${index % RETAILERS}`, `s${index}`),
    place: leaves[index % leaves.length],
  }));
  const prices = Array.from({ length: GOODS }, () => 10_000 + Math.round(draw() * 150) * 1_000);
  const filled = shops.map(({ store, place }) => {
    const rows: ReportRow[] = [];
    const past: Record<SeriesKey, PriceSeries> = {};
    for (const [good, usual] of prices.entries()) {
      const product = `G${String(good).padStart(2, '0')}`;
      const runs: number[] = [];
      let price = 0;
      for (const day of days) {
        const moved = price === 0 ? usual * (0.9 + 0.2 * draw()) : price * (0.95 + 0.1 * draw());
        const next = price === 0 || draw() < CHANGES ? Math.round(moved / 500) * 500 : price;
        if (next === price) runs[runs.length - 1] = (runs.at(-1) as number) + 1;
        else runs.push(next, day, 1);
        price = next;
      }
      past[seriesKey(product, 'retail')] = { runs };
      rows.push({ product, priceType: 'retail', price });
    }
    const day = {
      store,
      channel: 'market' as const,
      place: place?.id ?? '',
      date,
      reportedAt: 0,
      source: 'live' as const,
    };
    return {
      zone: place?.parent ?? '',
      place: day.place,
      memory: { store, channel: day.channel, days, prices: past, stock: {} },
      report: { day, data: packStoreDay({ ...day, rows }).packed.bytes },
    };
  });
  return {
    date,
    places: [...Map.groupBy(filled, ({ place }) => place)].map(([place, own]) => ({
      place,
      zone: own[0]?.zone ?? '',
      stores: own.map(({ memory }) => memory),
      reports: own.map(({ report }) => report),
    })),
  };
}
