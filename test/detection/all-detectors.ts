import type { Detector } from './detectors.ts';
import type { GeneratedMarket } from './generated-market.ts';
import { ladderDetector } from './ladder-detector.ts';
import { oracle, simpleRules } from './simple-rules.ts';

/** The ladder first, then its rungs alone, then the simple rules. Markets have no ceilings and no stock: other rungs stay silent. */
export function allDetectors(market: GeneratedMarket): Detector[] {
  const { first } = market.settings;
  return [
    ladderDetector('**the ladder**', first),
    ladderDetector('trailing rung alone', first, ['trailing']),
    ladderDetector('drift rung alone', first, ['drift']),
    ...simpleRules(),
    oracle(market),
  ];
}
