import { QueryObserver, type QueryObserverOptions } from '@tanstack/query-core';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReceivedFrom, RequestTo } from '#contract/client.ts';
import { answers, call } from './answers.ts';

/** Routes that only read. */
type AskingKey = Extract<Parameters<typeof call>[0], `GET ${string}`>;

/** What is known of an answer: the figures last received stay while newer ones are asked for, or fail. */
export interface Answer<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  /** True before anything was received. */
  readonly isLoading: boolean;
  /** When the figures came, milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly askAgain: () => void;
}

interface Asking {
  /** False asks nothing yet. */
  readonly when?: boolean;
  /** Asks again so often while the page is looked at. */
  readonly everyMs?: number;
}

type Request<Key extends AskingKey> =
  Record<never, never> extends RequestTo<Key> ? RequestTo<Key> | undefined : RequestTo<Key>;

/**
 * Asks the API and keeps the answer up to date while the component is shown. Who asks the same shares one request.
 *
 * @example
 * const events = useAnswer('GET /v1/events', { query: { state: ['open'] } });
 */
export function useAnswer<Key extends AskingKey>(
  key: Key,
  request?: Request<Key>,
  asking: Asking = {},
): Answer<ReceivedFrom<Key>> {
  const ask = call as (key: Key, request: unknown) => Promise<ReceivedFrom<Key>>;
  return useAsked([key, request ?? {}], () => ask(key, request), asking);
}

/** The same for what is put together from several requests; the first of its names is the route that it asks. */
export function useAsked<Data>(
  queryKey: readonly [AskingKey, ...unknown[]],
  queryFn: () => Promise<Data>,
  { when = true, everyMs }: Asking = {},
): Answer<Data> {
  const options: QueryObserverOptions<Data> = {
    queryKey,
    queryFn,
    enabled: when,
    refetchInterval: everyMs ?? false,
  };
  const observer = useMemo(() => new QueryObserver(answers, options), []);
  const asked = JSON.stringify([queryKey, when, everyMs]);
  useMemo(() => observer.setOptions(options), [asked]);
  const [, render] = useState({});
  useEffect(() => observer.subscribe(() => render({})), [observer]);
  const { data, error, isPending, dataUpdatedAt } = observer.getOptimisticResult(answers.defaultQueryOptions(options));
  return {
    data,
    error,
    isLoading: isPending,
    receivedAt: dataUpdatedAt,
    askAgain: () => void observer.refetch(),
  };
}

/** Has what was answered by these routes asked again, since somebody has changed what they tell. */
export async function askAgain(...keys: readonly AskingKey[]): Promise<void> {
  await Promise.all(keys.map((key) => answers.invalidateQueries({ queryKey: [key] })));
}
