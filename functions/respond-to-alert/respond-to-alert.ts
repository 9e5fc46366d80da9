import { type Alert, type AlertAction, alertState, isLive, latestOf } from '#domain/alert/alert.ts';
import { tellSameMove } from '#domain/alert/nesting.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import type { RespondPorts } from './respond-ports.ts';
import { searchSupply } from './search-supply.ts';
import { type Outcome, tellChannels } from './tell-channels.ts';

/** Raised when another responder may still be sending: the trigger comes again, and finishes it if that one died. */
export class LeaseHeld extends Error {
  override readonly name = 'LeaseHeld';
}

/** Raised after all channels were tried, when some did not accept: the trigger comes again. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  readonly failures: readonly string[];
  constructor(alert: string, failures: readonly string[]) {
    super(`Alert ${alert} was not delivered: ${failures.join('; ')}`);
    this.failures = failures;
  }
}

const MAX_ROUNDS = 10;

/**
 * Answers an alert: keeps who could supply it, finishes what was claimed and not sent, and tells every channel what is due.
 * Whatever crashed before is made good by the next call; raises if something is left to do.
 *
 * Only who was woken searches again for the same version: an alert is also written where it is put back after a loss, before
 * the stores are.
 */
export function respondToAlert(
  ports: RespondPorts,
  catalogue: Catalogue,
): (id: string, isWoken?: boolean) => Promise<void> {
  return async (id, isWoken = false) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const alert = (await ports.readAlert(id))?.value;
      if (!alert) return;
      await searchSupply(ports, catalogue, alert, isWoken);
      const actions = await ports.actionsOf(id);
      const outcomes = await tellChannels(ports, catalogue, alert, actions);
      if (outcomes.includes('changed')) continue;
      raiseUnlessDone(id, outcomes);
      const now = (await ports.readAlert(id))?.value;
      if (now?.version !== alert.version) continue;
      await wakeMuted(ports, catalogue, alert, actions);
      return;
    }
    throw new LeaseHeld(`Alert ${id} kept changing while it was answered`);
  };
}

/**
 * Wakes the live alerts inside this one's place that an earlier version of it may have muted and this one does not: it
 * has become milder, has ended, or somebody has called it a false alarm.
 */
async function wakeMuted(
  ports: RespondPorts,
  catalogue: Catalogue,
  alert: Alert,
  actions: readonly AlertAction[],
): Promise<void> {
  const isFalse = alertState(alert, actions, businessDayOf(ports.clock())) === 'false-alarm';
  if (alert.version === 1 && !isFalse) return;
  const because = `${alert.id} v${alert.version}${isFalse ? ` false alarm at ${latestOf(actions)?.at}` : ''}`;
  for (const place of catalogue.places.keys()) {
    if (place === alert.place || !isWithin(catalogue, place, alert.place)) continue;
    for (const { value: inner } of await ports.alertsOf(place)) {
      const isCovered = isLive(alert) && !isFalse && alert.news && atLeast(alert.level, inner.level);
      if (tellSameMove(inner, alert) && isLive(inner) && !isCovered) await ports.wakeAlert(inner.id, because);
    }
  }
}

function raiseUnlessDone(id: string, outcomes: readonly Outcome[]): void {
  const failures = outcomes.flatMap((outcome) => (typeof outcome === 'object' ? [outcome.failed] : []));
  if (failures.length > 0) throw new DeliveryFailed(id, failures);
  if (outcomes.includes('leased')) throw new LeaseHeld(`Somebody is delivering alert ${id}`);
}
