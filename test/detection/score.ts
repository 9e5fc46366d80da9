import type { Detector, ShownAlert } from './detectors.ts';
import { type EventOutcome, eventOutcomes } from './event-outcomes.ts';
import { type AlertJudgements, alertJudgements } from './false-alerts.ts';
import type { GeneratedMarket } from './generated-market.ts';
import { type HeldBackCounts, heldBackRows } from './held-back-rows.ts';

/** What one detector did on one market: plain data, so that scores of several markets can be laid together. */
export interface Score {
  readonly detector: string;
  readonly seed: number;
  readonly outcomes: readonly EventOutcome[];
  readonly judgements: AlertJudgements;
  readonly heldBack: HeldBackCounts;
}

/** Walks all detectors forward through one market, each day seen once by each of them. */
export function scoreDetectors(
  market: GeneratedMarket,
  detectors: readonly Detector[],
  tell: (day: number) => void = () => undefined,
): Score[] {
  const scored = detectors.map((detector) => ({
    detector,
    outcomes: eventOutcomes(market),
    judgements: alertJudgements(market),
    heldBack: heldBackRows(market),
    standing: [] as readonly ShownAlert[],
  }));
  for (const day of market.days()) {
    for (const one of scored) {
      one.outcomes.beforeDay(day.index, one.standing, one.detector.alertPct);
      const said = one.detector.day(day.date, day.reports);
      one.outcomes.note(day.index, said.alerts);
      one.judgements.note(day, said.alerts);
      one.heldBack.note(day, said);
      one.standing = said.alerts;
    }
    tell(day.index);
  }
  return scored.map(({ detector, outcomes, judgements, heldBack }) => ({
    detector: detector.name,
    seed: market.settings.seed,
    outcomes: outcomes.result(),
    judgements: judgements.result(),
    heldBack: heldBack.result(),
  }));
}
