import type { ShopRow } from './use-shops.ts';

/** By what the shops can be sorted. */
export const SHOP_COLUMNS = ['shop', 'channel', 'usual', 'price', 'change', 'cover', 'receivedAt'] as const;
export type ShopColumn = (typeof SHOP_COLUMNS)[number];

export interface ShopOrder {
  readonly by: ShopColumn;
  readonly isRising: boolean;
}

/** Furthest from usual first, in whichever direction: where one would look first. */
export const FURTHEST_FIRST: ShopOrder = { by: 'change', isRising: false };

type SortedBy = (row: ShopRow) => number | string | undefined;

const VALUES: Readonly<Record<ShopColumn, SortedBy>> = {
  shop: ({ storeName, placeName }) => `${storeName} ${placeName.vi}`,
  channel: ({ channel, priceType }) => `${channel} ${priceType}`,
  usual: ({ usual }) => usual,
  price: ({ price }) => price,
  change: ({ changePct }) => (changePct === undefined ? undefined : Math.abs(changePct)),
  cover: ({ coverDays }) => coverDays,
  receivedAt: ({ receivedAt }) => receivedAt,
};

const NAMES = new Intl.Collator('vi');

/** The rows in an order; those of which it is not known stand last. Equal ones stay in the order of places and names. */
export function inOrder(rows: readonly ShopRow[], { by, isRising }: ShopOrder): ShopRow[] {
  const sortedBy = VALUES[by];
  return rows.toSorted((one, other) => {
    const [a, b] = [sortedBy(one), sortedBy(other)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const rising = typeof a === 'number' && typeof b === 'number' ? a - b : NAMES.compare(String(a), String(b));
    return isRising ? rising : -rising;
  });
}
