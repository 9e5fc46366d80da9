import type { Alert } from '../alert/alert.ts';
import { type Catalogue, isWithin } from '../catalogue.ts';
import { neededProduct, partyKey, type Suggestion } from './suggestion.ts';
import type { FoundSupply, SearchGaps } from './supply-search.ts';
import { UNMET_CAUSES } from './unmet-cause.ts';

/** What of an event's search concerns one of its alerts, as a message about that alert tells it: the biggest lines first. */
export function supplyOfAlert(
  catalogue: Catalogue,
  { product, place }: Pick<Alert, 'product' | 'place'>,
  search: FoundSupply,
  mostLines: number,
): FoundSupply {
  const isInside = (at: string) => isWithin(catalogue, at, place);
  const lines = search.suggestions.filter((one) => concernsAlert(catalogue, { product, place }, one));
  const unmet = search.unmet.filter((need) => need.product === product && isInside(need.to.place));
  const left = search.left?.filter((need) => need.product === product && isInside(need.place)) ?? unmet;
  const shown = lines.toSorted(biggestFirst).slice(0, mostLines);
  const receivers = new Set([...lines, ...unmet].map(({ to }) => partyKey(to))).size;
  const gaps = (search.gaps ?? []).filter((gap) => gap.product === product);
  const isWhole = [...search.suggestions, ...search.unmet].every(({ to }) => isInside(to.place));
  return {
    ...search,
    suggestions: shown,
    unmet,
    gaps: gaps.map((gap): SearchGaps => {
      const notShown = (isWhole ? gap.notShown : 0) + lines.length - shown.length;
      if (isWhole) return { ...gap, notShown };
      // Of whom nothing is known is told of the whole event alone.
      return { product, receivers, unmet: byCause(left), notShown, unknown: {}, pending: gap.pending };
    }),
  };
}

/** True for what concerns an alert: its good is needed, at its place or inside. */
export function concernsAlert(
  catalogue: Catalogue,
  { product, place }: Pick<Alert, 'product' | 'place'>,
  suggestion: Suggestion,
): boolean {
  return neededProduct(suggestion) === product && isWithin(catalogue, suggestion.to.place, place);
}

function byCause(needs: readonly Pick<SearchGaps['unmet'][number], 'cause' | 'quantityMilli'>[]): SearchGaps['unmet'] {
  return UNMET_CAUSES.flatMap((cause) => {
    const own = needs.filter((need) => need.cause === cause);
    const quantityMilli = own.reduce((sum, need) => sum + need.quantityMilli, 0);
    return quantityMilli > 0 ? [{ cause, quantityMilli }] : [];
  });
}

function biggestFirst(a: Suggestion, b: Suggestion): number {
  return b.quantityMilli - a.quantityMilli || (a.id < b.id ? -1 : 1);
}
