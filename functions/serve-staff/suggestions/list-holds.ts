import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import { requireProduct } from '../http/names.ts';
import { describeHold } from './describe-hold.ts';

export interface ListHoldsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
}

/** `GET /v1/holds`: the holds in force or to come, and those that are over, each newest first. */
export function listHolds(ports: ListHoldsPorts) {
  return async ({ query }: { readonly query: { readonly product?: string } }) => {
    const { catalogue } = ports;
    const wanted = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
    const date = ports.today();
    const holds = (await ports.foodSafetyHolds())
      .filter(({ product }) => wanted === undefined || product === wanted)
      .toSorted((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? 1 : -1))
      .map((hold) => describeHold(hold, catalogue, date));
    const isLive = ({ state }: { readonly state: string }) => state === 'in-force' || state === 'coming';
    return {
      status: 200 as const,
      body: { date, items: holds.filter(isLive), history: holds.filter((hold) => !isLive(hold)) },
    };
  };
}
