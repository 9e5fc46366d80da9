import { useRef } from 'preact/hooks';
import { RefusedRequest } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import type { ShownEvent } from './shown-event.ts';

/** What lists and pages show of events. */
const EVENT_ANSWERS = ['GET /v1/today', 'GET /v1/events', 'GET /v1/events/{id}'] as const;

interface EventActing {
  /** Resolves to whether it was done. */
  readonly run: () => Promise<boolean>;
  readonly isBusy: boolean;
  /** Why it was refused; where somebody else has acted meanwhile, who did what when. */
  readonly refusal: string | undefined;
}

/**
 * Acts on an event as it was shown when this began. Where somebody else has acted since, nothing is done and the reader is
 * told; acting once more is acting with that in mind.
 */
export function useEventAct(
  event: Pick<ShownEvent, 'id' | 'acts'>,
  act: (seenActs: number) => Promise<unknown>,
): EventActing {
  const refusalOf = useRefusal();
  const seen = useRef(event.acts);
  const acting = useAct(async () => {
    try {
      await act(seen.current);
    } catch (error) {
      if (isActedMeanwhile(error)) seen.current = await actsNow(event.id);
      throw error;
    } finally {
      await askAgain(...EVENT_ANSWERS);
    }
  });
  return { run: acting.run, isBusy: acting.isRunning, refusal: refusalOf(acting.error) };
}

function isActedMeanwhile(error: unknown): boolean {
  return error instanceof RefusedRequest && error.problem?.code === 'acted-meanwhile';
}

async function actsNow(id: string): Promise<number> {
  return (await call('GET /v1/events/{id}', { params: { id } })).acts;
}
