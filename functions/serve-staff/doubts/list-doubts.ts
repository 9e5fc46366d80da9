import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment, StoreCheck } from '#domain/assessment/assessment.ts';
import type { DayInBrief } from '#domain/assessment/market-state.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { placeOf, type Retailer, retailerOf, type Store, storeIdOf, storeKey } from '#domain/store.ts';
import { explainDoubt } from '#domain/wording/warnings.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { placesAsked, type StaffMember } from '../http/own-places.ts';
import { contactFor } from '../market/silence-of-stores.ts';
import { doubtId } from './doubt-id.ts';

export interface ListDoubtsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  readonly daysInBrief: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<ReadonlyMap<string, DayInBrief>>;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
}

interface DoubtsQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly date?: BusinessDay; readonly place?: string };
}

type Doubtful = AnswerOf<'GET /v1/doubts'>['items'][number];

/** Items that are shown at once. */
const MOST_SHOWN = 200;
const AT_ONCE = 16;

/**
 * `GET /v1/doubts`: what a day holds back. The days in brief say which places have any, so that no other assessment is
 * read.
 */
export function listDoubts(ports: ListDoubtsPorts) {
  return async ({ staff, query }: DoubtsQuestion) => {
    const { catalogue } = ports;
    const date = query.date ?? ports.today();
    const isAsked = placesAsked(staff, catalogue, query.place);
    const stores = (await ports.listStores()).filter((store) => isAsked(placeOf(store, date)));
    const byKey = new Map(stores.map((store) => [storeKey(store.retailer, store.id), store]));
    const places = await placesInDoubt(ports, [...new Set(stores.map((store) => placeOf(store, date)))], date);
    const [assessments, retailers] = await Promise.all([
      aFewAtOnce(places, AT_ONCE, (place) => ports.readAssessment(parentOf(catalogue, place), place, date)),
      places.length > 0 ? ports.listRetailers() : [],
    ]);
    const retailerById = new Map(retailers.map((retailer) => [retailer.id, retailer]));
    const mayBeDecided = date >= addDays(ports.today(), -catalogue.detection.correctionDays);
    const items = assessments.flatMap((assessment) =>
      (assessment?.products ?? []).flatMap(({ product, checks }) =>
        checks
          .filter(({ kind, store }) => kind === 'doubtful' && byKey.has(store))
          .map((check): Doubtful => {
            const store = byKey.get(check.store);
            const place = assessment?.place ?? '';
            const contact = contactFor(store, retailerById.get(retailerOf(check.store)));
            const names = { storeName: store?.name ?? check.store, placeName: nameOfPlace(catalogue, place) };
            const about = { date, place, product, ...names, ...namesOfProduct(catalogue, product) };
            return present<Doubtful>({ ...about, ...describe(check, { product, date }), ...contact, mayBeDecided });
          }),
      ),
    );
    const shown = items.toSorted(farthestFirst).slice(0, MOST_SHOWN);
    return { status: 200 as const, body: { date, total: items.length, items: shown } };
  };
}

/** The places of which the day in brief says that something is held back. */
export async function placesInDoubt(
  { catalogue, daysInBrief }: Pick<ListDoubtsPorts, 'catalogue' | 'daysInBrief'>,
  places: readonly string[],
  date: BusinessDay,
): Promise<string[]> {
  const byParent = [...Map.groupBy(places, (place) => parentOf(catalogue, place))];
  const days = await Promise.all(byParent.map(([parent, own]) => daysInBrief(parent, own, date)));
  const asked = new Set(places);
  return days.flatMap((day) =>
    [...day].flatMap(([place, brief]) => (asked.has(place) && heldBackIn(brief) > 0 ? [place] : [])),
  );
}

export function heldBackIn({ odd = {} }: DayInBrief): number {
  return Object.values(odd).reduce((sum, { heldBack }) => sum + heldBack, 0);
}

function describe(
  { store, price, expected, doubt }: StoreCheck,
  { product, date }: { readonly product: string; readonly date: BusinessDay },
) {
  const [retailer, id] = [retailerOf(store), storeIdOf(store)];
  return {
    id: doubtId({ date, retailer, store: id, product, price }),
    retailer,
    store: id,
    price,
    expected,
    doubt,
    inWords: explainDoubt(doubt ?? 'far-from-usual'),
  };
}

function farthestFirst(a: Doubtful, b: Doubtful): number {
  const distance = ({ price, expected }: Doubtful) => (expected > 0 ? Math.abs(Math.log(price / expected)) : 0);
  return distance(b) - distance(a) || (a.id < b.id ? -1 : 1);
}
