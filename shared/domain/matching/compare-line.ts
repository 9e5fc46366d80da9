import { present } from '../present.ts';
import type { Line } from './line.ts';
import { type MatchSettings, TIERS } from './match-settings.ts';
import type { Alternative, Comparison, Limit } from './suggestion.ts';
import type { Sensitivity } from './transport/sensitivity.ts';

/** Who else could give, what it would cost more, and what one unit more would change; none without exact prices. */
export function compareLine(line: Line, settings: MatchSettings): Comparison | undefined {
  const { routes } = line;
  if (!routes) return undefined;
  const alternatives = alternativesTo(line, routes, settings.maxAlternatives);
  const limit = limitOf(line, routes);
  if (routes.isCutShort()) return undefined;
  return { alternatives, limit };
}

function alternativesTo(line: Line, routes: Sensitivity, most: number): Alternative[] {
  const { from, to, needed } = line;
  const own = line.routeBetween(from, to);
  return line
    .othersFor(to)
    .flatMap((other) => {
      const rankedMorePerUnit = other === from ? undefined : routes.detour(from, to, other);
      return rankedMorePerUnit === undefined ? [] : [{ other, rankedMorePerUnit }];
    })
    .sort((a, b) => a.rankedMorePerUnit - b.rankedMorePerUnit || (a.other < b.other ? -1 : 1))
    .slice(0, most)
    .map(({ other, rankedMorePerUnit }) => {
      const route = line.routeBetween(other, to);
      const giver = line.giverOf(other);
      const isSubstitute = giver.product.id !== needed.id;
      return present({
        from: giver.party,
        product: isSubstitute ? giver.product.id : undefined,
        distanceKm: route.roadKm,
        paidMorePerUnit: route.paidPerUnit - own.paidPerUnit,
        rankedMorePerUnit,
        because: isSubstitute
          ? 'substitute'
          : !routes.hasSpare(other)
            ? 'needed-elsewhere'
            : TIERS.indexOf(route.tier) > TIERS.indexOf(own.tier)
              ? 'later-tier'
              : 'dearer-way',
      });
    });
}

function limitOf({ from }: Line, routes: Sensitivity): Limit {
  if (routes.wouldServeMore(from)) return { kind: 'serves-more' };
  const savingPerUnit = routes.savingOfOneMore(from);
  return savingPerUnit > 0 ? { kind: 'saves', savingPerUnit } : { kind: 'nothing' };
}
