import type { Catalogue } from '#domain/catalogue.ts';
import { Problem } from '#runtime/problem.ts';
import { unknownProduct } from '../http/names.ts';

/** One rule, or several that are taken all or none. */
export type OneOrMany<Order> = Order | { readonly items: readonly Order[] };

export function rulesOf<Order extends object>(body: OneOrMany<Order>): readonly Order[] {
  return 'items' in body ? body.items : [body];
}

/** When a rule counts as entered: after all that are kept, however the clocks of our machines differ. */
export function enteredAfter(kept: readonly { readonly at: number }[], now: number): number {
  return kept.reduce((latest, { at }) => Math.max(latest, at + 1), now);
}

/** Raises `unknown-product` (422) with the nearest names. */
export function requireKnownProducts(catalogue: Catalogue, orders: readonly { readonly product: string }[]): void {
  const unknown = orders.find(({ product }) => !catalogue.products.has(product))?.product;
  if (unknown === undefined) return;
  throw unknownProduct(422, catalogue, unknown);
}

/** Raises `rule-in-the-past` or `duplicate-rule` (422). */
export function requireFreshRules<Order>(
  orders: readonly Order[],
  isFresh: (order: Order) => boolean,
  keyOf: (order: Order) => string,
): void {
  if (!orders.every(isFresh)) {
    throw new Problem(422, 'rule-in-the-past', {
      vi: 'Quy định chỉ có hiệu lực sớm nhất từ hôm nay: những ngày đã qua không được đánh giá lại theo quy định mới.',
      en: 'A rule holds from today at the earliest: past days are never judged by new rules.',
    });
  }
  if (new Set(orders.map(keyOf)).size < orders.length) {
    throw new Problem(422, 'duplicate-rule', {
      vi: 'Cùng một mặt hàng và thời điểm xuất hiện nhiều lần.',
      en: 'A product and time stand in the list more than once.',
    });
  }
}
