import type { BusinessDay } from '../business-day.ts';
import type { StoreBalance } from '../history/balance.ts';
import type { Product } from '../product.ts';
import type { MatchSettings } from './match-settings.ts';
import { partyKey, type Suggestion } from './suggestion.ts';
import { stockPosition } from './surplus-and-need.ts';

/**
 * A suggestion with what its giver could spare by the newest figures: stock may have gone since it was made. It stays as it
 * is where nothing newer is known, or figures that say nothing.
 *
 * @param balances of the giver's place.
 */
export function withNewestFigures(
  suggestion: Suggestion,
  balances: readonly StoreBalance[],
  product: Pick<Product, 'shelfLifeDays'>,
  today: BusinessDay,
  settings: MatchSettings,
): Suggestion {
  const { from, figures, madeOn } = suggestion;
  const own = balances.find((one) => one.store === partyKey(from) && one.product === suggestion.product);
  if (!own || own.date < figures.from) return suggestion;
  // The same report gives the same by the days ahead of the search alone.
  const day = own.date === figures.from ? madeOn : today;
  const position = stockPosition(own, product.shelfLifeDays, day, settings);
  if (position.kind === 'none' && position.reason !== 'enough-for-itself') return suggestion;
  const spareMilli = position.kind === 'giver' ? position.surplusMilli : 0;
  return { ...suggestion, spareMilli, figures: { ...figures, from: own.date } };
}
