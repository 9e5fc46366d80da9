import type { Catalogue } from '#domain/catalogue.ts';
import type { Strand } from '#domain/event/strand.ts';
import { type GatherEventsPorts, gatherEvents } from './gather-events.ts';
import { type NoteNewsPorts, noteNews } from './note-news.ts';
import type { RespondPorts } from './respond-ports.ts';
import { supplyEvents } from './supply-events.ts';

/**
 * Makes the events of a strand tell of its alerts as they are now, notes whom there is something to tell, and keeps who
 * could supply them: by the time of the message that is mostly known.
 */
export function answerStrand(
  ports: RespondPorts & GatherEventsPorts & NoteNewsPorts,
  catalogue: Catalogue,
): (strand: Strand, changed: readonly string[], mayRenew: boolean) => Promise<void> {
  const gather = gatherEvents(ports, catalogue);
  const supply = supplyEvents(ports, catalogue);
  const note = noteNews(ports, catalogue);
  return async (strand, changed, mayRenew) => {
    const board = await gather(strand, changed);
    await note(board);
    await supply(board, mayRenew);
  };
}
