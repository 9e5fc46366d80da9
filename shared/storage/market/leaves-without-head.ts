import type { Leaf } from '#domain/assessment/leaf-facts.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { partitionOf } from '../place-day-key.ts';
import { readPartition, type Table } from '../table-client.ts';
import { factsWithin, PART } from './assessment-item.ts';

/**
 * The leaves of a place on a day that was opened before version 0.2, when what they say lay within their assessments.
 * Such a day is read so until each of its leaves has been assessed anew, and has a head.
 */
export async function leavesWithoutHead(table: Table, place: string, date: BusinessDay): Promise<Leaf[]> {
  const found: Leaf[] = [];
  for (const item of await readPartition(table, partitionOf(place, date), PART)) {
    const child = (item['sk'] as string).slice(PART.length);
    const inside = await leavesWithoutHead(table, child, date);
    if (inside.length > 0) found.push(...inside.map((leaf) => ({ ...leaf, child })));
    else found.push({ leaf: child, child, facts: factsWithin(item) });
  }
  return found;
}
