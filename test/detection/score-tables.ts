import { ROOT_PLACE } from '#domain/place.ts';
import { isAlerted, isStep, sizeOf } from './barred-events.ts';
import {
  type DetectionFigures,
  figuresOf,
  kindOfPlace,
  quantileOf,
  type Rate,
  type Share,
  shareOf,
} from './detection-figures.ts';
import type { EventOutcome } from './event-outcomes.ts';
import { CAUSES, LEAST_STORES } from './false-alerts.ts';
import { type CalmAlert, NUISANCES, type Nuisance, raisedBy } from './nuisance-markets.ts';
import type { Score } from './score.ts';
import { ERROR_KINDS } from './typing-errors.ts';

/** The alerts of the ladder in a market with one nuisance. */
export interface NuisanceScore {
  readonly seed: number;
  readonly nuisance: Nuisance;
  readonly alerts: readonly CalmAlert[];
}

/** All detectors beside each other, then the ladder (the first detector) in detail, as Markdown. */
export function scoreTables(detectors: readonly string[], scores: readonly Score[]): string {
  const ladder = scores.filter(({ detector }) => detector === detectors[0]);
  const all = detectors.map((detector) => figuresOf(detector, scores));
  return [
    '### False alerts per 1,000 place-product-days (and their number)\n',
    falseTable(all),
    '### Events seen\n',
    eventsTable(all),
    '### Typing errors\n',
    errorsTable(all),
    '### The ladder: events by size\n',
    sizesTable(ladder),
    '### The ladder: events by place\n',
    placesTable(ladder),
    '### The ladder: false alerts by rung and by what lay near\n',
    causesTable(ladder),
    '### The ladder: errors by kind\n',
    kindsTable(ladder),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

export function percent({ hits, of }: Share): string {
  return of === 0 ? '–' : `${((100 * hits) / of).toFixed(1)} % (${hits}/${of})`;
}

function rate({ count, perThousand }: Rate): string {
  return `${perThousand.toFixed(perThousand < 1 ? 3 : 1)} (${count})`;
}

function delays(values: readonly number[]): string {
  return values.length === 0 ? '–' : `${quantileOf(values, 0.5)} / ${quantileOf(values, 0.9)}`;
}

function falseTable(figures: readonly DetectionFigures[]): string {
  return table(
    [
      'detector',
      'staples',
      '… ordinary places',
      '… thin places',
      '… without a true move',
      'volatile goods',
      '… ordinary places',
      '… without a true move',
      'the city as a whole',
      'days with an alert and no event',
      'echoes',
    ],
    figures.map((one) => [
      one.detector,
      rate(one.falseStaples),
      rate(one.falseStaplesOrdinary),
      rate(one.falseStaplesThin),
      rate(one.falseStaplesUnmoved),
      rate(one.falseVolatile),
      rate(one.falseVolatileOrdinary),
      rate(one.falseVolatileUnmoved),
      rate(one.falseCity),
      String(one.overdueDays),
      String(one.echoes),
    ]),
  );
}

function eventsTable(figures: readonly DetectionFigures[]): string {
  return table(
    [
      'detector',
      'steps ≥ 15 %, staples',
      '… ordinary places',
      'days (median / p90)',
      'falls ≥ 15 %, ordinary places',
      'drifts in 20 days, staples',
      '… ordinary places',
      'steps of 10–15 % at watch in 3 days, staples',
      '… ordinary places',
      'volatile steps ≥ 1.5 × threshold',
      'days (median / p90)',
    ],
    figures.map((one) => [
      one.detector,
      percent(one.steps),
      percent(one.stepsOrdinary),
      delays(one.stepDelays),
      percent(one.fallsOrdinary),
      percent(one.drifts),
      percent(one.driftsOrdinary),
      percent(one.smallSteps),
      percent(one.smallStepsOrdinary),
      percent(one.volatileSteps),
      delays(one.volatileDelays),
    ]),
  );
}

function errorsTable(figures: readonly DetectionFigures[]): string {
  const judging = figures.filter(({ goodRowsHeld, allErrors }) => goodRowsHeld.hits + allErrors.hits > 0);
  return table(
    [
      'detector',
      'errors of factor 10 and more held back',
      '… of stores with a past',
      '… or refused at the door',
      'all errors held back',
      'good rows held back',
    ],
    judging.map(({ goodRowsHeld: { hits, of }, ...one }) => [
      one.detector,
      percent(one.grossErrors),
      percent(one.grossErrorsWithPast),
      percent(one.grossErrorsStopped),
      percent(one.allErrors),
      hits === 0 ? `0 of ${of}` : `1 in ${Math.round(of / hits).toLocaleString('en')} (${hits})`,
    ]),
  );
}

/** Lower ends of the size classes, as shares. */
const SIZES = [0, 0.1, 0.12, 0.15, 0.18, 0.2, 0.3, 0.5, 0.75];

function sizesTable(scores: readonly Score[]): string {
  const outcomes = scores.flatMap((score) => score.outcomes).filter(({ place }) => place !== ROOT_PLACE);
  const rows = [false, true].flatMap((volatile) =>
    (['step', 'fall', 'drift', 'tet-rise'] as const).flatMap((kind) =>
      SIZES.flatMap((from, index) => {
        const to = SIZES[index + 1] ?? Number.POSITIVE_INFINITY;
        const within = (one: EventOutcome) => sizeOf(one) >= from - 1e-9 && sizeOf(one) < to - 1e-9;
        const own = outcomes.filter((one) => one.volatile === volatile && one.kind === kind && within(one));
        if (own.length === 0) return [];
        const fresh = own.filter(({ alertedBefore }) => !alertedBefore);
        return [
          [
            volatile ? 'volatile' : 'staples',
            kind,
            to === Number.POSITIVE_INFINITY ? `≥ ${100 * from} %` : `${100 * from}–${100 * to} %`,
            percent(
              shareOf(
                own.filter(({ watchedBefore }) => !watchedBefore),
                ({ watchDelay }) => watchDelay !== undefined,
              ),
            ),
            percent(shareOf(fresh, isAlerted)),
            delays(fresh.flatMap(({ alertDelay }) => alertDelay ?? [])),
            String(own.length - fresh.length),
          ],
        ];
      }),
    ),
  );
  const head = [
    'goods',
    'event',
    'true size',
    'seen at watch',
    'seen at alert',
    'days (median / p90)',
    'alert stood before',
  ];
  return table(head, rows);
}

function placesTable(scores: readonly Score[]): string {
  const outcomes = scores
    .flatMap((score) => score.outcomes)
    .filter((one) => isStep(one) && !one.alertedBefore && 100 * sizeOf(one) >= one.alertPct + 3);
  const kinds: [string, (one: EventOutcome) => boolean][] = [
    ['place of 1 store', ({ place, stores }) => place !== ROOT_PLACE && stores === 1],
    ['place of 2 stores', ({ stores }) => stores === 2],
    ['place of 3 stores', ({ stores }) => stores === LEAST_STORES],
    ['place of 4 and 5 stores', ({ stores }) => stores > LEAST_STORES && stores <= 5],
    ['place of 6 stores and more', ({ stores }) => stores > 5],
    ['the city as a whole', ({ place }) => place === ROOT_PLACE],
  ];
  return table(
    ['steps and falls of 3 points over the effective threshold and more, seen at', 'one place', 'a zone', 'the city'],
    kinds.map(([name, isKind]) => [
      name,
      ...(['place', 'zone', 'city'] as const).map((scope) =>
        percent(
          shareOf(
            outcomes.filter((one) => isKind(one) && one.scope === scope),
            isAlerted,
          ),
        ),
      ),
    ]),
  );
}

function causesTable(scores: readonly Score[]): string {
  const alerts = scores.flatMap(({ judgements }) => judgements.falseAlerts);
  const groups = Map.groupBy(
    alerts,
    (one) => `${one.volatile ? 'volatile' : 'staples'}|${kindOfPlace(one)}|${one.rung}`,
  );
  return table(
    ['goods', 'place', 'rung', ...CAUSES],
    [...groups.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, own]) => [
        ...key.split('|'),
        ...CAUSES.map((cause) => String(own.filter((one) => one.cause === cause).length || '')),
      ]),
  );
}

/** Alerts that each nuisance raised by itself, staples and volatile goods. */
export function nuisanceTable(scores: readonly NuisanceScore[]): string {
  const count = (alerts: readonly CalmAlert[], volatile: boolean, kind: CalmAlert['kindOfPlace']) =>
    String(alerts.filter((one) => one.volatile === volatile && one.kindOfPlace === kind).length);
  return table(
    [
      ...['alone in a calm market', 'staples, ordinary places', '… thin places', '… the city'],
      ...['volatile, ordinary places', '… thin places', '… the city'],
    ],
    NUISANCES.map((nuisance) => {
      const raised = scores.flatMap((score) => {
        const calm = scores.find((one) => one.seed === score.seed && one.nuisance === 'nothing');
        if (score.nuisance !== nuisance) return [];
        return nuisance === 'nothing' ? score.alerts : raisedBy(score.alerts, calm?.alerts ?? []);
      });
      return [
        nuisance,
        ...[false, true].flatMap((volatile) =>
          (['ordinary', 'thin', 'city'] as const).map((kind) => count(raised, volatile, kind)),
        ),
      ];
    }),
  );
}

function kindsTable(scores: readonly Score[]): string {
  return table(
    ['error', 'held back', 'outside of the band at the door'],
    ERROR_KINDS.map((kind) => {
      const own = scores.flatMap(({ heldBack }) => heldBack.byKind[kind] ?? []);
      const of = own.reduce((sum, { made }) => sum + made, 0);
      const held = own.reduce((sum, one) => sum + one.held, 0);
      const outOfBand = own.reduce((sum, one) => sum + one.outOfBand, 0);
      return [kind, percent({ hits: held, of }), percent({ hits: outOfBand, of })];
    }),
  );
}
