import { type Alert, isLive } from '#domain/alert/alert.ts';
import { reconcileAlerts } from '#domain/alert/reconciliation.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { rankOf } from '#domain/level.ts';

interface Kept<T> {
  readonly value: T;
  readonly hash: string;
}

/** What the use case needs of the desk; all reads strongly consistent. */
export interface ReconcilePorts {
  readonly readEpisodes: (place: string) => Promise<Kept<PlaceEpisodes> | undefined>;
  readonly alertsOf: (place: string) => Promise<Kept<Alert>[]>;
  /** Keeps an alert on condition that what is kept is still what was read; false if it is not. */
  readonly putAlert: (alert: Alert, expected?: string) => Promise<boolean>;
  /** Told of each alert that has opened or risen. */
  readonly noteRaised?: (alert: Alert) => void;
}

/** Raised when a place's episodes kept changing under the reconciler; its trigger is tried again later. */
export class DeskBusy extends Error {
  override readonly name = 'DeskBusy';
}

const MOST_ROUNDS = 20;

/**
 * Makes a place's kept alerts tell its current episodes: writes the differences on condition, reads the episodes again,
 * and starts over if they changed meanwhile.
 *
 * @returns ids of the alerts that were written. Raises `DeskBusy` after 20 rounds.
 */
export function reconcilePlace(ports: ReconcilePorts) {
  return async (place: string): Promise<readonly string[]> => {
    const changed = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const now = await ports.readEpisodes(place);
      if (!now) return [...changed];
      const kept = await ports.alertsOf(place);
      const hashes = new Map(kept.map(({ value, hash }) => [value.id, hash]));
      const changes = reconcileAlerts(
        now.value,
        kept.map(({ value }) => value),
      );
      if (changes.length === 0) return [...changed];
      let lost = false;
      for (const alert of changes) {
        lost = lost || !(await ports.putAlert(alert, hashes.get(alert.id)));
        if (!lost) changed.add(alert.id);
        if (!lost && isRaised(alert, kept)) ports.noteRaised?.(alert);
      }
      if (!lost && (await ports.readEpisodes(place))?.hash === now.hash) return [...changed];
    }
    throw new DeskBusy(`The episodes of ${place} changed in each of ${MOST_ROUNDS} rounds; it will be tried again`);
  };
}

function isRaised(alert: Alert, kept: readonly Kept<Alert>[]): boolean {
  const before = kept.find(({ value }) => value.id === alert.id)?.value;
  return alert.news && isLive(alert) && (!before || !isLive(before) || rankOf(alert.level) > rankOf(before.level));
}
