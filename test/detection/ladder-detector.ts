import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { usualPctOf, widenThresholds } from '#domain/detection/usual-movement.ts';
import type { Rung } from '#domain/level.ts';
import type { Detector, ShownAlert } from './detectors.ts';

/** The system's own detection, by the very fold of live reports, with Hanoi's thresholds; or some of its rungs alone. */
export function ladderDetector(
  name: string,
  first: BusinessDay,
  rungs: readonly Rung[] = hanoi.detection.rungs,
): Detector {
  const city = { ...hanoi, detection: { ...hanoi.detection, rungs } };
  const rules = rulesAsOf({ thresholds: [], ceilings: [] }, city, first);
  let market = NEW_MARKET;
  return {
    name,
    day: (date, reports) => {
      const replayed = replayDay(market, date, reports, rules);
      market = replayed.market;
      return {
        alerts: [...replayed.places, replayed.whole].flatMap(({ assessment, memory }) =>
          memory.episodes.flatMap((episode) => shown(assessment.place, episode)),
        ),
        heldBack: replayed.places.flatMap(({ assessment }) =>
          assessment.products.flatMap(({ product, checks }) =>
            checks.flatMap(({ kind, store }) => (kind === 'doubtful' ? [{ store, product }] : [])),
          ),
        ),
      };
    },
    alertPct: (place, product) =>
      widenThresholds(rules.thresholdsOf(product), usualPctOf(market.get(place)?.memory.usual[product])).alert,
  };
}

function shown(place: string, episode: Episode): ShownAlert[] {
  const { product, direction, level, openedOn, status, evidence } = episode;
  if (level === 'normal' || status === 'pending' || status === 'resolved') return [];
  const { rung, changePct, agreeing, reporting, lagDays } = evidence;
  const key = `${place}|${product}|${direction}|${openedOn}`;
  const alert = { key, place, product, direction, level, rung, changePct, agreeing, reporting };
  return [lagDays === undefined ? alert : { ...alert, lagDays }];
}
