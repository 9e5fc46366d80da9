import type { AnswerOf } from '#contract/operations.ts';
import type { Alert, AlertAction } from '#domain/alert/alert.ts';
import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { episodesUnder, type PastDay, type PreviewedEpisode } from '#domain/assessment/preview.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type RuleBook, rulesAsOf } from '#domain/detection/rules.ts';
import { type AlertVerdict, verdictsOn } from '#domain/event/detection-quality.ts';
import type { KeptFinding } from '#domain/event/finding.ts';
import { atLeast } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import type { ThresholdPercents } from '#domain/product.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { Problem } from '#runtime/problem.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';

export interface PreviewThresholdsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
  readonly alertsBegun: (from: BusinessDay, to: BusinessDay) => Promise<readonly Alert[]>;
  readonly falseAlarmsBetween: (from: BusinessDay, to: BusinessDay) => Promise<readonly AlertAction[]>;
  readonly findingsBetween: (from: BusinessDay, to: BusinessDay) => Promise<readonly KeptFinding[]>;
}

interface Proposed extends ThresholdPercents {
  readonly product: string;
}

type Previewed = NonNullable<AnswerOf<'PUT /v1/thresholds'>['preview']>['items'][number];
type Outcome = Previewed['now'];

/** Days that a preview looks back on at most. */
const PREVIEW_DAYS = 90;
/** Days read at once: enough to keep the database busy, few enough for the memory of a function. */
const DAYS_AT_ONCE = 6;
/** Episodes that are listed; all are counted. */
const MOST_LISTED = 50;

/** Days before the first one on which an alert may have begun that is still on then. */
const EARLIER_DAYS = 30;

/** What somebody said of the alerts that were really open. */
interface Told {
  readonly alerts: readonly Alert[];
  readonly verdicts: ReadonlyMap<string, AlertVerdict>;
}

/**
 * What would have opened since a day, or in the last 90 days, under thresholds that nobody has set yet, against those that
 * hold now: from the kept assessments of every place, product by product. Reads, and writes nothing.
 */
export function previewThresholds(ports: PreviewThresholdsPorts) {
  return async (proposed: readonly Proposed[], book: RuleBook, since?: BusinessDay) => {
    const { catalogue } = ports;
    const to = addDays(ports.today(), -1);
    const from = firstDay(to, since);
    const rules = rulesAsOf(book, catalogue, ports.today());
    const dates = eachDay(from, to).filter((date) => !rules.isShut(date));
    const products = new Set(proposed.map(({ product }) => product));
    const [past, told] = await Promise.all([pastOf(ports, dates, products), toldOf(ports, { from, to, products })]);
    return {
      from,
      to,
      items: proposed.map(({ product, watch, alert, crisis }) => {
        const days = past.get(product) ?? new Map<string, PastDay[]>();
        const before = rules.thresholdsOf(product);
        return present<Previewed>({
          product,
          productName: namesOfProduct(catalogue, product).productName,
          days: [...days.values()].reduce((sum, own) => sum + own.length, 0),
          firstDay: [...days.values()].flatMap(([first]) => (first ? [first.date] : [])).toSorted()[0],
          now: outcomeOf(days, before, { product, catalogue, told }),
          proposed: outcomeOf(days, { watch, alert, crisis }, { product, catalogue, told }),
          series: seriesOf(days.get(catalogue.city) ?? []),
        });
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

/** Raises `invalid-range` (422) for a first day that is not within reach. */
function firstDay(to: BusinessDay, since: BusinessDay | undefined): BusinessDay {
  const earliest = addDays(to, 1 - PREVIEW_DAYS);
  if (since === undefined) return earliest;
  if (since >= earliest && since <= to) return since;
  throw new Problem(422, 'invalid-range', {
    vi: `"from" phải từ ${earliest} đến ${to}.`,
    en: `"from" must be from ${earliest} to ${to}.`,
  });
}

/** The alerts of some goods that began in a span, or a little before it, and what was said of them until today. */
async function toldOf(
  ports: PreviewThresholdsPorts,
  {
    from,
    to,
    products,
  }: { readonly from: BusinessDay; readonly to: BusinessDay; readonly products: ReadonlySet<string> },
): Promise<Told> {
  const earlier = addDays(from, -EARLIER_DAYS);
  const [begun, falseAlarms, findings] = await Promise.all([
    ports.alertsBegun(earlier, to),
    ports.falseAlarmsBetween(earlier, ports.today()),
    ports.findingsBetween(earlier, ports.today()),
  ]);
  const alerts = begun.filter(({ product }) => products.has(product));
  const said = new Map(falseAlarms.map((action) => [action.alert, action]));
  return { alerts, verdicts: verdictsOn({ alerts, falseAlarms: said, findings }) };
}

function seriesOf(days: readonly PastDay[]) {
  return days.map(({ date, product: { changePct, retail } }) =>
    present<Previewed['series'][number]>({ date, changePct, median: retail?.median }),
  );
}

interface Behind {
  readonly product: string;
  readonly catalogue: Catalogue;
  readonly told: Told;
}

function outcomeOf(
  days: ReadonlyMap<string, readonly PastDay[]>,
  thresholds: ThresholdPercents,
  { product, catalogue, told }: Behind,
): Outcome {
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
      .map((episode) => {
        const alert = alertOf(told.alerts, { product, ...episode });
        return present<Outcome['episodes'][number]>({
          ...episode,
          placeName: nameOfPlace(catalogue, episode.place),
          alert: alert?.id,
          verdict: alert && told.verdicts.get(alert.id),
        });
      }),
  };
}

/** The alert that really stood at the place, good and side while an episode would have. */
function alertOf(
  alerts: readonly Alert[],
  {
    product,
    place,
    direction,
    openedOn,
    endedOn,
  }: PreviewedEpisode & { readonly place: string; readonly product: string },
): Alert | undefined {
  return alerts.find(
    ({ episode, ...alert }) =>
      alert.place === place &&
      alert.product === product &&
      alert.direction === direction &&
      episode.openedOn <= (endedOn ?? '9999') &&
      openedOn <= (episode.resolvedOn ?? '9999'),
  );
}

/** The worst first, then the latest. */
function byWeight(a: PreviewedEpisode & { place: string }, b: PreviewedEpisode & { place: string }): number {
  if (a.level !== b.level) return atLeast(a.level, b.level) ? -1 : 1;
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? 1 : -1;
  return a.place < b.place ? -1 : 1;
}
