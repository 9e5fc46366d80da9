import type { AnswerOf } from '#contract/operations.ts';
import type { StoreCheck } from '#domain/assessment/assessment.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { type DecidedReport, type DoubtVerdict, decideDoubt } from '#domain/history/doubt-decision.ts';
import { present } from '#domain/present.ts';
import type { RefusedByCode } from '#domain/report/refused-by-code.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { doubtId, type NamedDoubt, requireDoubt, unknownDoubt } from './doubt-id.ts';

interface KeptReport {
  readonly day: StoreDay;
  readonly revision: number;
  readonly hash: string;
  readonly refused?: RefusedByCode;
}

/** What an assessment says of the shops' prices. */
interface CheckedGoods {
  readonly products: readonly { readonly product: string; readonly checks: readonly StoreCheck[] }[];
}

export interface DecideDoubtPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly readStore: (retailer: string, store: string) => Promise<{ readonly value: Store } | undefined>;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<CheckedGoods | undefined>;
  readonly readReport: (place: string, date: BusinessDay, store: StoreKey) => Promise<KeptReport | undefined>;
  /** Keeps a report if what is kept is still what was read; false if another came between. */
  readonly putStoreDay: (
    day: StoreDay,
    revision: number,
    over: KeptReport,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
}

interface DoubtOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly verdict: DoubtVerdict; readonly note?: string };
}

const MOST_ROUNDS = 5;

/** A report as a decision has made it of the one that was kept. */
interface Written {
  readonly day: StoreDay;
  readonly revision: number;
  readonly decided: DecidedReport;
}

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
    const about = { ports, doubt, store, place: placeOf(store, date), verdict };
    const line = lineOf(ports, staff, {
      action: `${verdict}-price`,
      subject: `doubt/${doubtId(doubt)}`,
      before: { store: key, product, price, date },
      after: present({ verdict, note }),
    });
    const done = ({ decided, revision }: Written) => describe(about, decided, revision);
    let written: Written | undefined;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const kept = await ports.readReport(about.place, date, key);
      const decided = kept && decideDoubt(kept.day, { product, price }, verdict);
      if (kept && written && stands(written, kept) && decided?.isSame !== false) return done(written);
      if (!kept || !decided) throw unknownDoubt();
      if (decided.isSame) return describe(about, decided, kept.revision);
      await requireHeldBack(ports, doubt, about.place);
      written = { day: corrected(kept, decided, ports.clock()), revision: kept.revision + 1, decided };
      if (await ports.putStoreDay(written.day, written.revision, kept, [line])) return done(written);
    }
    throw new Problem(409, 'changed-meanwhile', {
      vi: 'Báo cáo của điểm bán đang thay đổi. Hãy thử lại.',
      en: "The shop's report is changing at this moment. Try again.",
    });
  };
}

/** True where a write was made whose answer was lost: it is refused when it is repeated, and stands all the same. */
function stands({ day, revision }: Written, kept: KeptReport): boolean {
  return kept.revision === revision && kept.day.reportedAt === day.reportedAt;
}

/** Newer than what is kept, whatever the clocks said. */
function corrected({ day }: KeptReport, { rows }: DecidedReport, now: number): StoreDay {
  return { ...day, rows, reportedAt: Math.max(now, day.reportedAt + 1) };
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
