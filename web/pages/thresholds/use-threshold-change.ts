import { useState } from 'preact/hooks';
import { RefusedRequest, type RequestTo } from '#contract/client.ts';
import { answers, call } from '#web/asking/answers.ts';
import { type Act, useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { ActRefused } from '#web/sign-in/sign-in-events.ts';
import { lastSetAt, type SetThreshold, type Thresholds } from './thresholds.ts';
import { PREVIEWS } from './use-preview.ts';

type Order = Exclude<
  NonNullable<Extract<RequestTo<'PUT /v1/thresholds'>, { body: unknown }>['body']>,
  { items: unknown }
>;

interface ThresholdChange {
  readonly act: Act<[orders: readonly Order[], done: () => void]>;
  /** What somebody else has set since the reader began. */
  readonly other: SetThreshold | undefined;
}

/**
 * Sets thresholds, unless somebody else has set some that the reader was not shown: then nothing is set, they are shown,
 * and the next press is meant.
 */
export function useThresholdChange(data: Thresholds): ThresholdChange {
  const { who } = useSession();
  const shown = lastSetAt(data);
  const [begun, setBegun] = useState(shown);
  const act = useAct(async (orders: readonly Order[], done: () => void) => {
    // Of the good that the reader was shown, also where its whole group is set.
    const fresh = await askFirst(data.items[0]?.product);
    if (lastSetAt(fresh) > shown) return askAgain('GET /v1/thresholds');
    // Whoever sets some between this look and the write is not written over: the write is refused then.
    await call('PUT /v1/thresholds', { query: { revision: fresh.revision }, body: { items: [...orders] } });
    setBegun(shown);
    done();
    await Promise.all([
      askAgain('GET /v1/thresholds', 'GET /v1/audit'),
      answers.invalidateQueries({ queryKey: [PREVIEWS] }),
    ]);
  });
  const others = data.history.filter(({ at, by }) => at > begun && by !== who?.person);
  return { act, other: others.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0] };
}

/** Asks what is set by now, as part of an act: who is not signed in any more is asked to, as at the write itself. */
function askFirst(product: string | undefined) {
  return call('GET /v1/thresholds', { query: { product } }).catch((error: unknown) => {
    if (error instanceof RefusedRequest && error.status === 401) dispatchEvent(new ActRefused());
    throw error;
  });
}
