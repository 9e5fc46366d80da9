import { RefusedRequest } from '#contract/client.ts';

/** Why a request failed, as a page tells it apart. */
export type Failure =
  | 'offline'
  | 'signed-out'
  | 'no-permission'
  | 'missing'
  | 'conflict'
  | 'invalid'
  | 'busy'
  | 'broken';

/** What kind of failure it is. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof RefusedRequest)) return 'offline';
  const { status } = error;
  if (status === 401) return 'signed-out';
  if (status === 403) return 'no-permission';
  if (status === 404) return 'missing';
  if (status === 409) return 'conflict';
  if (status === 429) return 'busy';
  return status === 400 || status === 422 ? 'invalid' : 'broken';
}

/** By what the request is found in the log; nothing where it never arrived. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof RefusedRequest ? error.problem?.requestId.slice(0, 8) : undefined;
}
