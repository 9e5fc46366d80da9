import type { DayClock } from './day-clock.ts';
import type { HandOver } from './hand-over.ts';
import type { MessageQueue } from './message-queue.ts';

interface Running {
  readonly days: Pick<DayClock, 'stop'>;
  readonly server: { readonly close: () => Promise<void>; readonly cut: () => void };
  readonly handOver: Pick<HandOver, 'stop'>;
  readonly messages: Pick<MessageQueue, 'stop'>;
}

/** How long requests and handlers may go on once the machine is told to end. */
const GRACE_MS = 2_500;
/** How long handlers may go on once the requests before them have been cut off. */
const LAST_MS = 500;

/**
 * Ends what runs, within seconds: who asks first, then who is asked. A request or handler that hangs is cut off: what it
 * was about is pending, and goes on at the next start.
 */
export async function endInOrder(running: Running): Promise<void> {
  const { server, handOver, messages } = running;
  await atMost(GRACE_MS, untilAllHaveEnded(running));
  server.cut();
  await atMost(LAST_MS, Promise.all([handOver.stop(), messages.stop()]));
}

async function untilAllHaveEnded({ days, server, handOver, messages }: Running): Promise<void> {
  const ending = days.stop();
  await server.close();
  await handOver.stop();
  await messages.stop();
  await ending;
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, late]);
  clearTimeout(timer);
}
