import type { AuditEntry, Change } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type FoodSafetyHold, holdStateOn } from '#domain/matching/food-safety-hold.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import { requirePlace, type StaffMember } from '../http/own-places.ts';
import { requireFreshRules, requireKnownProducts } from '../rules/rule-order.ts';
import { describeHold } from './describe-hold.ts';

export interface SetHoldPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly readHold: (id: string) => Promise<{ readonly value: FoodSafetyHold; readonly hash: string } | undefined>;
  readonly putHold: (
    hold: FoodSafetyHold,
    expected: string | undefined,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
  readonly readRetailer: (id: string) => Promise<object | undefined>;
  readonly readStore: (retailer: string, store: string) => Promise<{ readonly value: Store } | undefined>;
}

type HoldOrder = Omit<FoodSafetyHold, 'id' | 'by' | 'at' | 'lifted' | 'from'> & { readonly from?: BusinessDay };

interface Named {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
}

/** `PUT /v1/holds/{id}`: enters a hold from today or a later day on, or changes one that is not lifted. */
export function setHold(ports: SetHoldPorts) {
  return async ({ staff, params: { id }, body }: Named & { readonly body: HoldOrder }) => {
    requireCityWide(staff);
    const today = ports.today();
    const kept = await ports.readHold(id);
    if (kept?.value.lifted) throw liftedBefore(kept.value);
    if (kept && kept.value.product !== body.product) throw holdsAnother(kept.value);
    const from = body.from ?? kept?.value.from ?? today;
    requireKnownProducts(ports.catalogue, [body]);
    const isFresh = from >= today || from === kept?.value.from;
    const isYetToEnd = body.through === undefined || (body.through >= today && body.through >= from);
    requireFreshRules(
      [body],
      () => isFresh && isYetToEnd,
      () => id,
    );
    const place = body.place === undefined ? undefined : requirePlace(staff, ports.catalogue, body.place).id;
    await requireSeller(ports, body);
    const hold: FoodSafetyHold = present({ ...body, place, id, from, by: staff.id, at: ports.clock() });
    const change = present<Change>({ action: 'set-hold', subject: `hold/${id}`, before: kept?.value, after: hold });
    await keepOrConflict(ports.putHold(hold, kept?.hash, [lineOf(ports, staff, change)]));
    return { status: kept ? (200 as const) : (201 as const), body: describeHold(hold, ports.catalogue, today) };
  };
}

/** `DELETE /v1/holds/{id}`: the goods may move from now on; harmless to repeat. */
export function liftHold(ports: SetHoldPorts) {
  return async ({ staff, params: { id } }: Named) => {
    requireCityWide(staff);
    const kept = await ports.readHold(id);
    if (!kept)
      throw new Problem(404, 'unknown-hold', { vi: 'Không có lệnh tạm giữ này.', en: 'There is no such hold.' });
    if (kept.value.lifted === undefined && holdStateOn(kept.value, ports.today()) !== 'over') {
      const lifted = { on: ports.today(), by: staff.id, at: ports.clock() };
      const line = lineOf(ports, staff, { action: 'lift-hold', subject: `hold/${id}`, before: kept.value });
      await keepOrConflict(ports.putHold({ ...kept.value, lifted }, kept.hash, [line]));
    }
    return { status: 204 as const };
  };
}

/** Raises `unknown-retailer` or `unknown-store` (422): a hold that is limited to nobody would hold nothing. */
async function requireSeller(ports: SetHoldPorts, { retailer, store }: HoldOrder): Promise<void> {
  if (retailer === undefined) return;
  if (!(await ports.readRetailer(retailer))) {
    throw new Problem(422, 'unknown-retailer', {
      vi: `Chưa có đơn vị "${retailer}". Xem /v1/retailers.`,
      en: `There is no retailer "${retailer}". See /v1/retailers.`,
    });
  }
  if (store !== undefined && !(await ports.readStore(retailer, store))) {
    throw new Problem(422, 'unknown-store', {
      vi: `Đơn vị "${retailer}" không có điểm bán "${store}".`,
      en: `The retailer "${retailer}" has no store "${store}".`,
    });
  }
}

/** One hold is of one product: goods that it no longer names would be matched again by nobody. */
function holdsAnother({ product }: FoodSafetyHold): Problem {
  return new Problem(
    409,
    'hold-of-another-product',
    {
      vi: `Lệnh tạm giữ này đang áp dụng cho mặt hàng ${product}. Hãy gỡ bỏ rồi lập lệnh mới với mã khác.`,
      en: `This hold is of the product ${product}. Lift it, and enter a new one with another id.`,
    },
    { product },
  );
}

function liftedBefore({ lifted }: FoodSafetyHold): Problem {
  return new Problem(
    409,
    'hold-lifted',
    {
      vi: 'Lệnh tạm giữ này đã được gỡ bỏ. Hãy lập lệnh mới với mã khác.',
      en: 'This hold has been lifted. Enter a new one with another id.',
    },
    { liftedOn: lifted?.on },
  );
}
