import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { type Catalogue, isTetClosing } from '#domain/catalogue.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { maySee } from './own-places.ts';
import { dateOf } from './show-market.ts';

interface Head {
  readonly store: string;
  readonly rows: number;
  readonly revision: number;
  readonly receivedAt: number;
}

export interface CoveragePorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly reportHeads: (place: string, date: BusinessDay) => Promise<readonly Head[]>;
}

/** `GET /v1/coverage`: who has reported, who has not, and who was late. On the first days of Tết silence is no outage. */
export function showCoverage(ports: CoveragePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const date = dateOf(request.query['date'], ports.today());
    const stores = (await ports.listStores()).filter((store) => maySee(request, ports.catalogue, placeOf(store, date)));
    const places = [...new Set(stores.map((store) => placeOf(store, date)))].sort();
    const heads = new Map(
      (await Promise.all(places.map((place) => ports.reportHeads(place, date))))
        .flat()
        .map((head) => [head.store, head]),
    );
    const closed = isTetClosing(ports.catalogue, date);
    const items = stores.map((store) => {
      const head = heads.get(storeKey(store.retailer, store.id));
      return {
        retailer: store.retailer,
        store: store.id,
        name: store.name,
        place: placeOf(store, date),
        state: stateOf(head, date, closed),
        ...(head
          ? { rows: head.rows, revision: head.revision, receivedAt: new Date(head.receivedAt).toISOString() }
          : {}),
      };
    });
    const count = (state: string) => items.filter((item) => item.state === state).length;
    return {
      status: 200,
      body: {
        date,
        stores: items.length,
        reported: count('reported'),
        late: count('late'),
        notReported: count('not-reported'),
        closedDay: closed,
        items,
      },
    };
  };
}

function stateOf(head: Head | undefined, date: BusinessDay, closed: boolean): string {
  if (!head) return closed ? 'closed-day' : 'not-reported';
  return businessDayOf(head.receivedAt) > date ? 'late' : 'reported';
}
