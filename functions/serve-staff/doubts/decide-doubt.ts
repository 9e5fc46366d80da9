import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { type DecidedReport, type DoubtVerdict, decideDoubt } from '#domain/report/doubt-decision.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import type { AuditPort } from '../http/audit.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { doubtId, type NamedDoubt, requireDoubt, unknownDoubt } from './doubt-id.ts';

interface KeptReport {
  readonly day: StoreDay;
  readonly revision: number;
  readonly hash: string;
}

export interface DecideDoubtPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly readStore: (retailer: string, store: string) => Promise<{ readonly value: Store } | undefined>;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
  readonly readReport: (place: string, date: BusinessDay, store: StoreKey) => Promise<KeptReport | undefined>;
  /** Keeps a report if what is kept is still what was read; false if another came between. */
  readonly putStoreDay: (day: StoreDay, revision: number, expected: string) => Promise<boolean>;
}

interface DoubtOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly verdict: DoubtVerdict; readonly note?: string };
}

const MOST_ROUNDS = 5;

/**
 * `POST /v1/doubts/{id}`: a held-back price is right, or is taken out. Either is a correction of the shop's report, so that
 * the day still follows from the reports that are kept; who decided stands in the audit trail.
 */
export function decideDoubtfulPrice(ports: DecideDoubtPorts) {
  return async ({ staff, params, body: { verdict, note } }: DoubtOrder) => {
    const doubt = requireDoubt(params.id);
    const { date, retailer, product, price } = doubt;
    const store = await requireStore(ports, staff, doubt);
    requireOpenDay(ports, date);
    const key = storeKey(retailer, doubt.store);
    const place = placeOf(store, date);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const kept = await ports.readReport(place, date, key);
      const decided = kept && decideDoubt(kept.day, { product, price }, verdict);
      if (!kept || !decided) throw unknownDoubt();
      const revision = kept.revision + (decided.isSame ? 0 : 1);
      const about = { ports, doubt, store, place, verdict };
      if (decided.isSame) return describe(about, decided, revision);
      await requireHeldBack(ports, doubt, place);
      const day = { ...kept.day, rows: decided.rows, reportedAt: Math.max(ports.clock(), kept.day.reportedAt + 1) };
      if (!(await ports.putStoreDay(day, revision, kept.hash))) continue;
      await ports.audit(staff, {
        action: `${verdict}-price`,
        subject: `doubt/${doubtId(doubt)}`,
        before: { store: key, product, price, date },
        after: present({ verdict, note }),
      });
      return describe(about, decided, revision);
    }
    throw new Problem(409, 'changed-meanwhile', {
      vi: 'Báo cáo của điểm bán đang thay đổi. Hãy thử lại.',
      en: "The shop's report is changing at this moment. Try again.",
    });
  };
}

/** The shop of a doubt. Fails closed: who is not in charge of its place learns nothing of it. */
async function requireStore(ports: DecideDoubtPorts, staff: StaffMember, { retailer, store, date }: NamedDoubt) {
  const kept = (await ports.readStore(retailer, store))?.value;
  if (kept && maySee(staff, ports.catalogue, placeOf(kept, date))) return kept;
  throw unknownDoubt();
}

/** Raises `unknown-doubt` (404) for a price that nobody doubts: those are the retailer's own to change. */
async function requireHeldBack(
  { catalogue, readAssessment }: DecideDoubtPorts,
  { date, retailer, store, product, price }: NamedDoubt,
  place: string,
): Promise<void> {
  const assessment = await readAssessment(parentOf(catalogue, place), place, date);
  const checks = assessment?.products.find((known) => known.product === product)?.checks ?? [];
  const key = storeKey(retailer, store);
  const isHeld = checks.some((check) => check.kind === 'doubtful' && check.store === key && check.price === price);
  if (!isHeld) throw unknownDoubt();
}

/** Raises `day-closed` (409) for a day that takes no corrections. */
function requireOpenDay({ today, catalogue }: DecideDoubtPorts, date: BusinessDay): void {
  const { correctionDays } = catalogue.detection;
  if (date >= addDays(today(), -correctionDays)) return;
  throw new Problem(409, 'day-closed', {
    vi: `Số liệu quá ${correctionDays} ngày không sửa được nữa.`,
    en: `Figures older than ${correctionDays} days take no corrections any more.`,
  });
}

interface Decided {
  readonly ports: DecideDoubtPorts;
  readonly doubt: NamedDoubt;
  readonly store: Store;
  readonly place: string;
  readonly verdict: DoubtVerdict;
}

function describe(
  { ports: { catalogue }, doubt, store, place, verdict }: Decided,
  { priceType, isSame }: DecidedReport,
  revision: number,
) {
  const body: AnswerOf<'POST /v1/doubts/{id}'> = {
    id: doubtId(doubt),
    ...doubt,
    storeName: store.name,
    place,
    placeName: nameOfPlace(catalogue, place),
    ...namesOfProduct(catalogue, doubt.product),
    priceType,
    verdict,
    outcome: isSame ? 'already' : 'done',
    revision,
  };
  return { status: 200 as const, body };
}
