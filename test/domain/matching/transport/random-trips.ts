import type { SupplyProblem } from '#domain/matching/supply-plan.ts';
import type { LotRules } from '#domain/matching/transport/bundled-lots.ts';
import { pairOf } from '#domain/matching/transport/pairs.ts';
import { seededNumbers } from './random-transports.ts';

/** Rules under which each line is a trip of its own, and any lot is worth it. */
export const ANY_LOT: Pick<LotRules, 'tripOf' | 'leastOf' | 'carried' | 'tripCost'> = {
  tripOf: (from, to) => ({ trip: pairOf({ from, to }), perUnit: 1 }),
  leastOf: () => 0,
  carried: new Map(),
  tripCost: 0,
};

/** Least lots of two goods that are counted in units of their own. */
const LEAST_LOTS = [10, 20] as const;

/**
 * A small search as an event makes it: up to four givers with two goods, up to five receivers in two zones, trips by giver
 * and zone, receivers whom a few units do not help. Ends are `<who>#<good>`, as those of a search are.
 *
 * @param plenty true where all that is needed is there.
 */
export function randomTrips(seed: number, plenty: boolean): SupplyProblem {
  const random = seededNumbers(seed);
  const upTo = (greatest: number) => Math.floor(random() * (greatest + 1));
  const receivers = Array.from({ length: 2 + upTo(3) }, (_, index) => ({ id: `r${index}`, zone: `z${upTo(1)}` }));
  const givers = Array.from({ length: 2 + upTo(2) }, (_, index) => `s${index}`);
  const sinks = receivers.flatMap(({ id }) =>
    LEAST_LOTS.flatMap((lot, good) => (random() < 0.7 ? [{ id: `${id}#${good}`, quantity: 1 + upTo(3 * lot) }] : [])),
  );
  const needOf = (good: number) =>
    sinks.reduce((sum, { id, quantity }) => (id.endsWith(`#${good}`) ? sum + quantity : sum), 0);
  const sources = givers.flatMap((id) =>
    LEAST_LOTS.map((_, good) => {
      const most = Math.ceil(((plenty ? 3 : 1.2) * needOf(good)) / givers.length);
      return { id: `${id}#${good}`, quantity: plenty ? needOf(good) : upTo(most) };
    }),
  );
  const costs = new Map(givers.flatMap((from) => receivers.map(({ id: to }) => [`${from}|${to}`, 300 + upTo(4_700)])));
  const leasts = new Map(
    sinks.map(({ id, quantity }) => [id, random() < 0.5 ? 0 : Math.ceil(quantity / (2 + upTo(2)))]),
  );
  const zoneOf = new Map(receivers.map(({ id, zone }) => [id, zone]));
  const [whoOf, goodOf] = [(end: string) => end.split('#')[0] ?? '', (end: string) => Number(end.split('#')[1])];
  return {
    sources,
    sinks,
    unitCost: (from, to) => (goodOf(from) === goodOf(to) ? costs.get(`${whoOf(from)}|${whoOf(to)}`) : undefined),
    tripOf: (from, to) => ({
      trip: `${whoOf(from)} ${zoneOf.get(whoOf(to))}`,
      perUnit: 1 / (LEAST_LOTS[goodOf(from)] as number),
    }),
    leastOf: (to) => leasts.get(to) ?? 0,
    carried: new Map(),
    tripCost: 20_000,
    lotsTried: 12,
    waysPerReceiver: 60,
    timeIsUp: () => false,
  };
}
