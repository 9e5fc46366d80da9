import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { episodesUnder, type PastDay, type PreviewedEpisode } from '#domain/assessment/preview.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type RuleBook, rulesAsOf } from '#domain/detection/rules.ts';
import { atLeast } from '#domain/level.ts';
import type { ThresholdPercents } from '#domain/product.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';

export interface PreviewThresholdsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
}

interface Proposed extends ThresholdPercents {
  readonly product: string;
}

/** Days that a preview looks back on. */
const PREVIEW_DAYS = 90;
/** Days read at once: enough to keep the database busy, few enough for the memory of a function. */
const DAYS_AT_ONCE = 6;
/** Episodes that are listed; all are counted. */
const MOST_LISTED = 50;

/**
 * What would have opened in the last 90 days under thresholds that nobody has set yet, against those that hold now: from
 * the kept assessments of every place, product by product. Reads, and writes nothing.
 */
export function previewThresholds(ports: PreviewThresholdsPorts) {
  return async (proposed: readonly Proposed[], book: RuleBook) => {
    const { catalogue } = ports;
    const to = addDays(ports.today(), -1);
    const from = addDays(to, 1 - PREVIEW_DAYS);
    const rules = rulesAsOf(book, catalogue, ports.today());
    const dates = eachDay(from, to).filter((date) => !rules.isShut(date));
    const past = await pastOf(ports, dates, new Set(proposed.map(({ product }) => product)));
    return {
      from,
      to,
      items: proposed.map(({ product, watch, alert, crisis }) => {
        const days = past.get(product) ?? new Map<string, PastDay[]>();
        const before = rules.thresholdsOf(product);
        return {
          product,
          productName: namesOfProduct(catalogue, product).productName,
          days: [...days.values()].reduce((sum, own) => sum + own.length, 0),
          now: outcomeOf(days, before, catalogue),
          proposed: outcomeOf(days, { watch, alert, crisis }, catalogue),
        };
      }),
    };
  };
}

/** Past days by product and place, oldest first. */
async function pastOf(ports: PreviewThresholdsPorts, dates: readonly BusinessDay[], products: ReadonlySet<string>) {
  const parents = [...new Set([...ports.catalogue.places.values()].map(({ parent }) => parent))];
  const past = new Map<string, Map<string, PastDay[]>>();
  const read = await aFewAtOnce(dates, DAYS_AT_ONCE, async (date) => {
    const assessments = await Promise.all(parents.map((parent) => ports.childAssessments(parent, date)));
    // Only what is asked for stays in memory: a day of a city has several megabytes.
    return assessments.flat().flatMap(({ place, products: assessed }) =>
      assessed.flatMap(({ product, retail, changePct, habit, moves, usualPct }) => {
        if (!products.has(product) || changePct === undefined) return [];
        return [{ place, day: { date, product: { product, changePct, habit, retail, moves, usualPct } } }];
      }),
    );
  });
  for (const { place, day } of read.flat()) {
    const places = past.get(day.product.product) ?? new Map<string, PastDay[]>();
    const own = places.get(place) ?? [];
    own.push(day);
    past.set(day.product.product, places.set(place, own));
  }
  return past;
}

function outcomeOf(days: ReadonlyMap<string, readonly PastDay[]>, thresholds: ThresholdPercents, catalogue: Catalogue) {
  const episodes = [...days].flatMap(([place, own]) =>
    episodesUnder(own, thresholds, catalogue.detection).map((episode) => ({ place, ...episode })),
  );
  const productDays = [...days.values()].reduce((sum, own) => sum + own.length, 0);
  const alerting = episodes.filter(({ level }) => atLeast(level, 'alert')).length;
  return {
    thresholds,
    watches: episodes.length - alerting,
    alerts: alerting,
    perThousandDays: productDays === 0 ? 0 : Math.round((1e5 * alerting) / productDays) / 100,
    episodes: episodes
      .toSorted(byWeight)
      .slice(0, MOST_LISTED)
      .map((episode) => ({ ...episode, placeName: nameOfPlace(catalogue, episode.place) })),
  };
}

/** The worst first, then the latest. */
function byWeight(a: PreviewedEpisode & { place: string }, b: PreviewedEpisode & { place: string }): number {
  if (a.level !== b.level) return atLeast(a.level, b.level) ? -1 : 1;
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? 1 : -1;
  return a.place < b.place ? -1 : 1;
}
