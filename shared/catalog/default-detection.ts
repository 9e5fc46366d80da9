import type { DetectionSettings } from '#domain/catalogue.ts';

/** By what prices are judged where a city's `city.json` says nothing else. */
export const DEFAULT_DETECTION: DetectionSettings = {
  minStores: 3,
  minRetailers: 2,
  minShare: 0.5,
  highlyVolatileShare: 2 / 3,
  fallShare: 2 / 3,
  quorumStores: 12,
  calmDays: 3,
  newLevelDays: 28,
  newLevelBand: 0.05,
  newLevelShare: 0.75,
  silentDays: 7,
  expectedDays: 21,
  longestDays: 112,
  shortCoverDays: 3,
  correctionDays: 7,
  rungs: ['ceiling', 'trailing', 'drift', 'cover'],
};
