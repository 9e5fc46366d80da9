import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { type Leaf, partsOf } from '#domain/assessment/leaf-facts.ts';
import type { PlaceMemory } from '#domain/assessment/place-day.ts';
import type { StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { NO_RECENT_PRICES, type RecentPrices, recentPricesOf, type StoreMemory } from '#domain/history/store-memory.ts';
import { present } from '#domain/present.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { expiryOf, isKept, partitionOf } from '../place-day-key.ts';
import { headOf, REPORT, type ReportHead, unpackStoreDay } from '../reports.ts';
import { SAYS_NOTHING, type StagedItem } from '../staged-item.ts';
import {
  type Attributes,
  type ItemKey,
  over,
  putIf,
  readItem,
  readPartition,
  readRange,
  type Table,
} from '../table-client.ts';
import { UnreadableItem } from '../unreadable-item.ts';
import { factsWithin, partKey } from './assessment-item.ts';
import { factsOf, LEAF, UP } from './hand-up.ts';
import { leavesWithoutHead } from './leaves-without-head.ts';
import { CARRY, memoriesOf, storeMemory, storeMemoryKey } from './memory-items.ts';
import { HEADS_SINCE, isOpenedBefore, OPEN } from './opened-days.ts';

/** What is kept of a place-day, read strongly consistent, and a text that changes with any of it. */
export interface KeptPlaceDay {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  readonly heads: readonly ReportHead[];
  /** What the stores of the places inside say, by the child through which they lie in this place. */
  readonly parts: readonly PlaceAssessment[];
  readonly fingerprint: string;
  /** True when the day before has handed on its memory. */
  readonly previousDayDone: boolean;
  /** Receipt of its latest report, milliseconds since the epoch. */
  readonly latestReceivedAt?: number;
}

type Item = Attributes & ItemKey & { readonly h: string };

/** The inputs of a place-day but its reports lie between these sort keys: memories, heads of leaves, `open`. */
const [FIRST_INPUT, LAST_INPUT] = [CARRY, OPEN];
const ONLY_HEADS = ['pk', 'sk', 'h', 'expiresAt'];
/** Leaves that are read at once. */
const AT_ONCE = 32;

/** The place-days as they are assessed: their inputs, and conditional writes of the outputs. */
export function placeDayStore(table: Table, clock: () => number) {
  const kept = (items: readonly Attributes[]) => (items as readonly Item[]).filter((item) => isKept(item, clock()));

  /** The inputs in the order of their sort keys: what the days before and the leaves hand over, then the reports. */
  async function readInputs(pk: string, only?: readonly string[]): Promise<Item[]> {
    const options = present({ only });
    const [handedOver, reports] = await Promise.all([
      readRange(table, pk, FIRST_INPUT, LAST_INPUT, options),
      readPartition(table, pk, REPORT, options),
    ]);
    return kept([...handedOver, ...reports]);
  }

  async function factsOfLeaf(place: string, date: BusinessDay): Promise<StoreFacts> {
    return factsOf(place, await readPartition(table, partitionOf(place, date), UP));
  }

  async function readParts(place: string, date: BusinessDay, items: readonly Item[]): Promise<PlaceAssessment[]> {
    const heads = items.filter(({ sk, h }) => sk.startsWith(LEAF) && h !== SAYS_NOTHING);
    const leaves: Leaf[] = [];
    for (let start = 0; start < heads.length; start += AT_ONCE) {
      const read = heads.slice(start, start + AT_ONCE).map(async (head) => {
        const leaf = head.sk.slice(LEAF.length);
        return { leaf, child: head['child'] as string, facts: await factsOfLeaf(leaf, date) };
      });
      leaves.push(...(await Promise.all(read)));
    }
    const open = items.find(({ sk }) => sk === OPEN);
    // Days that are shown and were never open have heads, or were put back from a backup of an older form.
    const isOlder = !open || isOpenedBefore(open, HEADS_SINCE);
    const others = isOlder ? await leavesWithoutHead(table, place, date) : [];
    const headed = new Set(leaves.map(({ leaf }) => leaf));
    leaves.push(...others.filter(({ leaf }) => !headed.has(leaf)));
    return partsOf(date, leaves);
  }

  /** What is kept of a place-day, open or not. */
  async function readKeptDay(place: string, date: BusinessDay): Promise<KeptPlaceDay> {
    const items = await readInputs(partitionOf(place, date));
    const reports = items.filter(({ sk }) => sk.startsWith(REPORT));
    const { memory, stores, isDone } = memoriesOf(items.filter(({ sk }) => sk.startsWith(CARRY)));
    return present({
      latestReceivedAt:
        reports.length > 0 ? Math.max(...reports.map((item) => item['receivedAt'] as number)) : undefined,
      previousDayDone: isDone,
      memory,
      stores,
      reports: reports.map(unpackStoreDay),
      heads: reports.map(headOf),
      parts: await readParts(place, date, items),
      fingerprint: fingerprintOf(items),
    });
  }

  return {
    /** All inputs of a place-day, or none while the day is not open, which costs one small read to see. */
    async readPlaceDay(place: string, date: BusinessDay): Promise<KeptPlaceDay | undefined> {
      const isOpen = (await readItem(table, { pk: partitionOf(place, date), sk: OPEN })) !== undefined;
      return isOpen ? readKeptDay(place, date) : undefined;
    },

    readKeptDay,

    /** The fingerprint alone, to see whether the inputs are still those that were used. */
    async fingerprint(place: string, date: BusinessDay): Promise<string> {
      return fingerprintOf(await readInputs(partitionOf(place, date), ONLY_HEADS));
    },

    /** What the stores of a place without places inside said, as it was handed up on a day. */
    async readFacts(parent: string, place: string, date: BusinessDay): Promise<StoreFacts> {
      const facts = await factsOfLeaf(place, date);
      if (facts.stores.length > 0) return facts;
      const part = await readItem(table, { pk: partitionOf(parent, date), sk: partKey(place) }, { consistent: false });
      return part ? factsWithin(part) : facts;
    },

    /**
     * Hashes of what is kept where the staged items would go, and of all that is kept beside those of which nobody else
     * is the author: memories of the next day, facts of the stores. By `<pk>|<sk>`.
     */
    async keptHashes(staged: readonly StagedItem[]): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      const note = ({ pk, sk, h }: Item) => found.set(`${pk}|${sk}`, h);
      const whole = new Map<string, { readonly pk: string; readonly prefix: string }>();
      const single: StagedItem[] = [];
      for (const item of staged) {
        const prefix = [CARRY, UP].find((own) => item.sk.startsWith(own));
        if (prefix === undefined) single.push(item);
        else whole.set(`${item.pk}|${prefix}`, { pk: item.pk, prefix });
      }
      for (const { pk, prefix } of whole.values()) {
        for (const item of kept(await readPartition(table, pk, prefix, { only: ONLY_HEADS }))) note(item);
      }
      for (const key of single) {
        const item = await readItem(table, key, { only: ONLY_HEADS });
        if (item) note(item as Item);
      }
      return found;
    },

    /** Keeps an output if what is kept is still what was read. */
    put({ pk, sk, hash, attributes }: StagedItem, expected: string | undefined): Promise<boolean> {
      const expiresAt = sk.startsWith(CARRY) ? expiryOf(clock()) : undefined;
      return putIf(table, over(expected), present<Attributes & ItemKey>({ pk, sk, h: hash, ...attributes, expiresAt }));
    },

    /** What a store's prices of the day are compared with; nothing where that cannot be read, until it is made anew. */
    async recentPrices(store: StoreKey, place: string, date: BusinessDay): Promise<RecentPrices> {
      const key = { pk: partitionOf(place, date), sk: storeMemoryKey(store) };
      const [head, goods] = await Promise.all([
        readItem(table, key, { consistent: false }),
        readPartition(table, key.pk, `${key.sk}#`, { consistent: false }),
      ]);
      if (!head?.['data']) return NO_RECENT_PRICES;
      const carried = goods.filter(({ data }) => data !== undefined);
      try {
        return recentPricesOf(storeMemory(head, carried), date);
      } catch (error) {
        if (!(error instanceof UnreadableItem)) throw error;
        return NO_RECENT_PRICES;
      }
    },
  };
}

function fingerprintOf(items: readonly Item[]): string {
  return items.map(({ sk, h }) => `${sk}=${h}`).join('\n');
}
