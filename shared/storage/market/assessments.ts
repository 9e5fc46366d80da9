import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { partitionOf } from '../place-day-key.ts';
import { readItem, readItems, readPartition, type Table } from '../table-client.ts';
import { PART, partKey, summaryOf } from './assessment-item.ts';

const SHOWN = ['pk', 'sk', 'face'];

/** The assessments of places as they are shown. They are kept for good. */
export function assessmentStore(table: Table) {
  return {
    /** The assessment of a place on a day, without what its stores say; undefined if nothing was assessed. */
    async readAssessment(parent: string, place: string, date: BusinessDay): Promise<PlaceAssessment | undefined> {
      const key = { pk: partitionOf(parent, date), sk: partKey(place) };
      const item = await readItem(table, key, { consistent: false, only: SHOWN });
      return item && summaryOf(item);
    },

    /** Assessments of a place on several days, in their order; days without one are left out. */
    async readSeries(parent: string, place: string, dates: readonly BusinessDay[]): Promise<PlaceAssessment[]> {
      const keys = dates.map((date) => ({ pk: partitionOf(parent, date), sk: partKey(place) }));
      const found = (await readItems(table, keys, SHOWN)).map(summaryOf);
      return found.sort((a, b) => (a.date < b.date ? -1 : 1));
    },

    /** The assessments of all places that lie directly inside a place. */
    async childAssessments(place: string, date: BusinessDay): Promise<PlaceAssessment[]> {
      const options = { consistent: false, only: SHOWN };
      return (await readPartition(table, partitionOf(place, date), PART, options)).map(summaryOf);
    },
  };
}
