import type { RequestTo } from '#contract/client.ts';

/** What somebody saw at a shop, as it is sent. */
export type Finding = Extract<RequestTo<'POST /v1/verifications'>, { readonly body: unknown }>['body'];

/** A finding that waits on this device. */
export interface WaitingFinding {
  /** Who saw it: nobody else's session may send it. */
  readonly person: string;
  readonly finding: Finding;
  /** Why it was refused for good; it waits for its author to read that. */
  readonly refusal?: string;
}
