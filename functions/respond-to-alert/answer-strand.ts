import type { Catalogue } from '#domain/catalogue.ts';
import type { Strand } from '#domain/event/strand.ts';
import { type GatherEventsPorts, gatherEvents } from './gather-events.ts';
import type { RespondPorts } from './respond-ports.ts';
import { supplyEvents } from './supply-events.ts';

/**
 * Makes the events of a strand tell of its alerts as they are now, and keeps who could supply them: before anybody is told
 * of the alerts.
 */
export function answerStrand(
  ports: RespondPorts & GatherEventsPorts,
  catalogue: Catalogue,
): (strand: Strand, changed: readonly string[], mayRenew: boolean) => Promise<void> {
  const gather = gatherEvents(ports, catalogue);
  const supply = supplyEvents(ports, catalogue);
  return async (strand, changed, mayRenew) => supply(await gather(strand, changed), mayRenew);
}
