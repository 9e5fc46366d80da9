import { parentPort, workerData } from 'node:worker_threads';
import { allDetectors } from './all-detectors.ts';
import { generatedMarket } from './generated-market.ts';
import { ladderDetector } from './ladder-detector.ts';
import type { MarketSettings } from './market-settings.ts';
import { alertsOf, type Nuisance } from './nuisance-markets.ts';
import { type Score, scoreDetectors } from './score.ts';
import type { NuisanceScore } from './score-tables.ts';

/** One market to walk through: all detectors, or the ladder alone where it holds one nuisance. */
export interface Walk {
  readonly settings: MarketSettings;
  readonly nuisance?: Nuisance;
}

/** What a walk tells: how far it is, and at last its scores. */
export type WalkNews =
  | { readonly day: number }
  | { readonly scores: readonly Score[]; readonly nuisances: readonly NuisanceScore[] };

const SEND_EACH = 20;
const send = (news: WalkNews) => parentPort?.postMessage(news);

if (parentPort) {
  const { settings, nuisance } = workerData as Walk;
  if (nuisance) {
    const alerts = alertsOf(settings, ladderDetector('the ladder', settings.first));
    send({ scores: [], nuisances: [{ seed: settings.seed, nuisance, alerts }] });
  } else {
    const market = generatedMarket(settings);
    const scores = scoreDetectors(market, allDetectors(market), (day) => {
      if (day % SEND_EACH === 0) send({ day });
    });
    send({ scores, nuisances: [] });
  }
}
