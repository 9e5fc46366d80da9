import { EMPTY_MEMORY, type PlaceDayResult } from '#domain/assess.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import type { PlaceDayReading, StagedOutput } from '#functions/assess-place/assess-place.ts';

/** An output with the item that it becomes. */
export interface StepOutput extends StagedOutput {
  readonly value: unknown;
  readonly asOf?: BusinessDay;
}

interface StoredItem {
  readonly hash: string;
  readonly value: unknown;
  readonly asOf?: BusinessDay;
}

/** Raised where a schedule lets a process die. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * A store that takes one step at a time: before each read or write it asks the schedule, which may let others run
 * first or let the process die. A partition is read item by item, as a paged query may be.
 */
export function storeInSteps(catalogue: Catalogue, step: () => Promise<void>) {
  const items = new Map<string, StoredItem>();
  const triggers: { place: string; date: BusinessDay }[] = [];

  const wake = (name: string) => {
    const [pk = '', sk = ''] = name.split('|');
    const split = pk.lastIndexOf('#');
    const place = pk.slice(0, split);
    if (place === ROOT_PLACE || pk === 'latest') return;
    if (/^(report#|part#|carry|open)/.test(sk)) triggers.push({ place, date: pk.slice(split + 1) });
  };
  const keep = (name: string, item: StoredItem) => {
    items.set(name, item);
    wake(name);
  };
  const partition = (pk: string) => [...items].filter(([name]) => name.startsWith(`${pk}|`)).sort(byName);
  const fingerprintOf = (entries: readonly (readonly [string, StoredItem])[]) =>
    entries.map(([name, { hash }]) => `${name}=${hash}`).join('\n');

  const readPartition = async (pk: string) => {
    const seen: [string, StoredItem][] = [];
    for (const [name] of partition(pk)) {
      await step();
      const item = items.get(name);
      if (item) seen.push([name, item]);
    }
    return seen;
  };

  return {
    items,
    triggers,
    /** What a retailer or the morning writes, outside of any assessor. */
    keep: (pk: string, sk: string, value: unknown) => keep(`${pk}|${sk}`, { hash: JSON.stringify(value), value }),

    async readPlaceDay(place: string, date: BusinessDay): Promise<PlaceDayReading | undefined> {
      const entries = await readPartition(`${place}#${date}`);
      const find = (prefix: string) =>
        entries.filter(([name]) => name.split('|')[1]?.startsWith(prefix)).map(([, { value }]) => value);
      if (find('open').length === 0) return undefined;
      const carry = entries.find(([name]) => name.endsWith('|carry'))?.[1].value;
      return {
        memory: (carry ?? EMPTY_MEMORY) as PlaceDayReading['memory'],
        stores: find('carry#') as PlaceDayReading['stores'],
        reports: find('report#') as PlaceDayReading['reports'],
        parts: find('part#') as PlaceDayReading['parts'],
        fingerprint: fingerprintOf(entries),
      };
    },

    async fingerprint(place: string, date: BusinessDay): Promise<string> {
      return fingerprintOf(await readPartition(`${place}#${date}`));
    },

    stage({ assessment, memory, stores, episodes, balance }: PlaceDayResult): StepOutput[] {
      const { place, date } = assessment;
      const next = `${place}#${addDays(date, 1)}`;
      const output = (name: string, value: unknown, empty = false, asOf?: BusinessDay): StepOutput => ({
        name,
        value,
        hash: JSON.stringify(value),
        empty,
        ...(asOf === undefined ? {} : { asOf }),
      });
      return [
        output(`${parentOf(catalogue, place)}#${date}|part#${place}`, assessment, assessment.stores.length === 0),
        ...stores.map((store) => output(`${next}|carry#${store.store}`, store)),
        output(`${next}|carry`, memory, memory.episodes.length === 0 && Object.keys(memory.usual).length === 0),
        output(`latest|balance#${place}`, balance, balance.stores.length === 0, date),
        output(`latest|now#${place}`, episodes, episodes.episodes.length === 0, date),
      ];
    },

    async keptHashes(outputs: readonly StepOutput[]): Promise<Map<string, string>> {
      const hashes = new Map<string, string>();
      for (const { name, asOf } of outputs) {
        await step();
        const kept = items.get(name);
        if (kept) hashes.set(name, asOf !== undefined && (kept.asOf ?? '') > asOf ? 'newer' : kept.hash);
      }
      return hashes;
    },

    async put({ name, value, hash, asOf }: StepOutput, expected: string | undefined): Promise<boolean> {
      await step();
      if (items.get(name)?.hash !== expected) return false;
      keep(name, { hash, value, ...(asOf === undefined ? {} : { asOf }) });
      await step();
      return true;
    },
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
