import type { Catalogue } from '#domain/catalogue.ts';
import type { Strand } from '#domain/event/strand.ts';
import { type GatherEventsPorts, gatherEvents } from './gather-events.ts';
import type { RespondPorts } from './respond-ports.ts';
import { supplyEvents } from './supply-events.ts';

/** Why a strand is answered: ids of what was written of it. */
export interface StrandNews {
  /** Alerts that may have changed. */
  readonly alerts?: readonly string[];
  /** Events with which somebody did something. */
  readonly acted?: readonly string[];
  /** Events whose supply has changed. */
  readonly woken?: readonly string[];
}

/**
 * Makes the events of a strand tell of its alerts as they are now, and keeps who could supply those that are concerned:
 * before anybody is told of the alerts.
 */
export function answerStrand(
  ports: RespondPorts & GatherEventsPorts,
  catalogue: Catalogue,
): (strand: Strand, news: StrandNews) => Promise<void> {
  const gather = gatherEvents(ports, catalogue);
  const supply = supplyEvents(ports, catalogue);
  return async (strand, { alerts = [], acted = [], woken = [] }) => {
    await supply(await gather(strand, alerts), { named: [...alerts, ...acted, ...woken], woken });
  };
}
