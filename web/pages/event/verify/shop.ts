import type { ReceivedFrom } from '#contract/client.ts';

/** The shops of an event to verify, and those that were. */
export type Shops = ReceivedFrom<'GET /v1/events/{id}/shops'>;
export type Shop = Shops['items'][number];
export type ShopGood = Shop['goods'][number];
