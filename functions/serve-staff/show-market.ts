import type { PlaceAssessment, ProductAssessment } from '#domain/assessment.ts';
import { addDays, type BusinessDay, daysBetween, eachDay, isBusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { rankOf } from '#domain/level.ts';
import { foldVietnamese } from '#domain/nearest-product.ts';
import { fromMilli } from '#domain/report.ts';
import { type RuleBook, rulesAsOf } from '#domain/rules.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { requirePlace } from './own-places.ts';

export interface MarketPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
  readonly readSeries: (parent: string, place: string, dates: readonly BusinessDay[]) => Promise<PlaceAssessment[]>;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<PlaceAssessment[]>;
  readonly ruleBook: () => Promise<RuleBook>;
}

const LONGEST_SERIES_DAYS = 400;
const USUAL_SERIES_DAYS = 30;

/** `GET /v1/market/{place}`: every product of a place on a day; what nobody reported says so and has no price. */
export function showPlace(ports: MarketPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const place = requirePlace(request, ports.catalogue, request.params['place']);
    const date = dateOf(request.query['date'], ports.today());
    const assessment = await ports.readAssessment(parentOf(ports.catalogue, place.id), place.id, date);
    const assessed = new Map(assessment?.products.map((product) => [product.product, product]));
    return {
      status: 200,
      body: {
        place: place.id,
        placeName: place.name,
        date,
        state: assessment ? 'assessed' : 'no-data',
        products: [...ports.catalogue.products.values()].map(({ id, name, unit }) => {
          const known = assessed.get(id);
          return { product: id, name, unit, ...(known ? describe(known) : { reported: false }) };
        }),
      },
    };
  };
}

/** `GET /v1/market/{place}/{product}`: a product's series with the thresholds of each day. */
export function showProduct(ports: MarketPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const place = requirePlace(request, ports.catalogue, request.params['place']);
    const product = ports.catalogue.products.get(request.params['product'] ?? '');
    if (!product) {
      throw new Problem(404, 'unknown-product', { vi: 'Không có mặt hàng này.', en: 'There is no such product.' });
    }
    const to = dateOf(request.query['to'], ports.today());
    const from = dateOf(request.query['from'], addDays(to, 1 - USUAL_SERIES_DAYS));
    if (from > to || daysBetween(from, to) >= LONGEST_SERIES_DAYS) {
      throw new Problem(422, 'invalid-range', {
        vi: `"from" phải trước "to" và cách nhau dưới ${LONGEST_SERIES_DAYS} ngày.`,
        en: `"from" must come before "to", by less than ${LONGEST_SERIES_DAYS} days.`,
      });
    }
    const [series, book] = await Promise.all([
      ports.readSeries(parentOf(ports.catalogue, place.id), place.id, eachDay(from, to)),
      ports.ruleBook(),
    ]);
    return {
      status: 200,
      body: {
        place: place.id,
        placeName: place.name,
        product: product.id,
        name: product.name,
        unit: product.unit,
        items: series.map(({ date, products }) => {
          const known = products.find((entry) => entry.product === product.id);
          return {
            date,
            thresholds: rulesAsOf(book, ports.catalogue, date).thresholdsOf(product.id),
            ...(known ? { ...describe(known), checks: known.checks } : { reported: false }),
          };
        }),
      },
    };
  };
}

/** `GET /v1/places`: the areas with their worst level; `no-data` is a state of its own and never looks like normal. */
export function listPlaces(ports: MarketPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const date = dateOf(request.query['date'], ports.today());
    const inForce = [...ports.catalogue.places.values()].filter(
      ({ validFrom, validTo }) => (validFrom ?? '') <= date && date <= (validTo ?? '9999'),
    );
    const parents = [...new Set(inForce.map(({ parent }) => parent))];
    const assessed = new Map(
      (await Promise.all(parents.map((parent) => ports.childAssessments(parent, date))))
        .flat()
        .map((assessment) => [assessment.place, assessment]),
    );
    return {
      status: 200,
      body: {
        date,
        items: inForce.map(({ id, kind, name, parent, lat, lon }) => ({
          id,
          kind,
          name,
          parent,
          lat,
          lon,
          ...stateOf(assessed.get(id)),
        })),
      },
    };
  };
}

function stateOf(assessment: PlaceAssessment | undefined): Record<string, unknown> {
  const stores = Math.max(0, ...(assessment?.products.map(({ retail }) => retail?.stores ?? 0) ?? []));
  if (!assessment || stores === 0) return { state: 'no-data' };
  const worst = assessment.products.reduce((a, b) => (rankOf(b.level) > rankOf(a.level) ? b : a));
  return { state: 'assessed', level: worst.level, stores };
}

/** `GET /v1/products?q=`: the goods; the search ignores case and diacritics. */
export function listProducts({ catalogue }: Pick<MarketPorts, 'catalogue'>) {
  return async ({ query }: HttpRequest): Promise<HttpAnswer> => {
    const wanted = foldVietnamese(query['q'] ?? '');
    const items = [...catalogue.products.values()].filter(
      ({ id, name }) =>
        id.startsWith(wanted) || foldVietnamese(name.vi).includes(wanted) || foldVietnamese(name.en).includes(wanted),
    );
    return { status: 200, body: { items } };
  };
}

function describe(known: ProductAssessment): Record<string, unknown> {
  const { retail, promo, wholesale, changePct, watchPct, level, direction, episode, evidence, cause, quarantined } =
    known;
  const { supply, coverDays } = known;
  return {
    reported: retail !== undefined,
    ...(retail ? { retail } : {}),
    ...(promo ? { promo } : {}),
    ...(wholesale ? { wholesale } : {}),
    changePct,
    watchPct,
    level,
    direction,
    episode,
    evidence,
    cause,
    quarantined,
    coverDays,
    ...(supply
      ? {
          stock: fromMilli(supply.coveredStockMilli),
          demandPerDay: fromMilli(supply.demandPerDayMilli),
          sold: fromMilli(supply.soldMilli),
          shortStores: supply.shortStores,
        }
      : {}),
  };
}

/** A day of the query, or the default. Raises `invalid-date` (422). */
export function dateOf(text: string | undefined, otherwise: BusinessDay): BusinessDay {
  if (text === undefined) return otherwise;
  if (isBusinessDay(text)) return text;
  throw new Problem(422, 'invalid-date', {
    vi: 'Ngày không hợp lệ. Dùng dạng 2026-11-23.',
    en: 'There is no such date. Use the form 2026-11-23.',
  });
}
