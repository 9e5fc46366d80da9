import type { Catalogue } from '#domain/catalogue.ts';
import type { Strand } from '#domain/event/strand.ts';
import { type GatherEventsPorts, gatherEvents } from './gather-events.ts';
import { type NoteNewsPorts, noteNews } from './note-news.ts';
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
 * Makes the events of a strand tell of its alerts as they are now, notes whom there is something to tell, and keeps who
 * could supply them: by the time of the message that is mostly known.
 */
export function answerStrand(
  ports: RespondPorts & GatherEventsPorts & NoteNewsPorts,
  catalogue: Catalogue,
): (strand: Strand, news: StrandNews) => Promise<void> {
  const gather = gatherEvents(ports, catalogue);
  const supply = supplyEvents(ports, catalogue);
  const note = noteNews(ports, catalogue);
  return async (strand, { alerts = [], acted = [], woken = [] }) => {
    const board = await gather(strand, alerts);
    await note(board);
    await supply(board, { named: [...alerts, ...acted, ...woken], woken });
  };
}
