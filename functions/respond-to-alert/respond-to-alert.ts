import type { Catalogue } from '#domain/catalogue.ts';
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
      if (now?.version === alert.version) return;
    }
    throw new LeaseHeld(`Alert ${id} kept changing while it was answered`);
  };
}

function raiseUnlessDone(id: string, outcomes: readonly Outcome[]): void {
  const failures = outcomes.flatMap((outcome) => (typeof outcome === 'object' ? [outcome.failed] : []));
  if (failures.length > 0) throw new DeliveryFailed(id, failures);
  if (outcomes.includes('leased')) throw new LeaseHeld(`Somebody is delivering alert ${id}`);
}
