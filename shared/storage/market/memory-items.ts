import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import type { PricePast } from '#domain/indicators/screening.ts';
import { pack, unpack } from '../packed.ts';
import { partitionOf } from '../place-day-key.ts';
import type { Attributes } from '../table-client.ts';
import type { StagedItem } from './staged-item.ts';

/** What sort keys of memories begin with: the place's own, that of its past months, and those of its stores. */
export const CARRY = 'carry';
export const CARRY_PAST = 'carry-past';
export const CARRY_STORE = 'carry#';

/** What the next day inherits, as items of its partition. */
export function stageMemories(
  place: string,
  date: BusinessDay,
  memory: PlaceMemory,
  stores: readonly StoreMemory[],
): StagedItem[] {
  const pk = partitionOf(place, addDays(date, 1));
  const {
    months: { past, ...months },
    ...others
  } = memory;
  const item = (sk: string, value: unknown, empty: boolean): StagedItem => {
    const { bytes, hash } = pack(value);
    return { pk, sk, hash, empty, attributes: { data: bytes } };
  };
  return [
    ...stores.map((store) => item(`${CARRY_STORE}${store.store}`, store, false)),
    // Apart from the rest: it changes once a month, what is equal is not written again.
    item(CARRY_PAST, past, Object.keys(past).length === 0),
    // Also when there is nothing to remember: the next day waits for it.
    item(CARRY, { ...others, months }, false),
  ];
}

/** The memory of a place, put together from its two items. */
export function memoryOf(carry: Attributes | undefined, past: Attributes | undefined): PlaceMemory {
  if (!carry) return EMPTY_MEMORY;
  const memory = unpack(carry['data'] as Uint8Array) as PlaceMemory;
  const months = { ...memory.months, past: past ? (unpack(past['data'] as Uint8Array) as PricePast) : {} };
  return { ...memory, months };
}
