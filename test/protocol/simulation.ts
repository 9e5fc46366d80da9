import type { Alert } from '#domain/alert/alert.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { DetectionSettings } from '#domain/catalogue.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { strandOfPartition } from '#storage/desk/partition.ts';
import { SUBSCRIPTIONS, wakes } from '#storage/tables.ts';
import { type Key, type TablesInSteps, tablesInSteps } from './tables-in-steps.ts';
import { FIRST_DAY, MORNING } from './two-wards.ts';
import type { Accepted } from './ways-in-steps.ts';

/** Names of the tables in steps. */
export const MARKET = 'market';
export const DESK = 'desk';
export const REGISTRY = 'registry';
export const TRAIL = 'trail';

export const ASSESS = 'assess-place';
export const RECONCILE = 'reconcile-alerts';
export const REBUILD = 'rebuild-places';
export const RESPOND = 'respond-to-alert';
/** What sends messages: its triggers name an event and a reader. */
export const DELIVER = 'deliver-messages';
/** The responder and the sender, woken by the clock. */
export const LOOK = 'look-again';
/** Somebody at the desk. */
export const PERSON = 'person';

/** What the clock sends. */
export const A_LOOK: Trigger = { function: LOOK, key: { pk: 'clock', sk: 'look' } };

/** What all processes share, and what has left them. */
export interface Simulation {
  readonly tables: TablesInSteps;
  readonly clock: () => number;
  readonly settings: DetectionSettings;
  /** Whether who folds many days should end for now. */
  readonly timeIsUp: () => boolean;
  /** The business day, whatever the clock says. */
  readonly today: BusinessDay;
  readonly accepted: Accepted[];
  /** Every alert as often as it was written. */
  readonly writtenAlerts: Alert[];
  /** Ids of suggestions that somebody has answered, and was told so. */
  readonly answered: string[];
  /** Has somebody begin who is woken by no write. */
  readonly wake: (trigger: Trigger) => void;
}

/** A written key that waits for the function which it wakes. */
export interface Trigger {
  readonly function: string;
  readonly key: Key;
}

/** Empty tables; nobody is woken unless `onTrigger` sees to it. */
export function simulationOf(
  settings: DetectionSettings,
  clock: () => number = () => MORNING,
  onTrigger: (trigger: Trigger) => void = () => undefined,
  today: BusinessDay = FIRST_DAY,
  timeIsUp: () => boolean = () => false,
): Simulation {
  const writtenAlerts: Alert[] = [];
  const tables = tablesInSteps((table, { pk, sk, json }) => {
    if (table === DESK && sk.startsWith('alert#')) writtenAlerts.push(JSON.parse(String(json)) as Alert);
    for (const trigger of triggersOf(table, { pk, sk })) onTrigger(trigger);
  });
  return { tables, clock, settings, today, timeIsUp, accepted: [], writtenAlerts, answered: [], wake: onTrigger };
}

/** Whom a written key wakes, by the product's own subscriptions. */
function triggersOf(table: string, key: Key): Trigger[] {
  if (key.pk.startsWith(ROOT_PLACE)) return [];
  const woken = SUBSCRIPTIONS.filter((known) => known.table === table && wakes(known, key));
  return woken.map((subscription) => ({ function: subscription.function, key }));
}

/** True for a trigger that only has the lines of a changed item taken to the trail. */
export function isOfLines({ function: name, key }: Trigger): boolean {
  return name === RECONCILE && key.sk !== 'now';
}

/**
 * What a trigger is about: a place-day, a place's episodes, a place that is folded anew, an alert or a strand of them, an
 * item with lines, what a reader is told, or what somebody wants.
 */
export function subjectOf({ function: name, key }: Trigger): string {
  if (name === PERSON || isOfLines({ function: name, key })) return `${key.pk} ${key.sk}`;
  if (name === REBUILD) return key.sk;
  if (name === DELIVER) return `${key.pk} ${key.sk}`;
  return name === RESPOND && strandOfPartition(key.pk) === undefined ? (key.sk.split('#')[1] ?? '') : key.pk;
}
