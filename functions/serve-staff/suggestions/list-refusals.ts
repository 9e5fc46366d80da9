import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import type { LastingReason } from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { requireProduct } from '../http/names.ts';
import { maySee, requirePlace, type StaffMember } from '../http/own-places.ts';
import { describeRefusal, sidesAmong } from './describe-refusal.ts';

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

type KeptPair = Awaited<ReturnType<ListRefusalsPorts['listRefusedPairs']>>['items'][number];

/** `GET /v1/refusals`: the pairs that are not proposed today, by product, giver and receiver. */
export function listRefusals(ports: ListRefusalsPorts) {
  return async ({ staff, query }: RefusalsQuestion) => {
    const { catalogue } = ports;
    const product = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
    const sideOf = sidesAmong(await ports.listStores(), ports.today());
    const isWanted = filterOf(ports, staff, query);
    const body = await fillPage(ports.cursors, query, {
      name: `refusals-${product ?? ''}`,
      read: async ({ after }, limit) => {
        const { items, next } = await ports.listRefusedPairs(present({ limit, product, after }));
        return { items, next: next === undefined ? undefined : { after: next } };
      },
      show: (kept: readonly KeptPair[]) =>
        kept.flatMap(({ key, pair }) => {
          const [from, to] = [sideOf(pair.from), sideOf(pair.to)];
          return isWanted(pair, to.place) ? [describeRefusal(key, pair, { from, to }, catalogue)] : [];
        }),
    });
    return { status: 200 as const, body };
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
