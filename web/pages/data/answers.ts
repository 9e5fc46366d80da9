import type { ReceivedFrom } from '#contract/client.ts';

/** Who has reported on the day, which several panels tell apart. */
export type Coverage = ReceivedFrom<'GET /v1/coverage'>;
export type CoveredShop = Coverage['items'][number];

/** The prices that wait on the day. */
export type Doubts = ReceivedFrom<'GET /v1/doubts'>;
export type Doubt = Doubts['items'][number];

/** A shop by its key, as requests name it. */
export function keyOf({ retailer, store }: { readonly retailer: string; readonly store: string }): string {
  return `${retailer}/${store}`;
}

/** The names of the places of a day, which items tell by their ids alone. */
export function placeNames({ places }: Coverage): ReadonlyMap<string, Coverage['places'][number]['placeName']> {
  return new Map(places.map(({ place, placeName }) => [place, placeName]));
}
