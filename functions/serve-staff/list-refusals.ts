import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import type { LastingReason } from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import type { Cursors } from './cursor.ts';
import { describeRefusal, sidesAmong } from './describe-refusal.ts';
import { requireProduct } from './names.ts';
import { maySee, requirePlace, type StaffMember } from './own-places.ts';

export interface ListRefusalsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly cursors: Cursors;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRefusedPairs: (request: {
    readonly product?: string;
    readonly limit: number;
    readonly after?: string;
  }) => Promise<{
    readonly items: readonly { readonly key: string; readonly pair: RefusedPair }[];
    readonly next?: string;
  }>;
}

interface RefusalsQuestion {
  readonly staff: StaffMember;
  readonly query: {
    readonly product?: string;
    readonly place?: string;
    readonly by?: string;
    readonly reason?: readonly LastingReason[];
    readonly endsBy?: BusinessDay;
    readonly limit: number;
    readonly cursor?: string;
  };
}

/** Reads of one request: a rare filter ends its page early, with a cursor, instead of reading for minutes. */
const MOST_READS = 20;

/** `GET /v1/refusals`: the pairs that are not proposed today, by product, giver and receiver. */
export function listRefusals(ports: ListRefusalsPorts) {
  return async ({ staff, query }: RefusalsQuestion) => {
    const { catalogue } = ports;
    const product = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
    const sideOf = sidesAmong(await ports.listStores(), ports.today());
    const isWanted = filterOf(ports, staff, query);
    const list = `refusals-${product ?? ''}`;
    let after = (await ports.cursors.open(list, query.cursor))?.after;
    const items: ReturnType<typeof describeRefusal>[] = [];
    for (let reads = 0; reads < MOST_READS && items.length < query.limit; reads++) {
      const page = await ports.listRefusedPairs(present({ limit: query.limit - items.length, product, after }));
      for (const { key, pair } of page.items) {
        const [from, to] = [sideOf(pair.from), sideOf(pair.to)];
        if (isWanted(pair, to.place)) items.push(describeRefusal(key, pair, { from, to }, catalogue));
      }
      after = page.next;
      if (after === undefined) return { status: 200 as const, body: { items } };
    }
    const cursor = await ports.cursors.seal(list, after === undefined ? {} : { after });
    return { status: 200 as const, body: { items, cursor } };
  };
}

function filterOf({ catalogue, today }: ListRefusalsPorts, staff: StaffMember, query: RefusalsQuestion['query']) {
  const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
  const day = today();
  return ({ through, by, reason }: RefusedPair, place: string): boolean =>
    through >= day &&
    maySee(staff, catalogue, place) &&
    (area === undefined || isWithin(catalogue, place, area)) &&
    (query.by === undefined || by === query.by) &&
    (query.reason?.includes(reason) ?? true) &&
    (query.endsBy === undefined || through <= query.endsBy);
}
