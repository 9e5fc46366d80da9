import { type Alert, isLive } from '#domain/alert.ts';
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
 * Answers an alert: looks for supply once per version, finishes what was claimed and not sent, and tells every channel
 * what is due. Whatever crashed before is made good by the next call; raises if something is left to do.
 */
export function respondToAlert(ports: RespondPorts, catalogue: Catalogue): (id: string) => Promise<void> {
  return async (id) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const alert = (await ports.readAlert(id))?.value;
      if (!alert) return;
      await searchSupply(ports, catalogue, alert);
      const outcomes = await tellChannels(ports, catalogue, alert);
      if (outcomes.includes('changed')) continue;
      raiseUnlessDone(id, outcomes);
      const now = (await ports.readAlert(id))?.value;
      if (now?.version !== alert.version) continue;
      await wakeMuted(ports, catalogue, alert);
      return;
    }
    throw new LeaseHeld(`Alert ${id} kept changing while it was answered`);
  };
}

/** Wakes the live alerts inside this one's place that an earlier version of it may have muted and this one does not. */
async function wakeMuted(ports: RespondPorts, catalogue: Catalogue, alert: Alert): Promise<void> {
  if (alert.version === 1) return;
  for (const place of catalogue.places.keys()) {
    if (place === alert.place || !isWithin(catalogue, place, alert.place)) continue;
    for (const { value: inner } of await ports.alertsOf(place)) {
      const isSame = inner.product === alert.product && inner.direction === alert.direction;
      const isCovered = isLive(alert) && alert.news && atLeast(alert.level, inner.level);
      if (isSame && isLive(inner) && !isCovered) await ports.wakeAlert(inner.id, `${alert.id} v${alert.version}`);
    }
  }
}

function raiseUnlessDone(id: string, outcomes: readonly Outcome[]): void {
  const failures = outcomes.flatMap((outcome) => (typeof outcome === 'object' ? [outcome.failed] : []));
  if (failures.length > 0) throw new DeliveryFailed(id, failures);
  if (outcomes.includes('leased')) throw new LeaseHeld(`Somebody is delivering alert ${id}`);
}
