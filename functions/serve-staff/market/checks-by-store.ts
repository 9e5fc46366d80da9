import type { DayInBrief, OddProducts } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import type { StoreKey } from '#domain/store.ts';

export interface ChecksByStorePorts {
  readonly catalogue: Catalogue;
  readonly daysInBrief: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<ReadonlyMap<string, DayInBrief>>;
}

/** The stores of some places whose prices are held back or stand still, from the day's assessments. */
export async function checksByStore(
  { catalogue, daysInBrief }: ChecksByStorePorts,
  places: readonly string[],
  date: BusinessDay,
): Promise<ReadonlyMap<StoreKey, OddProducts>> {
  const byParent = [...Map.groupBy(places, (place) => parentOf(catalogue, place))];
  const days = await Promise.all(byParent.map(([parent, own]) => daysInBrief(parent, own, date)));
  const odd = days.flatMap((day) => [...day.values()].flatMap((brief) => Object.entries(brief.odd ?? {})));
  return new Map(odd as [StoreKey, OddProducts][]);
}
