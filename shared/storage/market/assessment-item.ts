import type { PlaceAssessment, ProductAssessment } from '#domain/assessment/assessment.ts';
import type { StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import { pack, unpack } from '../packed.ts';
import { partitionOf, placeDayOf } from '../place-day-key.ts';
import type { StagedItem } from '../staged-item.ts';
import type { Attributes } from '../table-client.ts';
import { factsOfPlace, type QuoteColumnsOfPlace } from './quote-columns.ts';

/** What sort keys of assessments begin with. */
export const PART = 'part#';

const NO_FACTS: StoreFacts = { stores: [], quotes: [], absent: [], supplies: [] };

/** The assessment as it is shown, as an item of its parent's partition. */
export function stageAssessment(assessment: PlaceAssessment, parent: string): StagedItem {
  const face = pack(assessment.products);
  return {
    pk: partitionOf(parent, assessment.date),
    sk: partKey(assessment.place),
    hash: face.hash,
    empty: assessment.stores.length === 0,
    attributes: { face: face.bytes },
  };
}

/** The sort key under which a place's assessment lies. */
export function partKey(place: string): string {
  return `${PART}${place}`;
}

/** An assessment without what its stores say. */
export function summaryOf(item: Attributes): PlaceAssessment {
  const [pk, sk] = [item['pk'] as string, item['sk'] as string];
  return {
    place: sk.slice(PART.length),
    date: placeDayOf(pk).date,
    products: unpack(item['face'] as Uint8Array) as ProductAssessment[],
    ...NO_FACTS,
  };
}

/** What a place handed up within its assessment, before version 0.2; nothing in one that is written since. */
export function factsWithin(item: Attributes): StoreFacts {
  const quotes = item['quotes'];
  const columns = quotes ? (unpack(quotes as Uint8Array) as QuoteColumnsOfPlace | null) : null;
  return columns ? factsOfPlace(columns) : NO_FACTS;
}
