import { keepPreviousData, QueryObserver, type QueryObserverOptions } from '@tanstack/query-core';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import type { ThresholdPercents } from '#domain/product.ts';
import { answers, call } from '#web/asking/answers.ts';
import type { Answer } from '#web/asking/use-answer.ts';

export type Preview = NonNullable<ReceivedFrom<'PUT /v1/thresholds'>['preview']>;
export type PreviewedGood = Preview['items'][number];

/** By what previews are kept. */
export const PREVIEWS = 'PUT /v1/thresholds?preview=true';

/** Nothing is computed while somebody is still pressing. */
const PAUSE_MS = 400;
const FRESH_MS = 300_000;

interface AskedPreview extends Answer<Preview> {
  /** True while those of other numbers are shown. */
  readonly isOfOthers: boolean;
}

/** What thresholds would have opened in the last 90 days; those of before stay while new ones are computed. */
export function usePreview(products: readonly string[], proposed: ThresholdPercents | undefined): AskedPreview {
  const asked = useCalm(proposed);
  const options: QueryObserverOptions<Preview> = {
    queryKey: [PREVIEWS, ...products, asked],
    queryFn: async () => {
      const items = products.map((product) => ({ product, ...(asked ?? { watch: 1, alert: 2, crisis: 3 }) }));
      const { preview } = await call('PUT /v1/thresholds', { query: { preview: 'true' }, body: { items } });
      if (!preview) throw new Error('A preview was answered without one.');
      return preview;
    },
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  };
  const observer = useMemo(() => new QueryObserver(answers, options), []);
  useMemo(() => observer.setOptions(options), [JSON.stringify(options.queryKey)]);
  const [, render] = useState({});
  useEffect(() => observer.subscribe(() => render({})), [observer]);
  const result = observer.getOptimisticResult(answers.defaultQueryOptions(options));
  return {
    data: result.data,
    error: result.error,
    isLoading: result.isPending,
    receivedAt: result.dataUpdatedAt,
    askAgain: () => void observer.refetch(),
    isOfOthers: result.isPlaceholderData || JSON.stringify(asked) !== JSON.stringify(proposed),
  };
}

/** The last that can be computed, once nothing has changed for a moment. */
function useCalm(proposed: ThresholdPercents | undefined): ThresholdPercents | undefined {
  const [calm, setCalm] = useState(proposed);
  const text = JSON.stringify(proposed);
  useEffect(() => {
    if (proposed === undefined) return;
    const timer = setTimeout(() => setCalm(proposed), calm === undefined ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return calm;
}
