import { present } from '../present.ts';
import type { Carriage } from './carriage.ts';
import { describeLine } from './describe-line.ts';
import type { Line } from './line.ts';
import { leastLotOf } from './match-settings.ts';
import type { Participant } from './participants.ts';
import { endsOf, type Good, gapsOf, goodsOf, type Receiver, waysBetween } from './searched-goods.ts';
import { biggestFirst, linesWithin, MOST_LINES } from './shown-lines.ts';
import { endKey, partyKey, placeKey } from './suggestion.ts';
import { summedUp } from './summed-up-gaps.ts';
import { planSupply, type SupplyPlan } from './supply-plan.ts';
import type { SupplyRequest } from './supply-request.ts';
import { type FoundSupply, type LeftNeed, MOST_UNMET, type UnmetNeed } from './supply-search.ts';
import type { TripShare } from './transport/bundles.ts';
import { sumBy } from './transport/pairs.ts';
import { sensitivityOf } from './transport/sensitivity.ts';
import type { TransportEnd } from './transport/transport-problem.ts';
import { tripKey, zoneOf } from './trip-key.ts';

/**
 * Who could supply whom for goods that are short in some places: of each the biggest quantities first. Shops that tell
 * what they lack come before places whose need is an estimate; those get what is left. An event has all lines, as far as
 * they can be kept; other searches so many of each good, by whole trips.
 */
export function suggestSupply(request: SupplyRequest): FoundSupply {
  const { needed, catalogue, settings, event, pendingSuppliers = 0 } = request;
  const goods = goodsOf(request);
  const search = searchOf(request, goods);
  const plans = planInTurn(search, goods);
  const lines = plans.flatMap((plan) => search.linesOf(plan));
  const most = event === undefined ? settings.maxSuggestions * needed.length : MOST_LINES;
  const isShown = linesWithin(most, lines, settings);
  const asked = goods.filter(({ product }) => needed.includes(product));
  const ofProduct = Map.groupBy(lines, (line) => line.needed);
  const shown = asked.flatMap(({ product }) =>
    (ofProduct.get(product) ?? []).filter((line) => isShown.has(line)).sort(biggestFirst),
  );
  const afterAll = { given: sumBy(shown, 'from'), taken: sumBy(shown, 'to') };
  const unmet = plans.flatMap((plan) => search.unmetOf(plan));
  const unmetOf = Map.groupBy(unmet, ({ product }) => product);
  const hidden = lines.filter((line) => !isShown.has(line));
  return present<FoundSupply>({
    suggestions: shown.map((line) => describeLine(line, afterAll, request)),
    unmet: [...unmetOf.values()].flatMap((needs) => needs.sort(mostLackedFirst).slice(0, MOST_UNMET)),
    left: event === undefined ? undefined : leftOf([...unmet, ...hidden.map(asLater)]),
    gapPercent: Math.max(...plans.map((plan) => plan.gapPercent)),
    gaps: asked.map((good) =>
      summedUp({
        ...gapsOf(good, catalogue),
        unmet: unmetOf.get(good.product.id) ?? [],
        notShown: hidden.filter((line) => line.needed === good.product).length,
        pending: pendingSuppliers,
      }),
    ),
  });
}

/** Two plans: shops that tell what they lack first, then places whose need is an estimate with what is left. */
function planInTurn({ plan, tripOf }: Search, goods: readonly Good[]): readonly SupplyPlan[] {
  const givers = goods.flatMap(({ participants }) =>
    participants.flatMap(({ key, product, position: standing }): TransportEnd[] =>
      standing.kind === 'giver' ? [{ id: endKey(key, product.id), quantity: standing.surplusMilli / 1000 }] : [],
    ),
  );
  const receivers = goods.flatMap(({ inPlace }) =>
    inPlace.flatMap(({ key, product, position: standing }): TransportEnd[] =>
      standing.kind === 'receiver' ? [{ id: endKey(key, product.id), quantity: standing.needMilli / 1000 }] : [],
    ),
  );
  const forShops = plan(givers, receivers, new Map());
  const given = sumBy(forShops.flows, 'from');
  // What goes to a place may travel with what goes to shops of its zone.
  const carried = new Map<string, number>();
  for (const { from, to, quantity } of forShops.flows) {
    const { trip, perUnit } = tripOf(from, to);
    carried.set(trip, (carried.get(trip) ?? 0) + quantity * perUnit);
  }
  const forPlaces = plan(
    givers.map(({ id, quantity }) => ({ id, quantity: quantity - (given.get(id) ?? 0) })),
    goods.flatMap(({ product, estimates }) =>
      estimates.map(({ party, needMilli }) => ({
        id: endKey(placeKey(party.place), product.id),
        quantity: needMilli / 1000,
      })),
    ),
    carried,
  );
  return [forShops, forPlaces];
}

/** What the two rounds of a search have in common. */
function searchOf(request: SupplyRequest, goods: readonly Good[]): Search {
  const { settings, timeIsUp } = request;
  const ends = endsOf(goods);
  const wayBetween = waysBetween(request, goods, ends);
  const knownReceiver = (key: string) => ends.receiverOf.get(key) as Receiver;
  const tripOf = (from: string, to: string): TripShare => {
    const { key, product, stop } = ends.giverOf.get(from) as Participant;
    const receiver = knownReceiver(to).who.stop;
    const zone = zoneOf(request.catalogue, receiver.place);
    // A chain's own rounds lead to its own shops.
    const isFree = stop.retailer === receiver.retailer;
    return { trip: tripKey(key, zone), perUnit: 1 / leastLotOf(product, settings), isFree };
  };
  const detailsOf = (plan: SupplyPlan): Omit<Line, 'from' | 'to' | 'quantity' | 'unitCost' | 'needed' | 'trip'> =>
    present({
      giverOf: (key) => ends.giverOf.get(key) as Participant,
      receiverOf: (key) => knownReceiver(key).who,
      routeBetween: (from, to) => wayBetween(from, to) as Carriage,
      othersFor: (to) => plan.arcs.filter((arc) => arc.to === to).map(({ from }) => from),
      routes: plan.priced && !timeIsUp() ? sensitivityOf(plan, plan.priced, timeIsUp) : undefined,
    });
  return {
    tripOf,
    plan: (givers, receivers, carried) =>
      planSupply({
        sources: givers,
        sinks: receivers,
        unitCost: (from, to) => wayBetween(from, to)?.rankedPerUnit,
        tripOf,
        leastOf: (to) => leastGainOf(knownReceiver(to), settings.leastGainDays),
        carried,
        tripCost: settings.tripCost,
        lotsTried: settings.lotsTried,
        waysPerReceiver: settings.waysPerReceiver,
        timeIsUp,
      }),
    linesOf(plan) {
      const details = detailsOf(plan);
      return plan.flows.map((flow) => ({
        ...flow,
        trip: tripOf(flow.from, flow.to).trip,
        needed: knownReceiver(flow.to).product,
        ...details,
      }));
    },
    unmetOf: (plan) =>
      plan.unmet.map(({ sink, quantity, cause }) => {
        const { product, who } = knownReceiver(sink);
        return present({
          product: product.id,
          to: who.party,
          quantityMilli: 1000 * quantity,
          cause,
          figures: 'balance' in who ? who.balance.date : undefined,
        });
      }),
  };
}

interface Search {
  readonly tripOf: (from: string, to: string) => TripShare;
  readonly plan: (
    givers: TransportEnd[],
    receivers: TransportEnd[],
    carried: ReadonlyMap<string, number>,
  ) => SupplyPlan;
  readonly linesOf: (plan: SupplyPlan) => Line[];
  readonly unmetOf: (plan: SupplyPlan) => UnmetNeed[];
}

/** Units that lengthen a shop's days of cover by as many as are worth while; none for a place, of which no cover is known. */
function leastGainOf({ who }: Receiver, leastGainDays: number): number {
  const perDay = 'balance' in who ? (who.balance.demandPerDayMilli ?? 0) / 1000 : 0;
  return Math.ceil(perDay * leastGainDays);
}

function asLater(line: Line): UnmetNeed {
  const { party } = line.receiverOf(line.to);
  return { product: line.needed.id, to: party, quantityMilli: 1000 * line.quantity, cause: 'left-for-later' };
}

/** The sums by product, place and cause, in this order. */
function leftOf(needs: readonly UnmetNeed[]): LeftNeed[] {
  const sums = Map.groupBy(needs, ({ product, to, cause }) => `${product} ${to.place} ${cause}`);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [one, ...others]]) => {
      if (!one) return [];
      const quantityMilli = others.reduce((sum, need) => sum + need.quantityMilli, one.quantityMilli);
      return [{ product: one.product, place: one.to.place, cause: one.cause, quantityMilli }];
    });
}

function mostLackedFirst(a: UnmetNeed, b: UnmetNeed): number {
  return b.quantityMilli - a.quantityMilli || (partyKey(a.to) < partyKey(b.to) ? -1 : 1);
}
