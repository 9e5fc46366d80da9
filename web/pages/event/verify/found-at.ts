import type { WaitingFinding } from '#web/findings/finding.ts';
import type { Shop, ShopGood } from './shop.ts';

/** What was found of one good in a shop. */
interface Found {
  readonly verdict: NonNullable<ShopGood['found']>['verdict'];
  readonly seenPrice?: number | undefined;
  /** True while it is on this device alone. */
  readonly isWaiting: boolean;
}

/** A good with what stands of it. */
interface CheckedGood {
  readonly good: ShopGood;
  readonly found: Found | undefined;
}

/** What stands for each good of a shop: what waits on this device was seen later than what the server knows. */
export function foundAt(shop: Shop, waiting: readonly WaitingFinding[]): readonly CheckedGood[] {
  const own = waiting.filter(({ finding, refusal }) => finding.store === shop.store && refusal === undefined);
  return shop.goods.map((good) => {
    const last = own.findLast(({ finding }) => finding.product === undefined || finding.product === good.product);
    if (!last) return { good, found: good.found && { ...good.found, isWaiting: false } };
    const { verdict, seenPrice } = last.finding;
    return { good, found: { verdict, seenPrice, isWaiting: true } };
  });
}

/** True for a shop of which nothing more is to be looked at. */
export function isDone(shop: Shop, waiting: readonly WaitingFinding[]): boolean {
  return foundAt(shop, waiting).every(({ found }) => found !== undefined);
}
