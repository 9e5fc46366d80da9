/**
 * The shops of an event that somebody should look at.
 *
 * 1. Take the rows of evidence that are beyond the threshold, of all goods of the event.
 * 2. Gather them by shop; of two rows of one good in one shop the greater change stands.
 * 3. The shop with the greatest change against its own usual price comes first.
 * 4. On the first page no ward has more than two, so that one ward does not fill it.
 * 5. A shop leaves once any of its goods was looked at on the day of its figures or later.
 */
import type { BusinessDay } from '../business-day.ts';
import type { Rung } from '../level.ts';
import type { StoreKey } from '../store.ts';
import { type KeptFinding, speaksOf, standingFinding } from './finding.ts';

/** A row of evidence beyond the threshold: one good in one shop. */
export interface BeyondRow {
  readonly store: StoreKey;
  /** The place in which the store lies. */
  readonly place: string;
  readonly product: string;
  readonly alert: string;
  readonly rung: Rung;
  /** The day of the evidence. */
  readonly figuresOn: BusinessDay;
  readonly price: number;
  readonly comparedWith: number;
  readonly changePct: number;
  /** Days before on which a silent shop said its price. */
  readonly daysAgo: number;
}

/** One shop with its goods beyond the threshold, the greatest change first. */
export interface ShopToVerify {
  readonly store: StoreKey;
  readonly place: string;
  readonly goods: readonly BeyondRow[];
}

/** The shops of these rows, that with the greatest change first. */
export function shopsBeyond(rows: readonly BeyondRow[]): ShopToVerify[] {
  return [...Map.groupBy(rows, ({ store }) => store)]
    .map(([store, own]) => {
      const goods = [...Map.groupBy(own, ({ product }) => product).values()]
        .map((same) => same.toSorted(greatestFirst)[0] as BeyondRow)
        .toSorted(greatestFirst);
      return { store, place: goods[0]?.place ?? '', goods };
    })
    .toSorted((a, b) => greatestFirst(a.goods[0] as BeyondRow, b.goods[0] as BeyondRow));
}

function greatestFirst(a: BeyondRow, b: BeyondRow): number {
  const size = ({ changePct }: BeyondRow) => Math.abs(changePct);
  if (size(a) !== size(b)) return size(b) - size(a);
  if (a.figuresOn !== b.figuresOn) return a.figuresOn > b.figuresOn ? -1 : 1;
  return `${a.store} ${a.product} ${a.alert}` < `${b.store} ${b.product} ${b.alert}` ? -1 : 1;
}

/** So many of a ward stand on the first page. */
const OF_ONE_WARD = 2;

/**
 * The shops in the order in which they are read, and where the first page ends. Where all lie in one ward nothing is held
 * back.
 */
export function inReadingOrder(
  shops: readonly ShopToVerify[],
  pageSize: number,
): { readonly shops: readonly ShopToVerify[]; readonly firstPage: number } {
  if (new Set(shops.map(({ place }) => place)).size < 2) return { shops, firstPage: Math.min(pageSize, shops.length) };
  const taken = new Map<string, number>();
  const first = new Set<ShopToVerify>();
  for (const shop of shops) {
    const ofWard = taken.get(shop.place) ?? 0;
    if (first.size === pageSize || ofWard === OF_ONE_WARD) continue;
    taken.set(shop.place, ofWard + 1);
    first.add(shop);
  }
  return { shops: [...first, ...shops.filter((shop) => !first.has(shop))], firstPage: first.size };
}

/** What stands for each good of a shop; nothing for one that nobody has looked at since the day of its figures. */
export function foundIn({ store, goods }: ShopToVerify, findings: readonly KeptFinding[]): (KeptFinding | undefined)[] {
  return goods.map(({ product, figuresOn }) => {
    const standing = standingFinding(findings, { store, product });
    return standing && speaksOf(standing, figuresOn) ? standing : undefined;
  });
}

/** True once somebody has looked at a good of the shop: it was visited, and says of how many goods. */
export function isVerified(shop: ShopToVerify, findings: readonly KeptFinding[]): boolean {
  return foundIn(shop, findings).some((finding) => finding !== undefined);
}
