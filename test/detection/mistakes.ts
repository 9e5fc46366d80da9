import { isMissed } from './barred-events.ts';
import type { Score } from './score.ts';

/** Every false alert, missed event and wrongly judged row of one detector, a line each, to look into. */
export function mistakesOf(scores: readonly Score[]): string {
  const lines = scores.flatMap(({ seed, judgements, outcomes, heldBack }) => [
    ...judgements.falseAlerts.map(
      (one) =>
        `false alert | ${seed} | ${one.volatile ? 'volatile' : 'staple'} | ${one.place} (${one.stores} stores) | ${one.product} | ` +
        `${one.date} (day ${one.day}) | ${one.direction} ${one.changePct.toFixed(1)} % by ${one.rung} | ` +
        `${one.agreeing} of ${one.reporting} agree | truly ${one.truePct.toFixed(1)} % | ${one.cause}`,
    ),
    ...outcomes
      .filter(isMissed)
      .map(
        (one) =>
          `missed event | ${seed} | ${one.volatile ? 'volatile' : 'staple'} | ${one.place} (${one.stores} stores) | ${one.product} | ` +
          `day ${one.start} | ${one.kind} ${(100 * one.plannedSize).toFixed(0)} % at ${one.scope} | truly ` +
          `${(100 * one.realisedSize).toFixed(1)} % | alert from ${one.alertPct.toFixed(1)} % | ` +
          `watch after ${one.watchDelay ?? 'never'}, alert after ${one.alertDelay ?? 'never'}`,
      ),
    ...heldBack.missedGross.map(({ where, kind, why }) => `missed error | ${where} | ${kind} | ${why}`),
    ...Object.entries(heldBack.goodHeldBy).map(([why, count]) => `good rows held back | ${seed} | ${count} | ${why}`),
    ...heldBack.goodHeldExamples.map((where) => `good row held back | ${where}`),
  ]);
  return `${lines.join('\n')}\n`;
}
