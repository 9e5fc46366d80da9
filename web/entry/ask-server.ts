import { type ContractClient, contractClient, RefusedRequest } from '#contract/client.ts';
import type { PhoneKey } from './on-this-phone.ts';

/** Asks the API with this phone's key. */
export function askServer(phone?: PhoneKey): ContractClient {
  return contractClient({
    url: '',
    token: phone?.bearer,
    fetch: (url, request) =>
      fetch(url, { ...request, headers: { ...request.headers, 'accept-language': document.documentElement.lang } }),
  });
}

/** Why something was not done, as the page acts on it. */
export type Refusal = 'offline' | 'locked-out' | 'changed' | 'refused' | 'later';

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof RefusedRequest)) return 'offline';
  const { status, problem } = error;
  if (status === 401 || status === 403) return 'locked-out';
  if (problem?.code === 'changed-meanwhile') return 'changed';
  // What passes by itself is tried again; all else would be refused again.
  return status === 429 || status >= 500 ? 'later' : 'refused';
}

/** What the server says of it, in the language of the page. */
export function detailOf(error: unknown): string | undefined {
  return error instanceof RefusedRequest ? error.problem?.detail : undefined;
}
