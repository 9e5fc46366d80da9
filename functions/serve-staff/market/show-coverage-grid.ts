import type { AnswerOf } from '#contract/operations.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { isTetClosing, parentOf } from '#domain/catalogue.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { nameOfPlace } from '../http/names.ts';
import { placesAsked, type StaffMember } from '../http/own-places.ts';
import { requireSpan } from '../http/span.ts';
import { type ReportedStoresPorts, reportedStores } from './reported-stores.ts';
import { takingPart } from './taking-part.ts';

export interface CoverageGridPorts extends ReportedStoresPorts {
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
}

interface GridQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly from?: BusinessDay; readonly to?: BusinessDay; readonly place?: string };
}

type Grid = AnswerOf<'GET /v1/coverage/grid'>;

const USUAL_DAYS = 14;
const LONGEST_DAYS = 31;
const DAYS_AT_ONCE = 4;

/** `GET /v1/coverage/grid`: who has reported, in numbers, ward by ward and day by day; reads the lists of each day alone. */
export function showCoverageGrid(ports: CoverageGridPorts) {
  return async ({ staff, query }: GridQuestion) => {
    const { catalogue } = ports;
    const to = query.to ?? ports.today();
    const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
    requireSpan(from, to, LONGEST_DAYS);
    const isAsked = placesAsked(staff, catalogue, query.place);
    const stores = await ports.listStores();
    const days = await aFewAtOnce(eachDay(from, to), DAYS_AT_ONCE, async (date) => {
      const there = stores.filter((store) => isAsked(placeOf(store, date)));
      const heads = await reportedStores(ports, there, date);
      const hasReported = ({ retailer, id }: Store) => heads.has(storeKey(retailer, id));
      return {
        date,
        expected: countByPlace(takingPart(there, heads, date), date),
        reported: countByPlace(there.filter(hasReported), date),
      };
    });
    const places = [...new Set(days.flatMap(({ expected }) => [...expected.keys()]))].sort();
    const body: Grid = {
      from,
      to,
      days: days.map(({ date, expected, reported }) => ({
        date,
        closedDay: isTetClosing(catalogue, date),
        expected: sumOf(expected),
        reported: sumOf(reported),
      })),
      places: places.map((place) => ({
        place,
        placeName: nameOfPlace(catalogue, place),
        parent: parentOf(catalogue, place),
        expected: days.map(({ expected }) => expected.get(place) ?? 0),
        reported: days.map(({ reported }) => reported.get(place) ?? 0),
      })),
    };
    return { status: 200 as const, body };
  };
}

function countByPlace(stores: readonly Store[], date: BusinessDay): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const store of stores) {
    const place = placeOf(store, date);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
