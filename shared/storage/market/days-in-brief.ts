import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { type DayInBrief, inBrief } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { pack } from '../packed.ts';
import { partitionOf } from '../place-day-key.ts';
import type { StagedItem } from '../staged-item.ts';
import { readPartition, type Table } from '../table-client.ts';
import { unpackedIn } from '../unreadable-item.ts';
import type { assessmentStore } from './assessments.ts';

/** What sort keys of days in brief begin with. They lie beside the assessments: a map reads these, and not those. */
const BRIEF = 'brief#';

/** An assessment in brief, as an item of its parent's partition. */
export function stageDayInBrief({ place, date, products, stores }: PlaceAssessment, parent: string): StagedItem {
  const { bytes, hash } = pack(inBrief(products));
  return {
    pk: partitionOf(parent, date),
    sk: `${BRIEF}${place}`,
    hash,
    empty: stores.length === 0,
    attributes: { data: bytes },
  };
}

/** Place-days in brief, as of the latest assessment of each. */
export function daysInBriefStore(
  table: Table,
  { readAssessment }: Pick<ReturnType<typeof assessmentStore>, 'readAssessment'>,
) {
  return {
    /**
     * Those of places that lie directly inside another. Where none of them has one, as before version 0.2, the
     * assessments tell. Else a place without one was not assessed.
     */
    async daysInBrief(
      parent: string,
      places: readonly string[],
      date: BusinessDay,
    ): Promise<ReadonlyMap<string, DayInBrief>> {
      const items = await readPartition(table, partitionOf(parent, date), BRIEF, { consistent: false });
      const days = new Map(
        items.map((item) => [(item['sk'] as string).slice(BRIEF.length), unpackedIn<DayInBrief>(item)]),
      );
      if (days.size > 0) return days;
      for (const assessment of await Promise.all(places.map((place) => readAssessment(parent, place, date)))) {
        if (assessment) days.set(assessment.place, inBrief(assessment.products));
      }
      return days;
    },
  };
}
