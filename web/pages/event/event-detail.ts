import type { ReceivedFrom } from '#contract/client.ts';

/** An event with its alerts and its timeline. */
export type EventDetail = ReceivedFrom<'GET /v1/events/{id}'>;
