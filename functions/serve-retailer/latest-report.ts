import { type AnswerOf, OPERATIONS } from '#contract/operations.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { Product } from '#domain/product.ts';
import { isStoreId, placeOf, type Store, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { requireNoParameters } from '#runtime/request-query.ts';
import { retailerFor } from '#runtime/route-access.ts';
import { notYourStore, type OwnReportsPorts, shownRow } from './own-reports.ts';

export interface LatestReportPorts extends OwnReportsPorts {
  readonly products: ReadonlyMap<string, Product>;
  readonly clock: () => number;
}

const ROUTE = 'GET /v1/reports/{store}/latest';
const { answer } = OPERATIONS[ROUTE];
/** Days that are looked at at once. */
const AT_ONCE = 4;

/** `GET /v1/reports/{store}/latest`: all that an entry page needs to begin, in one answer. */
export function readLatestReport(ports: LatestReportPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    requireNoParameters(request);
    const { store: id = '' } = request.params;
    const retailer = retailerFor(request.caller, id);
    const store = retailer !== undefined && isStoreId(id) ? await ports.readStore(retailer, id) : undefined;
    if (!store) throw notYourStore();
    const today = ports.today();
    const [last, current] = await Promise.all([lastBefore(ports, store, today), readDay(ports, store, today)]);
    const body: AnswerOf<typeof ROUTE> = {
      store: { id, name: store.name, channel: store.channel },
      now: new Date(ports.clock()).toISOString(),
      today,
      goods: [...ports.products.values()]
        .filter(({ channels }) => !channels || channels.includes(store.channel))
        .map(({ id: product, name, unit, band }) => ({ id: product, name, unit, band })),
      last: last ? { date: last.day.date, rows: last.day.rows.map(shownRow) } : null,
      current: current
        ? {
            revision: current.revision,
            receivedAt: new Date(current.receivedAt).toISOString(),
            rows: current.day.rows.map(shownRow),
          }
        : null,
    };
    return { status: 200, body: answer.parse(body) };
  };
}

function readDay(ports: LatestReportPorts, store: Store, day: BusinessDay) {
  return ports.readReport(placeOf(store, day), day, storeKey(store.retailer, store.id));
}

/** The last report of the days that may still be corrected. */
async function lastBefore(ports: LatestReportPorts, store: Store, today: BusinessDay) {
  const days = eachDay(addDays(today, -ports.daysBack), addDays(today, -1)).reverse();
  const key = storeKey(store.retailer, store.id);
  const heads = await aFewAtOnce(days, AT_ONCE, (day) => ports.readReportHead(placeOf(store, day), day, key));
  const day = days[heads.findIndex((head) => head !== undefined)];
  return day === undefined ? undefined : readDay(ports, store, day);
}
