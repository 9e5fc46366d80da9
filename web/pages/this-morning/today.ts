import type { ReceivedFrom } from '#contract/client.ts';

/** What the page is made of, in one request. */
export type Today = ReceivedFrom<'GET /v1/today'>;
