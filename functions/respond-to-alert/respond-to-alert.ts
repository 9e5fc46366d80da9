import { type Alert, type AlertAction, isLive, latestOf } from '#domain/alert/alert.ts';
import { endOfAlert } from '#domain/alert/alert-end.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { readAlertEnd, readFalseWithin } from '#supply-search/alert-end.ts';
import type { RespondPorts } from './respond-ports.ts';
import { settleSuggestions } from './settle-suggestions.ts';

/** Raised when an alert kept changing while it was answered: the trigger comes again. */
export class AlertBusy extends Error {
  override readonly name = 'AlertBusy';
}

const MAX_ROUNDS = 10;
const PLACES_AT_ONCE = 16;

/**
 * Answers what was done with an alert: ends what was proposed for it alone, before there were events, and wakes those
 * that were called false with it. Whatever crashed before is made good by the next call; raises if something is left to do.
 */
export function respondToAlert(ports: RespondPorts, catalogue: Catalogue): (id: string) => Promise<void> {
  return async (id) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const alert = (await ports.readAlert(id))?.value;
      if (!alert) return;
      const actions = await ports.actionsOf(id);
      const end = endOfAlert(alert, actions, await readFalseWithin(ports, catalogue, alert, actions));
      if ((await settleSuggestions(ports, id, end)) === 'changed') continue;
      const now = (await ports.readAlert(id))?.value;
      if (now?.version !== alert.version) continue;
      const endNow = await readAlertEnd(ports, catalogue, id);
      if (endNow?.reason !== end?.reason || endNow?.on !== end?.on) continue;
      await wakeInside(ports, catalogue, alert, actions);
      return;
    }
    throw new AlertBusy(`Alert ${id} kept changing while it was answered`);
  };
}

/** Wakes the live alerts inside this one's place once it was called false, and they with it; also where that is taken back. */
async function wakeInside(
  ports: RespondPorts,
  catalogue: Catalogue,
  alert: Alert,
  actions: readonly AlertAction[],
): Promise<void> {
  const last = actions.some(({ kind }) => kind === 'false-alarm') ? latestOf(actions) : undefined;
  if (!last) return;
  const because = `${alert.id} v${alert.version} ${last.kind} at ${last.at}`;
  const inside = [...catalogue.places.keys()].filter(
    (place) => place !== alert.place && isWithin(catalogue, place, alert.place),
  );
  await aFewAtOnce(inside, PLACES_AT_ONCE, async (place) => {
    for (const { value: inner } of await ports.alertsOf(place, alert)) {
      if (isLive(inner)) await ports.wakeAlert(inner.id, because);
    }
  });
}
