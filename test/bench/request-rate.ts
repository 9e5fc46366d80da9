import { setTimeout as wait } from 'node:timers/promises';

/** How long each answer took, in milliseconds, and how many were none. */
export interface Answers {
  readonly took: readonly number[];
  readonly failed: number;
}

/** Asks at an even pace, whether or not the last request has been answered, as many people do who know nothing of each other. */
export async function askAtRate(
  ask: (request: number) => Promise<Response>,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Answers> {
  const took: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const asked = Array.from({ length: perSecond * seconds }, async (_, request) => {
    await wait(Math.max(0, begun + (request * 1000) / perSecond - performance.now()));
    const started = performance.now();
    const isAnswered = await ask(request)
      .then(async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      })
      .catch(() => false);
    took.push(performance.now() - started);
    if (!isAnswered) failed++;
  });
  await Promise.all(asked);
  return { took, failed };
}
