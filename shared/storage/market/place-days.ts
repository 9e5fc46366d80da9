import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import type { PlaceMemory } from '#domain/assessment/place-day.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { NO_RECENT_PRICES, type RecentPrices, recentPricesOf, type StoreMemory } from '#domain/history/store-memory.ts';
import { present } from '#domain/present.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { unpack } from '../packed.ts';
import { expiryOf, isKept, partitionOf } from '../place-day-key.ts';
import { unpackStoreDay } from '../reports.ts';
import { type Attributes, type ItemKey, over, putIf, readItem, readPartition, type Table } from '../table-client.ts';
import { assessmentOf, PART } from './assessment-item.ts';
import { CARRY, CARRY_PAST, CARRY_STORE, memoryOf } from './memory-items.ts';
import type { StagedItem } from './staged-item.ts';

/** What is kept of a place-day, read strongly consistent, and a text that changes with any of it. */
export interface KeptPlaceDay {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  readonly parts: readonly PlaceAssessment[];
  readonly fingerprint: string;
  /** True when the day before has handed on its memory. */
  readonly previousDayDone: boolean;
  /** Receipt of its latest report, milliseconds since the epoch. */
  readonly latestReceivedAt?: number;
}

type Item = Attributes & ItemKey & { readonly h: string };

/** The place-days as they are assessed: their inputs, and conditional writes of the outputs. */
export function placeDayStore(table: Table, clock: () => number) {
  const readKept = async (pk: string, prefix?: string, only?: readonly string[]): Promise<Item[]> => {
    const items = (await readPartition(table, pk, prefix, present({ only }))) as Item[];
    return items.filter((item) => isKept(item, clock()));
  };
  const heads = (pk: string, prefix?: string) => readKept(pk, prefix, ['pk', 'sk', 'h', 'expiresAt']);

  return {
    /** All inputs of a place-day, or none while the day is not open. */
    async readPlaceDay(place: string, date: BusinessDay): Promise<KeptPlaceDay | undefined> {
      return placeDayFrom(await readKept(partitionOf(place, date)));
    },

    /** The fingerprint alone, to see whether the inputs are still those that were used. */
    async fingerprint(place: string, date: BusinessDay): Promise<string> {
      return fingerprintOf(await heads(partitionOf(place, date)));
    },

    /** Hashes of what is kept where the staged items would go, by `<pk>|<sk>`. */
    async keptHashes(staged: readonly StagedItem[]): Promise<Map<string, string>> {
      const hashes = new Map<string, string>();
      const carries = new Set(staged.filter(({ sk }) => sk.startsWith(CARRY)).map(({ pk }) => pk));
      for (const pk of carries) {
        for (const item of await heads(pk, CARRY)) hashes.set(`${item.pk}|${item.sk}`, item.h);
      }
      for (const key of staged.filter(({ pk }) => !carries.has(pk))) {
        const item = await readItem(table, key, { only: ['h'] });
        if (item) hashes.set(`${key.pk}|${key.sk}`, item['h'] as string);
      }
      return hashes;
    },

    /** Keeps an output if what is kept is still what was read. */
    put({ pk, sk, hash, attributes }: StagedItem, expected: string | undefined): Promise<boolean> {
      const expiresAt = sk.startsWith(CARRY) ? expiryOf(clock()) : undefined;
      return putIf(table, over(expected), present<Attributes>({ pk, sk, h: hash, ...attributes, expiresAt }));
    },

    /** What a store's prices of the day are compared with. */
    async recentPrices(store: StoreKey, place: string, date: BusinessDay): Promise<RecentPrices> {
      const key = { pk: partitionOf(place, date), sk: `${CARRY_STORE}${store}` };
      const item = await readItem(table, key, { consistent: false });
      return item ? recentPricesOf(unpack(item['data'] as Uint8Array) as StoreMemory, date) : NO_RECENT_PRICES;
    },
  };
}

function placeDayFrom(items: readonly Item[]): KeptPlaceDay | undefined {
  if (!items.some(({ sk }) => sk === 'open')) return undefined;
  const carry = items.find(({ sk }) => sk === CARRY);
  const past = items.find(({ sk }) => sk === CARRY_PAST);
  const withPrefix = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
  const reports = withPrefix('report#');
  return present({
    latestReceivedAt: reports.length > 0 ? Math.max(...reports.map((item) => item['receivedAt'] as number)) : undefined,
    previousDayDone: carry !== undefined,
    memory: memoryOf(carry, past),
    stores: withPrefix(CARRY_STORE).map((item) => unpack(item['data'] as Uint8Array) as StoreMemory),
    reports: reports.map(unpackStoreDay),
    parts: withPrefix(PART).map(assessmentOf),
    fingerprint: fingerprintOf(items),
  });
}

function fingerprintOf(items: readonly Item[]): string {
  return items.map(({ sk, h }) => `${sk}=${h}`).join('\n');
}
