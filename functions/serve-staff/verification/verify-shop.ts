import type { AnswerOf } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { businessDayOf, startOfBusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { changePctOf } from '#domain/detection/agreement.ts';
import { isBeyond } from '#domain/detection/middle-shop.ts';
import type { PastEvent } from '#domain/event/event-board.ts';
import type { Finding, KeptFinding, Verdict } from '#domain/event/finding.ts';
import { present } from '#domain/present.ts';
import { placeOf, retailerOf, type Store, type StoreKey, storeIdOf } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import type { ReadEvidencePorts } from '../alerts/read-evidence.ts';
import type { FindEventPorts } from '../events/find-event.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { nameOfPlace } from '../http/names.ts';
import { requireOwn, type StaffMember } from '../http/own-places.ts';
import { findEventAround } from './find-event-around.ts';
import { findingsOfEvent, type ReadFindingsPorts } from './read-findings.ts';
import { readBeyondRow } from './read-shops.ts';

export interface VerifyShopPorts extends FindEventPorts, ReadEvidencePorts, ReadFindingsPorts, AuditPort {
  readonly catalogue: Catalogue;
  readonly readStore: (retailer: string, store: string) => Promise<{ readonly value: Store } | undefined>;
  /** False when the very same one is kept already. */
  readonly putFinding: (finding: Finding, receivedAt: number, lines: readonly AuditEntry[]) => Promise<boolean>;
}

interface VerifyOrder {
  readonly staff: StaffMember;
  readonly body: {
    readonly event: string;
    readonly store: string;
    readonly product?: string;
    readonly verdict: Verdict;
    readonly seenPrice?: number;
    readonly note?: string;
    readonly at: string;
  };
}

/** A phone's clock may be so far ahead of ours. */
const CLOCKS_APART_MS = 60_000;

/** `POST /v1/verifications`: what somebody found at a shop. The same sent twice, or late, is one. */
export function verifyShop(ports: VerifyShopPorts) {
  return async ({ staff, body }: VerifyOrder) => {
    const { product, verdict, note } = body;
    // Fails closed: who is not in charge of the shop's place learns nothing of the event.
    const { store, storeName, place } = await requireOwnStore(ports, staff, body.store);
    const event = await findEventAround(ports, staff, body.event);
    const kept = await keptAlready(ports, event, { ...body, store, by: staff.id, at: Date.parse(body.at) });
    if (kept) return { status: 200 as const, body: describe(ports, kept) };
    const at = requireTime(event, Date.parse(body.at), ports.clock());
    const alerts = requireAlerts(ports.catalogue, event, place, product);
    const finding = present<Finding>({
      event: event.known.id,
      store,
      place,
      product,
      verdict,
      ...(await compare(ports, event, alerts, { ...body, store })),
      note,
      at,
      by: staff.id,
      alerts,
    });
    const line = lineOf(ports, staff, {
      action: 'verify',
      subject: `event/${finding.event}`,
      after: asAudited(finding, storeName),
    });
    const isNew = await ports.putFinding(finding, ports.clock(), [line]);
    return {
      status: isNew ? (201 as const) : (200 as const),
      body: describe(ports, finding),
    };
  };
}

function describe(
  { catalogue }: VerifyShopPorts,
  { receivedAt: _received, at, ...finding }: Finding & Partial<KeptFinding>,
): AnswerOf<'POST /v1/verifications'> {
  return { ...finding, at: new Date(at).toISOString(), placeName: nameOfPlace(catalogue, finding.place) };
}

type Compared = Pick<Finding, 'reported' | 'usual' | 'seenPrice' | 'isStillBeyond'>;

/** What was seen of one good, beside what the shop had reported and against the threshold that this was beyond. */
async function compare(
  ports: VerifyShopPorts,
  { members }: PastEvent,
  alerts: readonly string[],
  { store, product, seenPrice }: Pick<Finding, 'store' | 'product' | 'seenPrice'>,
): Promise<Compared> {
  const concerned = members.filter(({ id }) => alerts.includes(id));
  const found = product === undefined ? undefined : await readBeyondRow(ports, { members: concerned, store, product });
  if (!found) return present<Compared>({ seenPrice });
  const { row, alert } = found;
  const isStillBeyond = seenPrice === undefined ? undefined : isPastThreshold(alert, seenPrice, row.comparedWith);
  return present<Compared>({ reported: row.price, usual: row.comparedWith, seenPrice, isStillBeyond });
}

/** What the trail keeps: the shop by its name, and both prices, for who reads it years later. */
function asAudited({ store, product, verdict, reported, seenPrice, note }: Finding, storeName: string) {
  return present({ store, storeName, product, verdict, reported, seenPrice, note });
}

function isPastThreshold({ direction, episode }: Alert, price: number, comparedWith: number): boolean {
  const changePct = changePctOf(price / comparedWith);
  return isBeyond({ price, comparedWith, changePct }, direction, episode.evidence);
}

type Sent = Pick<Finding, 'store' | 'product' | 'verdict' | 'seenPrice' | 'note' | 'at' | 'by'>;

/**
 * The same as it was kept first: what was lost on its way back is sent again hours later, when the event may have other
 * alerts, or be part of another one.
 */
async function keptAlready(ports: VerifyShopPorts, event: PastEvent, sent: Sent): Promise<KeptFinding | undefined> {
  const said = ({ store, product, verdict, seenPrice, note, at, by }: Sent) =>
    JSON.stringify([store, product, verdict, seenPrice, note, at, by]);
  return (await findingsOfEvent(ports, event)).find((kept) => said(kept) === said(sent));
}

/** Raises `unknown-store` (422), or `not-your-place` (403) where the store lies elsewhere. */
async function requireOwnStore(ports: VerifyShopPorts, staff: StaffMember, text: string) {
  const store = text as StoreKey;
  const kept = await ports.readStore(retailerOf(store), storeIdOf(store));
  if (!kept) {
    throw new Problem(422, 'unknown-store', {
      vi: `Không có điểm bán "${text}". Viết theo dạng <đơn vị>/<điểm bán> như trong danh sách của sự kiện.`,
      en: `There is no store "${text}". Write <retailer>/<store> as the list of the event does.`,
    });
  }
  const place = placeOf(kept.value, businessDayOf(ports.clock()));
  requireOwn(staff, ports.catalogue, place);
  return { store, storeName: kept.value.name, place };
}

/** Raises `not-yet` or `before-event` (422). */
function requireTime({ known, members }: PastEvent, at: number, now: number): number {
  if (at > now + CLOCKS_APART_MS) {
    throw new Problem(422, 'not-yet', {
      vi: `"at" (${new Date(at).toISOString()}) ở sau bây giờ (${new Date(now).toISOString()}). Hãy kiểm tra đồng hồ của máy.`,
      en: `"at" (${new Date(at).toISOString()}) is after now (${new Date(now).toISOString()}). Check the clock of the device.`,
    });
  }
  const [first = known.openedOn] = [known.openedOn, ...members.map(({ episode }) => episode.openedOn)].toSorted();
  if (at >= startOfBusinessDay(first)) return at;
  throw new Problem(422, 'before-event', {
    vi: `"at" (${businessDayOf(at)}) ở trước ngày đầu của sự kiện (${first}).`,
    en: `"at" (${businessDayOf(at)}) is before the first day of the event (${first}).`,
  });
}

/** The alerts that a finding concerns. Raises `not-in-event` (422) where there is none. */
function requireAlerts(
  catalogue: Catalogue,
  { members }: PastEvent,
  place: string,
  product: string | undefined,
): string[] {
  const concerned = members.filter(
    (alert) => isWithin(catalogue, place, alert.place) && (product === undefined || alert.product === product),
  );
  if (concerned.length > 0) return concerned.map(({ id }) => id).toSorted();
  throw new Problem(422, 'not-in-event', {
    vi: 'Sự kiện này không có cảnh báo nào của mặt hàng đó ở địa bàn của điểm bán.',
    en: "This event has no alert of that product at the store's place.",
  });
}
