import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { RuleBook, ThresholdRule } from '#domain/detection/rules.ts';
import { present } from '#domain/present.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { type PreviewThresholdsPorts, previewThresholds } from './preview-thresholds.ts';
import { enteredAfter, type OneOrMany, requireFreshRules, requireKnownProducts, rulesOf } from './rule-order.ts';
import { thresholdsInForce } from './thresholds-in-force.ts';

export interface SetThresholdsPorts extends AuditPort, PreviewThresholdsPorts {
  readonly ruleBook: () => Promise<
    RuleBook & {
      readonly thresholds: readonly (ThresholdRule & { readonly at: number })[];
      readonly revision: number;
    }
  >;
  /** All of them or none; false where somebody has entered rules since the book was at `revision`. */
  readonly putThresholds: (
    rules: readonly (ThresholdRule & { readonly by: string; readonly at: number; readonly reason?: string })[],
    revision: number,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
}

interface ThresholdOrder {
  readonly product: string;
  readonly validFrom?: BusinessDay;
  readonly watch: number;
  readonly alert: number;
  readonly crisis: number;
  readonly reason?: string;
}

interface ThresholdRequest {
  readonly staff: StaffMember;
  readonly query: { readonly preview: 'true' | 'false'; readonly from?: BusinessDay; readonly revision?: number };
  readonly body: OneOrMany<ThresholdOrder>;
}

/**
 * `PUT /v1/thresholds`: one product's thresholds or several, all or none, from today or a later day on. With
 * `?preview=true` nothing is set: the answer tells what they would have opened since `from`. Whoever names the revision of
 * the rules that were shown is refused where somebody has entered others meanwhile.
 */
export function setThresholds(ports: SetThresholdsPorts) {
  const preview = previewThresholds(ports);
  return async ({ staff, query, body }: ThresholdRequest) => {
    requireCityWide(staff);
    const today = ports.today();
    const orders = rulesOf(body).map((order) => ({ ...order, validFrom: order.validFrom ?? today }));
    requireKnownProducts(ports.catalogue, orders);
    requireFreshRules(
      orders,
      ({ validFrom }) => validFrom >= today,
      ({ product, validFrom }) => `${product}|${validFrom}`,
    );
    const book = await ports.ruleBook();
    const items = orders.map(({ reason: _, ...rule }) => rule);
    if (query.preview === 'true') {
      const shown = await preview(items, book, query.from);
      return { status: 200 as const, body: { saved: false, items, preview: shown } };
    }
    const entered = { by: staff.id, at: enteredAfter(book.thresholds, ports.clock()) };
    const rules = orders.map(({ product, validFrom, watch, alert, crisis, reason }) =>
      present<ThresholdRule & { readonly by: string; readonly at: number; readonly reason?: string }>({
        product,
        validFrom,
        thresholds: { watch, alert, crisis },
        ...entered,
        reason,
      }),
    );
    const lines = orders.map(({ product, validFrom, reason, ...thresholds }) =>
      lineOf(ports, staff, {
        action: 'set-threshold',
        subject: `threshold/${product}`,
        before: thresholdsInForce(book, ports.catalogue, product, validFrom).thresholds,
        after: present({ validFrom, ...thresholds, reason }),
      }),
    );
    await keepOrConflict(ports.putThresholds(rules, query.revision ?? book.revision, lines));
    return { status: 200 as const, body: { saved: true, items } };
  };
}
