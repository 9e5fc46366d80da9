import type { ShopRow } from './use-shops.ts';

/** By what the shops can be sorted. */
export const SHOP_COLUMNS = ['shop', 'channel', 'usual', 'price', 'change', 'cover', 'receivedAt'] as const;
export type ShopColumn = (typeof SHOP_COLUMNS)[number];

export interface ShopOrder {
  readonly by: ShopColumn;
  readonly isRising: boolean;
}

/** What rose most first: where one would look first. */
export const RISEN_MOST_FIRST: ShopOrder = { by: 'change', isRising: false };

/** By these the smallest stands first at a first press: names, and the stock that ends soonest. */
const SMALLEST_FIRST: readonly ShopColumn[] = ['shop', 'channel', 'cover'];

/** What ends soonest first. */
export const ENDS_FIRST: ShopOrder = { by: 'cover', isRising: true };

/** The order after a press on a column's heading: the same column again turns it round. */
export function pressed(now: ShopOrder, by: ShopColumn): ShopOrder {
  return { by, isRising: now.by === by ? !now.isRising : SMALLEST_FIRST.includes(by) };
}

/** True for who sells to shops and not to people: it stands apart. */
export function isWholesale({ channel, priceType }: ShopRow): boolean {
  return priceType === 'wholesale' || channel === 'wholesale' || channel === 'producer';
}

/** Shops that have reported and have less than a day of stock, the one that runs out first on top. */
export function endingWithinADay(rows: readonly ShopRow[]): ShopRow[] {
  const ending = rows.filter(
    (row) => row.state === 'reported' && !isWholesale(row) && row.coverDays !== undefined && row.coverDays < 1,
  );
  const shops = new Map(
    inOrder(ending, ENDS_FIRST)
      .toReversed()
      .map((row) => [`${row.retailer}/${row.store}`, row]),
  );
  return inOrder([...shops.values()], ENDS_FIRST);
}

type SortedBy = (row: ShopRow) => number | string | undefined;

const VALUES: Readonly<Record<ShopColumn, SortedBy>> = {
  shop: ({ storeName, placeName }) => `${storeName} ${placeName.vi}`,
  channel: ({ channel, priceType }) => `${channel} ${priceType}`,
  usual: ({ usual }) => usual,
  price: ({ price }) => price,
  change: ({ changePct }) => changePct,
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
