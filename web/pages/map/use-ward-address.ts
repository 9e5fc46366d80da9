import type { ShownDay } from '#web/components/day-choice/use-shown-day.ts';
import type { WardFacts } from '#web/components/ward-facts/ward-facts.ts';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';

/** Where a ward leads to: the chosen good there, else its worst one, else all its goods. */
export function useWardAddress(good: string | undefined, { day, today }: ShownDay) {
  const ngay = day === today ? undefined : day;
  return ({ id, worst }: WardFacts): string => {
    const product = good ?? worst?.product;
    if (product !== undefined) return withQuery(ADDRESS.goods(product, id), { ngay });
    return withQuery(ADDRESS.goods(), { 'dia-ban': id, ngay });
  };
}
