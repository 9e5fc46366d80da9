import type { AnswerOf } from '#contract/operations.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { closureAt, placeOf, type Store } from '#domain/store.ts';
import { seesEverywhere } from '#runtime/route-access.ts';
import type { Cursors } from '../http/cursor.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { describeRetailer, type RetailerRecord } from './retailer-ports.ts';

export interface ListRetailersPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listRetailers: () => Promise<readonly RetailerRecord[]>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly cursors: Cursors;
}

interface RetailersQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly limit: number; readonly cursor?: string };
}

/** `GET /v1/retailers`: who reports, with stores and key ids; never a hash. */
export function listRetailers(ports: ListRetailersPorts) {
  return async ({ staff, query }: RetailersQuestion) => {
    const after = (await ports.cursors.open('retailers', query.cursor))?.after ?? '';
    const today = ports.today();
    const [retailers, stores] = await Promise.all([ports.listRetailers(), ports.listStores()]);
    const own = stores.filter((store) => maySee(staff, ports.catalogue, placeOf(store, today)));
    const byRetailer = Map.groupBy(own, ({ retailer }) => retailer);
    const shown = retailers
      .filter(({ id }) => id > after && (seesEverywhere(staff) || byRetailer.has(id)))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const page = shown.slice(0, query.limit);
    const last = page.at(-1);
    return {
      status: 200 as const,
      body: present<AnswerOf<'GET /v1/retailers'>>({
        items: page.map((retailer) => ({
          ...describeRetailer(retailer),
          stores: (byRetailer.get(retailer.id) ?? []).map((store) => describeStore(store, today)),
        })),
        cursor:
          last && shown.length > page.length ? await ports.cursors.seal('retailers', { after: last.id }) : undefined,
      }),
    };
  };
}

function describeStore(
  store: Store,
  today: BusinessDay,
): AnswerOf<'GET /v1/retailers'>['items'][number]['stores'][number] {
  const { id, name, channel, lat, lon, address, contact } = store;
  const next = store.places.find(({ validFrom }, index) => index > 0 && validFrom > today);
  return present({
    id,
    name,
    channel,
    place: placeOf(store, today),
    nextPlace: next ? { place: next.place, from: next.validFrom } : undefined,
    lat,
    lon,
    address,
    contact,
    closed: closureAt(store, today),
  });
}
