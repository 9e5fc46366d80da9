import type { ReceivedFrom } from '#contract/client.ts';

type OwnDay = ReceivedFrom<'GET /v1/me/today'>;
export type StoreToday = OwnDay['stores'][number];
export type Doubtful = NonNullable<OwnDay['doubtful']>[number];
export type Beside = NonNullable<OwnDay['beside']>;

/** What the server said of a store's day, and when by its own clock. */
export interface ShownDay {
  readonly said: OwnDay;
  readonly askedAt: string;
}

/** Where a price stands among those of others: between their quarters, or on which side. */
export function sideOf({ own, lower, upper }: Beside['items'][number]): 'below' | 'among' | 'above' {
  if (own < lower) return 'below';
  return own > upper ? 'above' : 'among';
}
