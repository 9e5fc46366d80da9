import type { PlaceAssessment, ProductAssessment } from '#domain/assessment/assessment.ts';
import { pack, unpack } from '../packed.ts';
import { partitionOf, placeDayOf } from '../place-day-key.ts';
import type { Attributes } from '../table-client.ts';
import { fromColumns, type QuoteColumns, toColumns } from './quote-columns.ts';
import type { StagedItem } from './staged-item.ts';

/** What sort keys of assessments begin with. */
export const PART = 'part#';

/** The assessment as an item of its parent's partition; a root parent needs no quotes. */
export function stageAssessment(assessment: PlaceAssessment, parent: string, handUp: boolean): StagedItem {
  const face = pack(assessment.products);
  const quotes = pack(handUp ? toColumns(assessment) : null);
  return {
    pk: partitionOf(parent, assessment.date),
    sk: partKey(assessment.place),
    hash: `${face.hash}.${quotes.hash}`,
    empty: assessment.stores.length === 0,
    attributes: { face: face.bytes, quotes: quotes.bytes },
  };
}

/** The sort key under which a place's assessment lies. */
export function partKey(place: string): string {
  return `${PART}${place}`;
}

/** An assessment without what it hands up. */
export function summaryOf(item: Attributes): PlaceAssessment {
  const [pk, sk] = [item['pk'] as string, item['sk'] as string];
  return {
    place: sk.slice(PART.length),
    date: placeDayOf(pk).date,
    products: unpack(item['face'] as Uint8Array) as ProductAssessment[],
    stores: [],
    quotes: [],
    absent: [],
    supplies: [],
  };
}

/** An assessment with all that it hands up. */
export function assessmentOf(item: Attributes): PlaceAssessment {
  const columns = unpack(item['quotes'] as Uint8Array) as QuoteColumns | null;
  return columns ? { ...summaryOf(item), ...fromColumns(columns) } : summaryOf(item);
}
