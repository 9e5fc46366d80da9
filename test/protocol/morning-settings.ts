import { SUBSCRIPTIONS } from '#storage/tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { waitsOf } from '#telling/readers.ts';
import type { Lanes } from './cloud-in-time.ts';
import type { MorningSettings } from './stormy-morning.ts';

/** What a call of Lambda and a request to DynamoDB take, roughly: nothing below depends on them much. */
const SPEEDS = { beginMs: 15, requestMs: 4 };

/** The windows that the stack sets, with so many lanes; and those of one machine. */
export const inCloud = (lanes: number): Readonly<Record<string, Lanes>> =>
  Object.fromEntries(
    SUBSCRIPTIONS.map(({ function: name, cloudWindowSeconds }) => [
      name,
      { windowMs: 1000 * cloudWindowSeconds, lanes },
    ]),
  );
export const onOneMachine: Readonly<Record<string, Lanes>> = Object.fromEntries(
  SUBSCRIPTIONS.map(({ function: name, localWindowMs }) => [name, { windowMs: localWindowMs, lanes: 1 }]),
);
/** A morning in the cloud as it is deployed: 60 shops within a minute, unless told otherwise. */
export const morning = (changes: Partial<MorningSettings>): MorningSettings => ({
  lanes: inCloud(1),
  gatherMs: waitsOf({}, SMALL_CITY).gatherMs,
  speeds: SPEEDS,
  seed: 1,
  shops: 60,
  withinMs: 60_000,
  ...changes,
});
