import type { AnswerOf } from '#contract/operations.ts';
import { addDays, type BusinessDay, eachDay, isBusinessDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import { fromMilli, type ReportRow, type StoreDay } from '#domain/report/report.ts';
import { isStoreId, placeOf, type Retailer, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { requireNoParameters } from '#runtime/request-query.ts';
import { retailerFor, storesFor } from '#runtime/route-access.ts';

export interface OwnReportsPorts {
  readonly readStore: (retailer: string, store: string) => Promise<Store | undefined>;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
  readonly readRetailer: (retailer: string) => Promise<Retailer | undefined>;
  readonly readReport: (
    place: string,
    date: BusinessDay,
    store: StoreKey,
  ) => Promise<{ day: StoreDay; revision: number; receivedAt: number } | undefined>;
  readonly readReportHead: (place: string, date: BusinessDay, store: StoreKey) => Promise<object | undefined>;
  readonly today: () => BusinessDay;
  readonly daysBack: number;
}

/** `GET /v1/reports/{store}/{date}`: what is kept of a retailer's own store-day. */
export function readOwnReport(ports: OwnReportsPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    requireNoParameters(request);
    const { caller, params } = request;
    const { store: id = '', date = '' } = params;
    if (!isBusinessDay(date)) throw invalidDate();
    const retailer = retailerFor(caller, id);
    const store = retailer !== undefined && isStoreId(id) ? await ports.readStore(retailer, id) : undefined;
    if (!store) throw notYourStore();
    const kept = await ports.readReport(placeOf(store, date), date, storeKey(store.retailer, store.id));
    if (!kept) {
      throw new Problem(404, 'no-report', {
        vi: 'Chưa có báo cáo nào của điểm bán trong ngày này.',
        en: 'No report of this store is kept for this day.',
      });
    }
    return {
      status: 200,
      body: {
        store: id,
        date,
        revision: kept.revision,
        reportedAt: new Date(kept.day.reportedAt).toISOString(),
        receivedAt: new Date(kept.receivedAt).toISOString(),
        source: kept.day.source,
        rows: kept.day.rows.map(shownRow),
      },
    };
  };
}

/** A kept row as it is shown, with quantities in units. */
export function shownRow({ stockMilli, soldMilli, incomingMilli, confirmed, ...row }: ReportRow) {
  return present<AnswerOf<'GET /v1/reports/{store}/{date}'>['rows'][number]>({
    ...row,
    stock: stockMilli === undefined ? undefined : fromMilli(stockMilli),
    sold: soldMilli === undefined ? undefined : fromMilli(soldMilli),
    incoming: incomingMilli === undefined ? undefined : fromMilli(incomingMilli),
    confirm: confirmed ? true : undefined,
  });
}

/** Refused alike for a store of another and one that is not: nobody learns which there are. */
export function notYourStore(): Problem {
  return new Problem(403, 'not-your-store', {
    vi: 'Không có điểm bán này trong các điểm bán của đơn vị. Xem /v1/me.',
    en: 'You have no store with this id. See /v1/me.',
  });
}

/** Reports that are looked up at once. */
const AT_ONCE = 16;

/** `GET /v1/me`: the retailer, its stores, and on which of the last days each reported. */
export function describeRetailer(ports: OwnReportsPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    requireNoParameters(request);
    const { caller } = request;
    const retailer = caller.kind === 'retailer' ? await ports.readRetailer(caller.retailer) : undefined;
    if (!retailer) {
      throw new Problem(403, 'unknown-retailer', { vi: 'Đơn vị chưa được đăng ký.', en: 'You are not registered.' });
    }
    const stores = storesFor(caller, await ports.storesOf(retailer.id));
    const today = ports.today();
    const days = eachDay(addDays(today, -ports.daysBack), today).reverse();
    const lastReported = new Map<string, BusinessDay>();
    for (const day of days) {
      const waiting = stores.filter((store) => !lastReported.has(store.id));
      const heads = await aFewAtOnce(waiting, AT_ONCE, (store) =>
        ports.readReportHead(placeOf(store, day), day, storeKey(retailer.id, store.id)),
      );
      for (const [index, store] of waiting.entries()) if (heads[index]) lastReported.set(store.id, day);
    }
    return {
      status: 200,
      body: {
        id: retailer.id,
        name: retailer.name,
        contact: retailer.contact,
        stores: stores.map((store) => ({
          id: store.id,
          name: store.name,
          place: placeOf(store, today),
          channel: store.channel,
          lastReported: lastReported.get(store.id) ?? null,
        })),
      },
    };
  };
}

function invalidDate(): Problem {
  const message = { vi: 'phải là ngày có thật, dạng YYYY-MM-DD', en: 'an existing date as YYYY-MM-DD' };
  return new Problem(
    422,
    'invalid-request',
    {
      vi: 'Ngày trong địa chỉ phải là ngày có thật, dạng 2026-11-23.',
      en: 'The date of the path must be one that exists, like 2026-11-23.',
    },
    { issues: [{ pointer: '/date', message }] },
  );
}
