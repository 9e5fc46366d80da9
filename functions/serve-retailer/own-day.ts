import * as z from 'zod/mini';
import type { AnswerOf } from '#contract/operations.ts';
import { addDays, type BusinessDay, businessDayOf, cutOffOf, type TimeOfDay } from '#domain/business-day.ts';
import { type Catalogue, isTetClosing } from '#domain/catalogue.ts';
import { doubtfulSeries } from '#domain/history/doubtful-series.ts';
import { reportStreak } from '#domain/history/report-streak.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import type { RecentPrices } from '#domain/history/store-memory.ts';
import { present } from '#domain/present.ts';
import type { RowCode } from '#domain/report/judgement.ts';
import type { RefusedByCode } from '#domain/report/refused-by-code.ts';
import type { ReportSource } from '#domain/report/report.ts';
import { isClosedOn, placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { nameRefusal } from '#domain/wording/refused-rows.ts';
import { explainDoubt } from '#domain/wording/warnings.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith } from '#runtime/request-body.ts';
import { storesFor } from '#runtime/route-access.ts';
import { type BesideOthersPorts, besideOthers } from './beside-others.ts';

interface Head {
  readonly rows: number;
  readonly revision: number;
  readonly receivedAt: number;
  readonly source: ReportSource;
  readonly refused?: RefusedByCode;
}

export interface OwnDayPorts extends BesideOthersPorts {
  readonly catalogue: Catalogue;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly cutOff: TimeOfDay;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
  readonly readReportHead: (place: string, date: BusinessDay, store: StoreKey) => Promise<Head | undefined>;
  /** The days before a day on which a store reported. */
  readonly reportedDaysBefore: (store: StoreKey, place: string, date: BusinessDay) => Promise<readonly BusinessDay[]>;
  readonly recentPrices: (store: StoreKey, place: string, date: BusinessDay) => Promise<RecentPrices>;
}

type OwnDay = AnswerOf<'GET /v1/me/today'>;

const query = z.strictObject({ store: z.optional(z.string()) });
const AT_ONCE = 16;

/** `GET /v1/me/today`: two small reads a store; of one store also what is doubtful, and its prices beside its ward's. */
export function showOwnDay(ports: OwnDayPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const { caller } = request;
    if (caller.kind !== 'retailer') throw notYours();
    const { store: named } = parseWith(query, request.query, 'query');
    // A phone's key is for one stall: the others of its market are nothing of its.
    const all = storesFor(caller, await ports.storesOf(caller.retailer));
    const stores = named === undefined ? all : all.filter(({ id }) => id === named);
    if (named !== undefined && stores.length === 0) throw notYours();
    const now = ports.clock();
    const date = businessDayOf(now);
    const [only] = stores;
    const detail = only && stores.length === 1 ? await describeStore(ports, only, date) : {};
    const body: OwnDay = {
      date,
      cutOffAt: new Date(cutOffOf(date, ports.cutOff)).toISOString(),
      stores: await aFewAtOnce(stores, AT_ONCE, (store) => storeToday(ports, store, date)),
      ...detail,
    };
    return { status: 200, body };
  };
}

async function describeStore(ports: OwnDayPorts, store: Store, date: BusinessDay) {
  const isOver = ports.clock() >= cutOffOf(date, ports.cutOff);
  const [doubtful, beside] = await Promise.all([
    doubtfulPrices(ports, store, date),
    besideOthers(ports, store, isOver ? date : addDays(date, -1)),
  ]);
  return { doubtful, beside };
}

async function storeToday(ports: OwnDayPorts, store: Store, date: BusinessDay): Promise<OwnDay['stores'][number]> {
  const [key, place] = [storeKey(store.retailer, store.id), placeOf(store, date)];
  const [head, before] = await Promise.all([
    ports.readReportHead(place, date, key),
    ports.reportedDaysBefore(key, place, date),
  ]);
  const isClosed = isClosedOn(store, date) || isTetClosing(ports.catalogue, date);
  // A correction comes late by nature: only the first version tells when the store reported.
  const isLate = head?.revision === 1 && head.source === 'live' && head.receivedAt > cutOffOf(date, ports.cutOff);
  return present<OwnDay['stores'][number]>({
    store: store.id,
    name: store.name,
    state: head ? (isLate ? 'late' : 'reported') : isClosed ? 'closed' : 'waiting',
    receivedAt: head && new Date(head.receivedAt).toISOString(),
    revision: head?.revision,
    accepted: head?.rows,
    rejected: rejectedByReason(head?.refused),
    streak: head
      ? reportStreak(ports.catalogue, store, [...before, date], date)
      : reportStreak(ports.catalogue, store, before, addDays(date, -1)),
  });
}

function rejectedByReason(refused: RefusedByCode = {}): OwnDay['stores'][number]['rejected'] {
  return (Object.entries(refused) as [RowCode, number][])
    .map(([code, rows]) => ({ code, inWords: nameRefusal(code), rows }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}

async function doubtfulPrices(ports: OwnDayPorts, store: Store, date: BusinessDay) {
  const [key, place] = [storeKey(store.retailer, store.id), placeOf(store, date)];
  const [kept, recent] = await Promise.all([ports.readReport(place, date, key), ports.recentPrices(key, place, date)]);
  const rows = kept?.day.rows ?? [];
  const doubts = doubtfulSeries(rows, store.channel, recent);
  return rows.flatMap(({ product: id, priceType, price }) => {
    const doubt = doubts.get(seriesKey(id, priceType));
    const product = ports.catalogue.products.get(id);
    if (doubt === undefined || !product) return [];
    return [{ product: id, productName: product.name, priceType, price, inWords: explainDoubt(doubt) }];
  });
}

function notYours(): Problem {
  return new Problem(403, 'not-your-store', {
    vi: 'Không có điểm bán này trong các điểm bán của đơn vị. Xem /v1/me.',
    en: 'You have no store with this id. See /v1/me.',
  });
}
