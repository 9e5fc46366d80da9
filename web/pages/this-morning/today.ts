import type { ReceivedFrom } from '#contract/client.ts';

/** What the page is made of, in one request. */
export type Today = ReceivedFrom<'GET /v1/today'>;

/** What was looked at on a day without an event. */
export type CalmDay = NonNullable<Today['calm']>;
