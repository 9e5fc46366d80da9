import type { WaitingFinding } from '#web/findings/finding.ts';
import type { Shop, ShopGood } from './shop.ts';

/** What was found of one good in a shop. */
export type Found = Pick<NonNullable<ShopGood['found']>, 'verdict' | 'seenPrice' | 'note' | 'at' | 'byName'> & {
  /** When the server took it; undefined while it is on this device alone. */
  readonly sentAt: string | undefined;
};

/** A good with what stands of it. */
export interface CheckedGood {
  readonly good: ShopGood;
  readonly found: Found | undefined;
}

/**
 * What stands for each good of a shop: the last word of it, on this device or on the server. An answer that was asked for
 * before something was sent changes nothing.
 */
export function foundAt(event: string, shop: Shop, waiting: readonly WaitingFinding[]): readonly CheckedGood[] {
  const own = saidHere(event, shop, waiting);
  return shop.goods.map((good) => {
    const here = own
      .filter(({ finding }) => finding.product === undefined || finding.product === good.product)
      .map(({ finding, sentAt }): Found => ({ ...finding, sentAt }));
    const there = good.found ? [{ ...good.found, sentAt: good.found.receivedAt }] : [];
    const last = [...here, ...there].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
    return { good, found: last?.verdict === 'taken-back' ? undefined : last };
  });
}

/** Of how many goods somebody has looked at the price. */
export function countLookedAt(checked: readonly CheckedGood[]): number {
  return checked.filter(({ found }) => found !== undefined).length;
}

/** True for a shop of which somebody has looked at any good: it was visited. */
export function isLookedAt(event: string, shop: Shop, waiting: readonly WaitingFinding[]): boolean {
  return countLookedAt(foundAt(event, shop, waiting)) > 0;
}

/** When something is seen now: later than all that is known to be said of the shop, also by a clock that was set back. */
export function seenNow(event: string, shop: Shop, waiting: readonly WaitingFinding[]): string {
  const there = shop.goods.flatMap(({ found }) => found?.at ?? []);
  const here = saidHere(event, shop, waiting).map(({ finding }) => finding.at);
  return new Date(Math.max(Date.now(), ...[...there, ...here].map((at) => Date.parse(at) + 1))).toISOString();
}

function saidHere(event: string, shop: Shop, waiting: readonly WaitingFinding[]): readonly WaitingFinding[] {
  return waiting.filter(
    ({ finding, refusal }) => finding.store === shop.store && finding.event === event && refusal === undefined,
  );
}
