import { describe, expect, test } from 'vitest';
import { ROOT_PLACE } from '#domain/place.ts';
import { figuresOf } from './detection-figures.ts';
import type { Detector, ShownAlert } from './detectors.ts';
import { alertJudgements, GRACE_DAYS } from './false-alerts.ts';
import { type GeneratedMarket, generatedMarket } from './generated-market.ts';
import type { MarketEvent } from './market-events.ts';
import { usualMarket } from './market-settings.ts';
import { nuisanceMarket, raisedBy } from './nuisance-markets.ts';
import { scoreDetectors } from './score.ts';

const RICE = '01.0002';
const DAYS = 60;

const STEP: MarketEvent = {
  id: 'step',
  product: RICE,
  kind: 'step',
  direction: 'up',
  size: 0.2,
  scope: 'place',
  places: new Set(['place-1']),
  start: 20,
  end: 30,
  permanent: false,
};

/** A calm market of three places in which these events are said to be true. */
function aMarket(events: readonly MarketEvent[] = [STEP], realisedSize = 0.2): GeneratedMarket {
  const calm = { ...nuisanceMarket(1, 'nothing'), days: DAYS, storesOfPlaces: [4, 4, 1], staples: 2, volatileGoods: 1 };
  return { ...generatedMarket(calm), events, realised: () => realisedSize };
}

interface Says {
  readonly from: number;
  readonly to: number;
  readonly place?: string;
  readonly product?: string;
  readonly direction?: 'up' | 'down';
  readonly level?: ShownAlert['level'];
}

/** A detector that shows these alerts, and holds back nothing. */
function aDetector(...says: readonly Says[]): Detector {
  let day = -1;
  return {
    name: 'by hand',
    alertPct: () => 15,
    day: () => {
      day++;
      return {
        heldBack: [],
        alerts: says.flatMap(
          ({ from, to, place = 'place-1', product = RICE, direction = 'up', level = 'alert' }, index) =>
            day >= from && day <= to ? [{ key: `${index}`, place, product, direction, level }] : [],
        ),
      };
    },
  };
}

function scoreOf(market: GeneratedMarket, ...says: readonly Says[]) {
  const scores = scoreDetectors(market, [aDetector(...says)]);
  return { ...figuresOf('by hand', scores), outcomes: scores[0]?.outcomes, judgements: scores[0]?.judgements };
}

describe('an event', () => {
  test('that is alerted on its first day is seen after 0 days, and on the next after 1', () => {
    expect(scoreOf(aMarket(), { from: 20, to: 25 }).stepDelays).toEqual([0]);
    expect(scoreOf(aMarket(), { from: 21, to: 25 }).stepDelays).toEqual([1]);
  });

  test('is not seen by a watch, by an alert in the other direction, at another place, of another product or after its end', () => {
    const missed = [
      { level: 'watch' as const },
      { direction: 'down' as const },
      { place: 'place-2' },
      { product: '01.0004' },
      { from: 31, to: 35 },
    ];
    for (const says of missed) {
      expect(scoreOf(aMarket(), { from: 21, to: 25, ...says }).steps).toEqual({ hits: 0, of: 1 });
    }
  });

  test('counts at every place that it hits', () => {
    const zone = { ...STEP, scope: 'zone' as const, places: new Set(['place-1', 'place-2']) };
    expect(scoreOf(aMarket([zone]), { from: 21, to: 25 }).steps).toEqual({ hits: 1, of: 2 });
  });

  test('is left out where an alert stood already on the day before', () => {
    expect(scoreOf(aMarket(), { from: 15, to: 25 }).steps).toEqual({ hits: 0, of: 0 });
  });

  test('is judged by its true size: a step of 20 % that came to 12 % asks for a watch within 3 days only', () => {
    const watched = scoreOf(aMarket([STEP], 0.12), { from: 23, to: 25, level: 'watch' });
    expect(watched.steps).toEqual({ hits: 0, of: 0 });
    expect(watched.smallSteps).toEqual({ hits: 1, of: 1 });
    expect(scoreOf(aMarket([STEP], 0.12), { from: 24, to: 25, level: 'watch' }).smallSteps).toEqual({ hits: 0, of: 1 });
  });

  test('that is a drift is seen in time within 20 days', () => {
    const drift = { ...STEP, kind: 'drift' as const, end: 55 };
    expect(scoreOf(aMarket([drift]), { from: 40, to: 50 }).drifts).toEqual({ hits: 1, of: 1 });
    expect(scoreOf(aMarket([drift]), { from: 41, to: 50 }).drifts).toEqual({ hits: 0, of: 1 });
  });
});

describe('an alert', () => {
  test('is true until seven days after the end of its event, and false from the eighth', () => {
    expect(scoreOf(aMarket(), { from: 30 + GRACE_DAYS, to: 45 }).falseStaples.count).toBe(0);
    expect(scoreOf(aMarket(), { from: 31 + GRACE_DAYS, to: 45 }).falseStaples.count).toBe(1);
  });

  test('is false on the day before the event, even if it stands into it', () => {
    expect(scoreOf(aMarket(), { from: 19, to: 25 }).falseStaples.count).toBe(1);
  });

  test('that goes the other way is an echo after the end of the event, and false before it', () => {
    const after = scoreOf(aMarket(), { from: 31, to: 35, direction: 'down' });
    expect([after.falseStaples.count, after.echoes]).toEqual([0, 1]);
    const during = scoreOf(aMarket(), { from: 25, to: 28, direction: 'down' });
    expect([during.falseStaples.count, during.echoes]).toEqual([1, 0]);
  });

  test('counts once for as long as it stands, and by days as one that found no end', () => {
    const long = scoreOf(aMarket([]), { from: 10, to: 40 });
    expect([long.falseStaples.count, long.overdueDays]).toEqual([1, 31]);
  });

  test('that grows out of a watch is judged on the day on which it became an alert', () => {
    const grown = scoreOf(aMarket(), { from: 10, to: 19, level: 'watch' }, { from: 20, to: 25 });
    expect([grown.falseStaples.count, grown.falseWatches]).toEqual([0, 1]);
  });

  test('of the whole city is true when one place has an event, and is counted apart', () => {
    expect(scoreOf(aMarket(), { from: 21, to: 25, place: ROOT_PLACE }).falseCity.count).toBe(0);
    const elsewhere = scoreOf(aMarket(), { from: 21, to: 25, place: ROOT_PLACE, product: '01.0004' });
    expect([elsewhere.falseCity.count, elsewhere.falseStaples.count]).toEqual([1, 0]);
  });

  test('is counted against the days without an event, apart for thin places', () => {
    const { falseStaplesOrdinary, falseStaplesThin } = scoreOf(aMarket([]), { from: 21, to: 25, place: 'place-3' });
    expect(falseStaplesOrdinary).toEqual({ count: 0, days: 2 * 2 * DAYS, perThousand: 0 });
    expect(falseStaplesThin.count).toBe(1);
    expect(falseStaplesThin.days).toBeLessThanOrEqual(2 * DAYS);
    const held = scoreOf(aMarket()).falseStaplesOrdinary.days;
    expect(held).toBe(2 * 2 * DAYS - (STEP.end + GRACE_DAYS - STEP.start + 1));
  });

  test('of a mistake is named with what lay nearest', () => {
    const market = aMarket([]);
    const judgements = alertJudgements({ ...market, trueMove: () => 0.3 });
    for (const day of market.days()) {
      const alert = {
        key: 'a',
        place: 'place-1',
        product: RICE,
        direction: 'up',
        level: 'alert',
        changePct: 20,
      } as const;
      judgements.note(day, day.index === 30 ? [alert] : []);
    }
    expect(judgements.result().falseAlerts).toMatchObject([{ day: 30, cause: 'own move of the market', truePct: 30 }]);
  });
});

describe('a row held back', () => {
  const settings = {
    ...usualMarket(5),
    days: 80,
    storesOfPlaces: [6, 6],
    errors: { row: 0.02, report: 0, repeated: 0 },
  };
  const keysOf = (rows: readonly { store: string; product: string }[]) =>
    rows.map(({ store, product }) => ({ store, product }));

  test('counts for every error that is held back on its day, and against every good row', () => {
    const errors = [...generatedMarket(settings).days()].map((day) => keysOf(day.errors));
    let day = 0;
    const perfect: Detector = {
      name: 'perfect',
      alertPct: () => 15,
      day: () => ({ alerts: [], heldBack: errors[day++] ?? [] }),
    };
    const blind: Detector = { name: 'blind', alertPct: () => 15, day: () => ({ alerts: [], heldBack: [] }) };
    const anxious: Detector = {
      name: 'anxious',
      alertPct: () => 15,
      day: (_, reports) => ({
        alerts: [],
        heldBack: reports.flatMap(({ store, rows }) => rows.map(({ product }) => ({ store, product }))),
      }),
    };
    const scores = scoreDetectors(generatedMarket(settings), [perfect, blind, anxious]);
    const [ideal, none, all] = ['perfect', 'blind', 'anxious'].map((name) => figuresOf(name, scores));
    expect(ideal?.allErrors.hits).toBe(errors.flat().length);
    expect(ideal?.grossErrors.of).toBeGreaterThan(50);
    expect(ideal?.grossErrors.hits).toBe(ideal?.grossErrors.of);
    expect(ideal?.goodRowsHeld.hits).toBe(0);
    expect(none?.allErrors.hits).toBe(0);
    expect(all?.goodRowsHeld.hits).toBe(all?.goodRowsHeld.of);
  });
});

test('a nuisance has raised an alert that the same market without it does not have at about the same time', () => {
  const alert = {
    place: 'place-1',
    kindOfPlace: 'ordinary',
    product: RICE,
    volatile: false,
    direction: 'up',
    day: 30,
  } as const;
  expect(raisedBy([alert], [{ ...alert, day: 35 }])).toEqual([]);
  expect(raisedBy([alert], [{ ...alert, day: 60 }])).toEqual([alert]);
  expect(raisedBy([alert], [{ ...alert, direction: 'down' }])).toEqual([alert]);
});
