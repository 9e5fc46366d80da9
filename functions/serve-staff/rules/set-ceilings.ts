import { type BusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { CeilingRule, RuleBook } from '#domain/detection/rules.ts';
import { present } from '#domain/present.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import type { AuditPort } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';
import { ceilingInForce } from './list-ceilings.ts';
import { requirePlausibleCeilings } from './plausible-ceilings.ts';
import { enteredAfter, type OneOrMany, requireFreshRules, requireKnownProducts, rulesOf } from './rule-order.ts';

export interface SetCeilingsPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly ruleBook: () => Promise<
    RuleBook & { readonly ceilings: readonly (CeilingRule & { readonly at: number })[] }
  >;
  /** All of them or none. */
  readonly putCeilings: (
    rules: readonly (CeilingRule & { readonly by: string; readonly at: number })[],
  ) => Promise<void>;
}

interface CeilingOrder {
  readonly product: string;
  /** Instant with its offset. */
  readonly effectiveFrom: string;
  readonly price: number;
}

/** `PUT /v1/ceilings`: one ceiling or several, all or none, from an instant on, this morning at the earliest. */
export function setCeilings(ports: SetCeilingsPorts) {
  return async ({ staff, body }: { readonly staff: StaffMember; readonly body: OneOrMany<CeilingOrder> }) => {
    requireCityWide(staff);
    const recordedOn = ports.today();
    const orders = rulesOf(body).map((order) => ({ ...order, effectiveFrom: Date.parse(order.effectiveFrom) }));
    requireKnownProducts(ports.catalogue, orders);
    requireFreshRules(
      orders,
      ({ effectiveFrom }) => effectiveFrom >= startOfBusinessDay(recordedOn),
      ({ product, effectiveFrom }) => `${product}|${effectiveFrom}`,
    );
    requirePlausibleCeilings(ports.catalogue, orders);
    const book = await ports.ruleBook();
    const entered = { recordedOn, by: staff.id, at: enteredAfter(book.ceilings, ports.clock()) };
    await ports.putCeilings(orders.map((order) => ({ ...order, ...entered })));
    for (const { product, effectiveFrom, price } of orders) {
      const before = ceilingInForce(book, product, effectiveFrom);
      await ports.audit(
        staff,
        present({
          action: 'set-ceiling',
          subject: `ceiling/${product}`,
          before: before ? { effectiveFrom: instantOf(before), price: before.price } : undefined,
          after: { effectiveFrom: instantOf({ effectiveFrom }), price },
        }),
      );
    }
    return {
      status: 200 as const,
      body: { items: orders.map((order) => ({ ...order, effectiveFrom: instantOf(order) })) },
    };
  };
}

function instantOf({ effectiveFrom }: { readonly effectiveFrom: number }): string {
  return new Date(effectiveFrom).toISOString();
}
