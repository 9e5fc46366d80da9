import type { ReceivedFrom } from '#contract/client.ts';

/** All goods of a place on a day. */
export type Market = ReceivedFrom<'GET /v1/market/{place}'>;
