/** How far plans in trips worth a vehicle lie from the exact optimum of HiGHS, on small searches. */
import { planSupply } from '#domain/matching/supply-plan.ts';
import { bestTrips, worthOfPlan } from '../domain/matching/transport/best-trips.ts';
import { randomTrips } from '../domain/matching/transport/random-trips.ts';
import { printRow } from './measure.ts';

const SEARCHES = 300;

for (const plenty of [true, false]) {
  const sums = { served: 0, possible: 0, cost: 0, least: 0, ms: 0 };
  let worst = 1;
  for (let seed = 0; seed < SEARCHES; seed++) {
    const problem = randomTrips(seed, plenty);
    const started = performance.now();
    const own = worthOfPlan(problem, planSupply(problem));
    sums.ms += performance.now() - started;
    const best = bestTrips(problem);
    sums.served += own.served;
    sums.possible += best.served;
    if (best.served > 0) worst = Math.min(worst, own.served / best.served);
    if (own.served < best.served - 1e-6) continue;
    sums.cost += own.cost;
    sums.least += best.cost;
  }
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  printRow(
    `plans in trips of ${SEARCHES} small searches, goods ${plenty ? 'enough' : 'scarce'}, against HiGHS`,
    `${percent(sums.served / sums.possible)} served (worst ${percent(worst)}), ${percent(sums.cost / sums.least - 1)} above the least cost, ${(sums.ms / SEARCHES).toFixed(1)} ms each`,
    plenty ? 'all served, at most 1 % above' : 'at least 99 % served, at most 6 % above',
  );
}
