import type { AuditEntry, Change } from '#domain/audit-entry.ts';
import { type BusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { CeilingRule, RuleBook } from '#domain/detection/rules.ts';
import { present } from '#domain/present.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { ceilingInForce } from './list-ceilings.ts';
import { requirePlausibleCeilings } from './plausible-ceilings.ts';
import { enteredAfter, type OneOrMany, requireFreshRules, requireKnownProducts, rulesOf } from './rule-order.ts';

export interface SetCeilingsPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly ruleBook: () => Promise<
    RuleBook & {
      readonly ceilings: readonly (CeilingRule & { readonly at: number })[];
      readonly revision: number;
    }
  >;
  /** All of them or none; false where somebody has entered rules since the book was at `revision`. */
  readonly putCeilings: (
    rules: readonly (CeilingRule & { readonly by: string; readonly at: number })[],
    revision: number,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
}

interface CeilingOrder {
  readonly product: string;
  /** Instant with its offset. */
  readonly effectiveFrom: string;
  readonly price: number;
}

interface CeilingRequest {
  readonly staff: StaffMember;
  readonly query: { readonly revision?: number };
  readonly body: OneOrMany<CeilingOrder>;
}

/** `PUT /v1/ceilings`: one ceiling or several, all or none, from an instant on, this morning at the earliest. */
export function setCeilings(ports: SetCeilingsPorts) {
  return async ({ staff, query, body }: CeilingRequest) => {
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
    const rules = orders.map((order) => ({ ...order, ...entered }));
    const lines = orders.map(({ product, effectiveFrom, price }) => {
      const before = ceilingInForce(book, product, effectiveFrom);
      const change = present<Change>({
        action: 'set-ceiling',
        subject: `ceiling/${product}`,
        before: before ? { effectiveFrom: instantOf(before), price: before.price } : undefined,
        after: { effectiveFrom: instantOf({ effectiveFrom }), price },
      });
      return lineOf(ports, staff, change);
    });
    await keepOrConflict(ports.putCeilings(rules, query.revision ?? book.revision, lines));
    return {
      status: 200 as const,
      body: { items: orders.map((order) => ({ ...order, effectiveFrom: instantOf(order) })) },
    };
  };
}

function instantOf({ effectiveFrom }: { readonly effectiveFrom: number }): string {
  return new Date(effectiveFrom).toISOString();
}
