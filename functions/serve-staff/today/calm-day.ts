import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment, ProductAssessment } from '#domain/assessment/assessment.ts';
import { isReported } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { type ReportedStoresPorts, reportedStores } from '../market/reported-stores.ts';
import { takingPart } from '../market/taking-part.ts';

export interface CalmDayPorts extends ReportedStoresPorts {
  readonly catalogue: Catalogue;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
}

type CalmDay = NonNullable<AnswerOf<'GET /v1/today'>['calm']>;

/** One good at one place, as it was found on a day. */
interface Found {
  readonly place: string;
  readonly found: ProductAssessment;
}

/** A zone whose wards would have to be read one by one is told by its own figures. */
const MOST_INSIDE = 20;
const MOST_MOVES = 5;

/** What was looked at on a day on which nothing is on: who reported, what moved most, how long stocks last, ceilings. */
export async function calmDay(
  ports: CalmDayPorts,
  { stores, places, date }: { stores: readonly Store[]; places: readonly string[]; date: BusinessDay },
): Promise<CalmDay> {
  const { catalogue } = ports;
  const [heads, goods] = await Promise.all([reportedStores(ports, stores, date), goodsAt(ports, places, date)]);
  return present<CalmDay>({
    date,
    expected: takingPart(stores, heads, date).length,
    reported: heads.size,
    goods: productsOf(goods, isReported),
    moves: largestMoves(catalogue, goods),
    leastCover: leastCover(catalogue, goods),
    aboveCeiling: productsOf(goods, ({ evidence }) => evidence?.rung === 'ceiling'),
  });
}

/** How many goods something is true of, at whichever places. */
function productsOf(goods: readonly Found[], isSo: (found: ProductAssessment) => boolean): number {
  return new Set(goods.filter(({ found }) => isSo(found)).map(({ found }) => found.product)).size;
}

/** All that was found at some places and those directly in them. */
async function goodsAt(ports: CalmDayPorts, places: readonly string[], date: BusinessDay): Promise<Found[]> {
  const { catalogue } = ports;
  const assessments = await Promise.all(
    places.map(async (place) => {
      const inside = [...catalogue.places.values()].filter(({ parent }) => parent === place).length;
      const own = await ports.readAssessment(parentOf(catalogue, place), place, date);
      const within = inside > 0 && inside <= MOST_INSIDE ? await ports.childAssessments(place, date) : [];
      return own ? [own, ...within] : within;
    }),
  );
  return assessments.flat().flatMap(({ place, products }) => products.map((found) => ({ place, found })));
}

/** Of each good the move that is nearest to its threshold of watch, the nearest of all first. */
function largestMoves(catalogue: Catalogue, goods: readonly Found[]): CalmDay['moves'] {
  const moves = goods.flatMap(({ place, found: { product, changePct, watchPct, habit } }) => {
    const judged = habit?.beyondPct ?? changePct;
    if (judged === undefined || judged === 0 || watchPct <= 0) return [];
    return [{ place, product, changePct: judged, watchPct }];
  });
  const share = (move: (typeof moves)[number]) => Math.abs(move.changePct) / move.watchPct;
  const nearest = moves.toSorted((a, b) => share(b) - share(a));
  return [...Map.groupBy(nearest, ({ product }) => product).values()].slice(0, MOST_MOVES).flatMap(([move]) => {
    if (!move) return [];
    const { productName } = namesOfProduct(catalogue, move.product);
    const direction = move.changePct > 0 ? ('up' as const) : ('down' as const);
    return [{ ...move, placeName: nameOfPlace(catalogue, move.place), productName, direction }];
  });
}

/** Which stock would be sold out first, of all whose demand is known. */
function leastCover(catalogue: Catalogue, goods: readonly Found[]): CalmDay['leastCover'] {
  const known = goods.flatMap(({ place, found: { product, coverDays } }) =>
    coverDays === undefined ? [] : [{ place, product, coverDays }],
  );
  const [least] = known.toSorted((a, b) => a.coverDays - b.coverDays);
  if (!least) return undefined;
  const { productName } = namesOfProduct(catalogue, least.product);
  return { ...least, placeName: nameOfPlace(catalogue, least.place), productName };
}
