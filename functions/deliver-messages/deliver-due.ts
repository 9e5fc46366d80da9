import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { describeError, log } from '#runtime/log.ts';
import type { ConversationName } from '#runtime/platform.ts';

export interface DeliverDuePorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Conversations in which something is to be done by an instant, the earliest first. Never quite up to date. */
  readonly conversationsDue: (now: number, limit: number) => Promise<readonly ConversationName[]>;
  readonly deliver: (event: string, reader: string) => Promise<unknown>;
}

/** Raised after all others were delivered, so that whoever watches the function hears of it. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
}

const MOST_AT_A_LOOK = 200;
const AT_ONCE = 8;
/** The rest waits for the next look: the function has ended by then, and its leases are shorter than its time. */
const BEGIN_WITHIN_MS = 40_000;

/**
 * Delivers what is due and nobody has: its message to the queue was lost, or whoever noted it died before he wrote one.
 * Harmless beside messages of the queue, since each conversation is claimed by one.
 */
export function deliverDue({ clock, conversationsDue, deliver }: DeliverDuePorts): () => Promise<void> {
  return async () => {
    const began = clock();
    const due = await conversationsDue(began, MOST_AT_A_LOOK);
    const failed = await aFewAtOnce(due, AT_ONCE, async ({ event, reader }) => {
      if (clock() - began >= BEGIN_WITHIN_MS) return [];
      try {
        await deliver(event, reader);
        return [];
      } catch (error) {
        log.error('message failed', { event, reader, ...describeError(error) });
        return [event];
      }
    });
    const count = failed.flat().length;
    if (count > 0) throw new NotDelivered(`${count} of ${due.length} conversations failed; the log names them`);
  };
}
