import { type Alert, type AlertAction, isLive, latestOf } from '#domain/alert/alert.ts';
import { endOfAlert } from '#domain/alert/alert-end.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { readAlertEnd, readFalseWithin } from '#supply-search/alert-end.ts';
import type { RespondPorts } from './respond-ports.ts';
import { settleSuggestions } from './settle-suggestions.ts';
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
const PLACES_AT_ONCE = 16;

/**
 * Answers an alert: finishes what was claimed and not sent, and tells every channel what is due. Its event has been
 * gathered and supplied before. Whatever crashed before is made good by the next call; raises if something is left to do.
 */
export function respondToAlert(ports: RespondPorts, catalogue: Catalogue): (id: string) => Promise<void> {
  return async (id) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const alert = (await ports.readAlert(id))?.value;
      if (!alert) return;
      const actions = await ports.actionsOf(id);
      const within = await readFalseWithin(ports, catalogue, alert, actions);
      const end = endOfAlert(alert, actions, within);
      // What was proposed for an alert alone, before there were events.
      if ((await settleSuggestions(ports, id, end)) === 'changed') continue;
      const outcomes = await tellChannels(ports, catalogue, { alert, actions, within });
      if (outcomes.includes('changed')) continue;
      raiseUnlessDone(id, outcomes);
      const now = (await ports.readAlert(id))?.value;
      if (now?.version !== alert.version) continue;
      const endNow = await readAlertEnd(ports, catalogue, id);
      if (endNow?.reason !== end?.reason || endNow?.on !== end?.on) continue;
      await wakeInside(ports, catalogue, alert, actions);
      return;
    }
    throw new LeaseHeld(`Alert ${id} kept changing while it was answered`);
  };
}

/**
 * Wakes the live alerts inside this one's place for which something changes with it: an earlier version of it may have
 * muted them and this one does not, since it has become milder or has ended; or it was called false, and they with it,
 * and that may have been taken back.
 */
async function wakeInside(
  ports: RespondPorts,
  catalogue: Catalogue,
  alert: Alert,
  actions: readonly AlertAction[],
): Promise<void> {
  const last = actions.some(({ kind }) => kind === 'false-alarm') ? latestOf(actions) : undefined;
  if (alert.version === 1 && !last) return;
  const because = `${alert.id} v${alert.version}${last ? ` ${last.kind} at ${last.at}` : ''}`;
  const inside = [...catalogue.places.keys()].filter(
    (place) => place !== alert.place && isWithin(catalogue, place, alert.place),
  );
  await aFewAtOnce(inside, PLACES_AT_ONCE, async (place) => {
    for (const { value: inner } of await ports.alertsOf(place, alert)) {
      const isCovered = isLive(alert) && !last && alert.news && atLeast(alert.level, inner.level);
      if (isLive(inner) && !isCovered) await ports.wakeAlert(inner.id, because);
    }
  });
}

function raiseUnlessDone(id: string, outcomes: readonly Outcome[]): void {
  const failures = outcomes.flatMap((outcome) => (typeof outcome === 'object' ? [outcome.failed] : []));
  if (failures.length > 0) throw new DeliveryFailed(id, failures);
  if (outcomes.includes('leased')) throw new LeaseHeld(`Somebody is delivering alert ${id}`);
}
