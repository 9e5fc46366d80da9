import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment, StoreCheck } from '#domain/assessment/assessment.ts';
import { addDays, type BusinessDay, daysBetween, eachDay, startOfBusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import type { RuleBook } from '#domain/detection/rules.ts';
import { widenThresholds } from '#domain/detection/usual-movement.ts';
import { present } from '#domain/present.ts';
import { retailerOf, type Store, storeIdOf } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import { namesOfProduct, requireProduct } from '../http/names.ts';
import { requirePlace, type StaffMember } from '../http/own-places.ts';
import { thresholdsInForce } from '../rules/thresholds-in-force.ts';
import { describeChecks, describeProduct } from './describe-product.ts';

export interface SeriesPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly readSeries: (
    parent: string,
    place: string,
    dates: readonly BusinessDay[],
  ) => Promise<readonly PlaceAssessment[]>;
  readonly ruleBook: () => Promise<RuleBook>;
  readonly readStore: (retailer: string, store: string) => Promise<{ readonly value: Store } | undefined>;
}

interface SeriesQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly place: string; readonly product: string };
  readonly query: { readonly from?: BusinessDay; readonly to?: BusinessDay };
}

type SeriesDay = AnswerOf<'GET /v1/market/{place}/{product}'>['items'][number];

const LONGEST_DAYS = 400;
const USUAL_DAYS = 30;

/** `GET /v1/market/{place}/{product}`: a product day by day, with the rules that held and the last day's store checks. */
export function showSeries(ports: SeriesPorts) {
  return async ({ staff, params, query }: SeriesQuestion) => {
    const { catalogue } = ports;
    const place = requirePlace(staff, catalogue, params.place);
    const product = requireProduct(catalogue, params.product);
    const { from, to } = rangeOf(query, ports.today());
    const days = eachDay(from, to);
    const [series, book] = await Promise.all([
      ports.readSeries(parentOf(catalogue, place.id), place.id, days),
      ports.ruleBook(),
    ]);
    const assessed = new Map(
      series.map(({ date, products }) => [date, products.find((entry) => entry.product === product.id)]),
    );
    const thresholds = thresholdChanges(book, catalogue, product.id, from, to);
    return {
      status: 200 as const,
      body: {
        place: place.id,
        placeName: place.name,
        product: product.id,
        ...namesOfProduct(catalogue, product.id),
        from,
        to,
        items: days.map((date) => {
          const found = assessed.get(date);
          const own = found && thresholds.findLast(({ validFrom }) => validFrom <= date);
          return present<SeriesDay>({
            date,
            ...describeProduct(found),
            effectiveThresholds: own && widenThresholds(own, found.usualPct),
          });
        }),
        thresholds,
        ceilings: ceilingChanges(book, product.id, from, to),
        checks: await namedChecks(ports, assessed.get(to)?.checks ?? []),
      },
    };
  };
}

function rangeOf(query: SeriesQuestion['query'], today: BusinessDay): { from: BusinessDay; to: BusinessDay } {
  const to = query.to ?? today;
  const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
  if (from <= to && daysBetween(from, to) < LONGEST_DAYS) return { from, to };
  throw new Problem(422, 'invalid-range', {
    vi: `"from" phải không sau "to" và khoảng thời gian không quá ${LONGEST_DAYS} ngày.`,
    en: `"from" must not come after "to", and the range holds ${LONGEST_DAYS} days at most.`,
  });
}

function thresholdChanges(book: RuleBook, catalogue: Catalogue, product: string, from: BusinessDay, to: BusinessDay) {
  const changes = book.thresholds
    .filter((rule) => rule.product === product && rule.validFrom > from && rule.validFrom <= to)
    .map(({ validFrom }) => validFrom);
  return [from, ...changes.sort()].map((day) => {
    const { thresholds, source } = thresholdsInForce(book, catalogue, product, day);
    return { validFrom: day, ...thresholds, source };
  });
}

function ceilingChanges(book: RuleBook, product: string, from: BusinessDay, to: BusinessDay) {
  const rules = book.ceilings
    .filter((rule) => rule.product === product && rule.effectiveFrom < startOfBusinessDay(addDays(to, 1)))
    .toSorted((a, b) => a.effectiveFrom - b.effectiveFrom);
  const before = rules.filter(({ effectiveFrom }) => effectiveFrom <= startOfBusinessDay(from));
  return rules.slice(Math.max(0, before.length - 1)).map(({ effectiveFrom, price }) => ({
    effectiveFrom: new Date(effectiveFrom).toISOString(),
    price,
  }));
}

async function namedChecks(ports: SeriesPorts, checks: readonly StoreCheck[]) {
  const stores = new Map<string, Store>();
  for (const key of new Set(checks.map(({ store }) => store))) {
    const retailer = retailerOf(key);
    const kept = await ports.readStore(retailer, storeIdOf(key));
    if (kept) stores.set(key, kept.value);
  }
  return describeChecks(checks, stores);
}
