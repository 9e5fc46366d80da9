import type { RequestTo } from '#contract/client.ts';

/** What somebody saw at a shop, as it is sent. */
export type Finding = Extract<RequestTo<'POST /v1/verifications'>, { readonly body: unknown }>['body'];

/** A finding that waits on this device, or was sent from it a while ago. */
export interface WaitingFinding {
  /** Who saw it: nobody else's session may send it. */
  readonly person: string;
  readonly finding: Finding;
  /** Why it was refused for good; it waits for its author to read that. */
  readonly refusal?: string;
  /** When the server took it: it is kept a while, since an answer that was asked for before does not know of it. */
  readonly sentAt?: string;
}

/** True for what has yet to be sent. */
export function isUnsent({ refusal, sentAt }: WaitingFinding): boolean {
  return refusal === undefined && sentAt === undefined;
}
