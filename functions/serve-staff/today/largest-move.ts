import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';

export interface LargestMovePorts {
  readonly catalogue: Catalogue;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
}

type LargestMove = NonNullable<AnswerOf<'GET /v1/today'>['largestMove']>;

/** A zone whose wards would have to be read one by one is told by its own figures. */
const MOST_INSIDE = 20;

/** Of all goods at some places and those directly in them: the move that is nearest to its threshold of watch. */
export async function largestMove(
  ports: LargestMovePorts,
  places: readonly string[],
  date: BusinessDay,
): Promise<LargestMove | undefined> {
  const { catalogue } = ports;
  const assessments = await Promise.all(
    places.map(async (place) => {
      const inside = [...catalogue.places.values()].filter(({ parent }) => parent === place).length;
      const own = await ports.readAssessment(parentOf(catalogue, place), place, date);
      const within = inside > 0 && inside <= MOST_INSIDE ? await ports.childAssessments(place, date) : [];
      return own ? [own, ...within] : within;
    }),
  );
  const moves = assessments.flat().flatMap(({ place, products }) =>
    products.flatMap(({ product, changePct, watchPct, habit }) => {
      const judged = habit?.beyondPct ?? changePct;
      return judged === undefined || watchPct <= 0 ? [] : [{ place, product, changePct: judged, watchPct }];
    }),
  );
  const share = (move: (typeof moves)[number]) => Math.abs(move.changePct) / move.watchPct;
  const [largest] = moves.toSorted((a, b) => share(b) - share(a));
  if (!largest || largest.changePct === 0) return undefined;
  return {
    ...largest,
    placeName: nameOfPlace(catalogue, largest.place),
    productName: namesOfProduct(catalogue, largest.product).productName,
    direction: largest.changePct > 0 ? 'up' : 'down',
  };
}
