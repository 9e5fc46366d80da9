import type { PlaceMemory } from '#domain/assessment/place-day.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import { present } from '#domain/present.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { isKept, partitionOf } from '../place-day-key.ts';
import { headOf, REPORT, type ReportHead, unpackStoreDay } from '../reports.ts';
import { type Attributes, type ItemKey, readPartition, type Table } from '../table-client.ts';
import { markedIfUnreadable, markUnreadable } from '../unreadable-item.ts';
import { CARRY, memoriesOf } from './memory-items.ts';
import { OPEN } from './opened-days.ts';

/** All that is kept of a place-day, for who folds many days one after the other. */
export interface WholeDay {
  readonly isOpen: boolean;
  readonly reports: readonly StoreDay[];
  readonly heads: readonly ReportHead[];
  /** What the day has inherited, if all of it is there. Raises `UnreadableItem` where it cannot be read. */
  readonly inherited: () => { readonly memory: PlaceMemory; readonly stores: readonly StoreMemory[] } | undefined;
  /** Hashes of all items, by `<pk>|<sk>`; none is equal to that of an item which follows from reports and cannot be read. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Changes with the reports and the rules of the day, which no folding writes; and with what it has inherited, if asked. */
  readonly fingerprint: string;
}

type Item = Attributes & ItemKey & { readonly h: string };

/** Place-days as they are folded one after the other. */
export function wholeDayStore(table: Table, clock: () => number) {
  const itemsOf = async (place: string, date: BusinessDay, only?: readonly string[]) =>
    ((await readPartition(table, partitionOf(place, date), '', present({ only }))) as Item[]).filter((item) =>
      isKept(item, clock()),
    );
  return {
    async readWholeDay(place: string, date: BusinessDay, withMemory: boolean): Promise<WholeDay> {
      const kept = await itemsOf(place, date);
      const reports = kept.filter(({ sk }) => sk.startsWith(REPORT));
      const derived = await markedIfUnreadable(
        table,
        kept.filter(({ sk }) => !sk.startsWith(REPORT)),
      );
      const items = [...derived, ...reports];
      return {
        isOpen: items.some(({ sk }) => sk === OPEN),
        reports: reports.map(unpackStoreDay),
        heads: reports.map(headOf),
        inherited: () => {
          const { memory, stores, isDone } = memoriesOf(items.filter(({ sk }) => sk.startsWith(CARRY)));
          return isDone ? { memory, stores } : undefined;
        },
        hashes: hashesOf(items),
        fingerprint: fingerprintOf(items, withMemory),
      };
    },

    /** The fingerprint alone, to see whether the reports are still those that were folded. */
    async fingerprintOfWholeDay(place: string, date: BusinessDay, withMemory: boolean): Promise<string> {
      return fingerprintOf(await itemsOf(place, date, ['pk', 'sk', 'h', 'expiresAt']), withMemory);
    },

    /** Hashes of what follows from the reports in a partition, by `<pk>|<sk>`. */
    async hashesOfDay(place: string, date: BusinessDay): Promise<ReadonlyMap<string, string>> {
      const derived = (await itemsOf(place, date)).filter(({ sk }) => !sk.startsWith(REPORT));
      return hashesOf(await markedIfUnreadable(table, derived));
    },

    /** Notes of what a day has inherited which of it cannot be read, so that it is kept anew. */
    async markUnreadableMemory(place: string, date: BusinessDay): Promise<void> {
      const items = (await itemsOf(place, date)).filter(({ sk }) => sk.startsWith(CARRY));
      await markedIfUnreadable(table, items);
    },

    markUnreadable: (key: ItemKey) => markUnreadable(table, key),
  };
}

function hashesOf(items: readonly Item[]): ReadonlyMap<string, string> {
  return new Map(items.map(({ pk, sk, h }) => [`${pk}|${sk}`, h]));
}

function fingerprintOf(items: readonly Item[], withMemory: boolean): string {
  const inputs = items.filter(({ sk }) => sk === OPEN || sk.startsWith(REPORT) || (withMemory && sk.startsWith(CARRY)));
  const inOrder = inputs.toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  return inOrder.map(({ sk, h }) => `${sk}=${h}`).join('\n');
}
