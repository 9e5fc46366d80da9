import { QueryClient } from '@tanstack/query-core';
import { contractClient, RefusedRequest } from '#contract/client.ts';
import { chosenWay } from '#web/sign-in/chosen-way.ts';
import { ActRefused, SIGNED_OUT } from '#web/sign-in/sign-in-events.ts';

/** Answers are taken for fresh so long; then the next look asks again, and shows the old ones meanwhile. */
const FRESH_MS = 30_000;
const MOST_TRIES = 2;

/** Calls the API on the server of the page, where a cookie or a token says who asks. */
export const call = contractClient({
  url: '',
  async fetch(url, request) {
    const bearer = await (await chosenWay).bearer();
    const headers = {
      ...request.headers,
      'accept-language': document.documentElement.lang,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    };
    const answer = await fetch(url, { ...request, headers });
    if (answer.status === 401) dispatchEvent(isAct(url, request) ? new ActRefused() : new Event(SIGNED_OUT));
    return answer;
  },
});

/** True for what somebody does; previews change nothing, and the page asks for them by itself. */
function isAct(url: string, { method = 'GET' }: RequestInit): boolean {
  return method !== 'GET' && !/[?&]preview=true(&|$)/.test(url);
}

/** What was answered, kept while it is looked at and a while after. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // A network that is gone is told as such, and asked again when it is back.
      networkMode: 'offlineFirst',
      // Without a network another try would only wait for one, and nobody would be told.
      retry: (tries, error) => navigator.onLine && tries < MOST_TRIES && mayPass(error),
      refetchOnReconnect: ({ state }) => (state.status === 'error' ? 'always' : true),
      retryDelay: (tries) => 500 * 2 ** tries,
    },
  },
});

// Asks anew what has grown old once the network is back, or the window is looked at again.
answers.mount();

/** True for what another try may mend: no answer at all, an overload, a fault of the server. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof RefusedRequest)) return true;
  return error.status === 429 || error.status >= 500;
}
