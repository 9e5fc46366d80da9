import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { partitionOf } from '../place-day-key.ts';
import { type Attributes, readItem, readItems, readPartition, type Table } from '../table-client.ts';
import { assessmentOf, PART, partKey, summaryOf } from './assessment-item.ts';

/** The assessments of places as they are shown. They are kept for good. */
export function assessmentStore(table: Table) {
  const readPart = (parent: string, place: string, date: BusinessDay): Promise<Attributes | undefined> =>
    readItem(table, { pk: partitionOf(parent, date), sk: partKey(place) }, { consistent: false });

  return {
    /** The assessment of a place on a day, without what it hands up; undefined if nothing was assessed. */
    async readAssessment(parent: string, place: string, date: BusinessDay): Promise<PlaceAssessment | undefined> {
      const item = await readPart(parent, place, date);
      return item && summaryOf(item);
    },

    /** The assessment of a place on a day with all that it hands up; undefined if nothing was assessed. */
    async readHandedUp(parent: string, place: string, date: BusinessDay): Promise<PlaceAssessment | undefined> {
      const item = await readPart(parent, place, date);
      return item && assessmentOf(item);
    },

    /** Assessments of a place on several days, in their order; days without one are left out. */
    async readSeries(parent: string, place: string, dates: readonly BusinessDay[]): Promise<PlaceAssessment[]> {
      const keys = dates.map((date) => ({ pk: partitionOf(parent, date), sk: partKey(place) }));
      const found = (await readItems(table, keys, ['pk', 'sk', 'face'])).map(summaryOf);
      return found.sort((a, b) => (a.date < b.date ? -1 : 1));
    },

    /** The assessments of all places that lie directly inside a place. */
    async childAssessments(place: string, date: BusinessDay): Promise<PlaceAssessment[]> {
      return (await readPartition(table, partitionOf(place, date), PART)).map(summaryOf);
    },
  };
}
