import { type Catalogue, isWithin } from '../catalogue.ts';
import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { type Carriage, carriageOfProduct } from './carriage.ts';
import { describeLine } from './describe-line.ts';
import { type EstimatedNeed, estimatedNeeds, normOf } from './estimated-need.ts';
import { type FoodSafetyHold, type HeldBy, heldOn, withoutHeld } from './food-safety-hold.ts';
import type { Line } from './line.ts';
import { leastLotOf } from './match-settings.ts';
import { type KnownSupply, type Participant, participantsOf } from './participants.ts';
import { type Family, familyOf } from './product-family.ts';
import { reservedOn } from './reserved-stock.ts';
import { endKey, partyKey, placeKey, type Suggestion } from './suggestion.ts';
import { summedUp } from './summed-up-gaps.ts';
import { planSupply, type SupplyPlan } from './supply-plan.ts';
import { type FoundSupply, MOST_UNMET, type UnmetNeed } from './supply-search.ts';
import { isTooOld, type NoPart } from './surplus-and-need.ts';
import { sumBy } from './transport/pairs.ts';
import { sensitivityOf } from './transport/sensitivity.ts';
import type { TransportEnd } from './transport/transport-problem.ts';

export interface SupplyRequest extends KnownSupply {
  /** The alert that asks; none after the cut-off of a day. */
  readonly alert?: string;
  /** Receivers are sought here, givers everywhere. */
  readonly place: string;
  /** What is short, of one family: goods of it may stand in for each other, and what a shop has left is promised once. */
  readonly needed: Family;
  /** Pairs that staff have refused for a product, by the keys of their sides. */
  readonly refused: readonly Refused[];
  /** Goods that must not move; those of the day count. */
  readonly holds: readonly FoodSafetyHold[];
  /** What was decided under any alert or day: quantities that people have agreed on are not promised again. */
  readonly decided: readonly Suggestion[];
  /** Of the two ends of a line, and what goes from one to the other. */
  readonly idOf: (from: string, to: string, quantityMilli: number) => string;
  /** Suppliers that have reported and whose report has not been assessed yet; none unless said. */
  readonly pendingSuppliers?: number;
  /** True once the search must end: what has been found by then stands. */
  readonly timeIsUp: () => boolean;
}

export interface Refused {
  /** What would be carried. */
  readonly product: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Who could supply whom for products of a family that are short at a place: of each the biggest quantities first, at most
 * so many. Shops that tell what they lack come before places whose need is an estimate; those get what is left.
 */
export function suggestSupply(request: SupplyRequest): FoundSupply {
  const { needed, catalogue, settings, pendingSuppliers = 0 } = request;
  const goods = goodsOf(request);
  const search = searchOf(request, goods);
  const plans = planInTurn(search, goods);
  const lines = Map.groupBy(
    plans.flatMap((plan) => search.linesOf(plan)),
    (line) => line.needed,
  );
  const shownOf = (product: Product) => (lines.get(product) ?? []).slice(0, settings.maxSuggestions);
  const shown = needed.flatMap(shownOf);
  const afterAll = { given: sumBy(shown, 'from'), taken: sumBy(shown, 'to') };
  const unmet = Map.groupBy(
    plans.flatMap((plan) => search.unmetOf(plan)),
    ({ product }) => product,
  );
  const gapPercent = Math.max(...plans.map((plan) => plan.gapPercent));
  const asked = goods.filter(({ product }) => needed.includes(product));
  return {
    suggestions: shown.map((line) => describeLine(line, afterAll, request)),
    unmet: [...unmet.values()].flatMap((needs) => needs.sort(mostLackedFirst).slice(0, MOST_UNMET)),
    gapPercent,
    gaps: asked.map((good) =>
      summedUp({
        ...gapsOf(good, catalogue),
        unmet: unmet.get(good.product.id) ?? [],
        notShown: (lines.get(good.product)?.length ?? 0) - shownOf(good.product).length,
        pending: pendingSuppliers,
      }),
    ),
  };
}

/** Two plans: shops that tell what they lack first, then places whose need is an estimate with what is left. */
function planInTurn({ plan }: Search, goods: readonly Good[]): readonly SupplyPlan[] {
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
  const forShops = plan(givers, receivers);
  const given = sumBy(forShops.flows, 'from');
  const forPlaces = plan(
    givers.map(({ id, quantity }) => ({ id, quantity: quantity - (given.get(id) ?? 0) })),
    goods.flatMap(({ product, estimates }) =>
      estimates.map(({ party, needMilli }) => ({
        id: endKey(placeKey(party.place), product.id),
        quantity: needMilli / 1000,
      })),
    ),
  );
  return [forShops, forPlaces];
}

/** What is not known of a product, or must not move, whatever is planned. */
export function gapsOf({ product, participants, inPlace, estimates }: Good, catalogue: Catalogue) {
  return {
    product,
    receivers: inPlace.filter(({ position: standing }) => standing.kind === 'receiver').length + estimates.length,
    estimated: estimates.length,
    sharedBy: normOf(product, catalogue)?.sharedBy ?? 1,
    unknown: countUnknown(inPlace),
    held: participants.flatMap(({ held, position: standing }) => (held && !isTooOld(standing) ? [held] : [])),
  };
}

/** A product of the family: who has it, who lacks it. */
export interface Good {
  readonly product: Product;
  readonly participants: readonly Participant[];
  /** Those in the place that the search is for, empty if the product is only looked for to stand in. */
  readonly inPlace: readonly Participant[];
  readonly estimates: readonly EstimatedNeed[];
}

/** The goods of the family, on the day of the request. */
export function goodsOf(request: SupplyRequest): readonly Good[] {
  const { needed, catalogue, day, holds } = request;
  const heldBy = heldOn(day, holds, catalogue);
  const known = { ...request, decided: withoutHeld(request.decided, heldBy) };
  return familyOf(needed[0], catalogue).map((product) => goodOf(known, product, heldBy));
}

function goodOf(request: SupplyRequest, product: Product, heldBy: HeldBy): Good {
  const { needed, catalogue, settings, day, place } = request;
  const reserved = reservedOn(day, product.id, request.decided, settings);
  const participants = participantsOf({ ...request, product, reserved, heldBy });
  if (!needed.includes(product)) return { product, participants, inPlace: [], estimates: [] };
  const estimates = estimatedNeeds({ ...request, product, area: place, participants }).flatMap((estimate) => {
    // A place has no report that would show what it was promised: its reservations count for as long as any.
    const needMilli = estimate.needMilli - reserved(placeKey(estimate.party.place), day).takenMilli;
    return needMilli > 0 ? [{ ...estimate, needMilli }] : [];
  });
  const inPlace = participants.filter(({ stop }) => isWithin(catalogue, stop.place, place));
  return { product, participants, inPlace, estimates };
}

/** Who stands at the ends of lines, by their keys. */
interface Ends {
  readonly giverOf: ReadonlyMap<string, Participant>;
  readonly receiverOf: ReadonlyMap<string, Receiver>;
}

export interface Receiver {
  /** What it needs. */
  readonly product: Product;
  readonly who: Participant | EstimatedNeed;
}

export function endsOf(goods: readonly Good[]): Ends {
  return {
    giverOf: new Map(
      goods.flatMap(({ participants, product }) => participants.map((one) => [endKey(one.key, product.id), one])),
    ),
    receiverOf: new Map<string, Receiver>(
      goods.flatMap(({ product, inPlace, estimates }) => [
        ...inPlace.map((who) => [endKey(who.key, product.id), { product, who }] as const),
        ...estimates.map((who) => [endKey(placeKey(who.party.place), product.id), { product, who }] as const),
      ]),
    ),
  };
}

/** What it takes to carry goods from one end to another; undefined if there is no way, or staff have refused the pair. */
export function waysBetween(
  { catalogue, settings, refused }: SupplyRequest,
  goods: readonly Good[],
  { giverOf, receiverOf }: Ends,
): (from: string, to: string) => Carriage | undefined {
  const refusedFor = Map.groupBy(refused, ({ to }) => to);
  const carriageOf = new Map(goods.map(({ product }) => [product.id, carriageOfProduct(product, catalogue, settings)]));
  /** Who is short of a good gives nothing away that could stand in for it. */
  const isShortOf = (store: string, product: Product) =>
    giverOf.get(endKey(store, product.id))?.position.kind === 'receiver';
  return (from, to) => {
    const [giver, receiver] = [giverOf.get(from), receiverOf.get(to)];
    if (!giver || !receiver) return undefined;
    const { product, who } = receiver;
    if (isRefused(giver, refusedFor.get(partyKey(who.party)))) return undefined;
    const isSubstitute = giver.product.id !== product.id;
    if (isSubstitute && isShortOf(giver.key, product)) return undefined;
    const way = carriageOf.get(giver.product.id)?.(giver.stop, who.stop);
    return way && isSubstitute ? { ...way, rankedPerUnit: way.rankedPerUnit + settings.substitutePerUnit } : way;
  };
}

/** What the two rounds of a search have in common. */
function searchOf(request: SupplyRequest, goods: readonly Good[]): Search {
  const { settings, timeIsUp } = request;
  const ends = endsOf(goods);
  const wayBetween = waysBetween(request, goods, ends);
  const knownReceiver = (key: string) => ends.receiverOf.get(key) as Receiver;
  const detailsOf = (plan: SupplyPlan): Omit<Line, 'from' | 'to' | 'quantity' | 'unitCost' | 'needed'> =>
    present({
      giverOf: (key) => ends.giverOf.get(key) as Participant,
      receiverOf: (key) => knownReceiver(key).who,
      routeBetween: (from, to) => wayBetween(from, to) as Carriage,
      othersFor: (to) => plan.arcs.filter((arc) => arc.to === to).map(({ from }) => from),
      routes: plan.priced && !timeIsUp() ? sensitivityOf(plan, plan.priced, timeIsUp) : undefined,
    });
  return {
    plan: (givers, receivers) =>
      planSupply({
        sources: givers,
        sinks: receivers,
        unitCost: (from, to) => wayBetween(from, to)?.rankedPerUnit,
        // All goods of a family are counted in one unit.
        leastLot: leastLotOf(request.needed[0], settings),
        lotsTried: settings.lotsTried,
        waysPerReceiver: settings.waysPerReceiver,
        timeIsUp,
      }),
    linesOf(plan) {
      const details = detailsOf(plan);
      return plan.flows
        .map((flow) => ({ ...flow, needed: knownReceiver(flow.to).product, ...details }))
        .sort(biggestFirst);
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

function isRefused({ product, party }: Participant, pairs: readonly Refused[] | undefined): boolean {
  return pairs?.some((pair) => pair.product === product.id && pair.from === partyKey(party)) ?? false;
}

interface Search {
  readonly plan: (givers: TransportEnd[], receivers: TransportEnd[]) => SupplyPlan;
  readonly linesOf: (plan: SupplyPlan) => Line[];
  readonly unmetOf: (plan: SupplyPlan) => UnmetNeed[];
}

function biggestFirst(a: Line, b: Line): number {
  return b.quantity - a.quantity || a.unitCost - b.unitCost || (a.from + a.to < b.from + b.to ? -1 : 1);
}

function mostLackedFirst(a: UnmetNeed, b: UnmetNeed): number {
  return b.quantityMilli - a.quantityMilli || (partyKey(a.to) < partyKey(b.to) ? -1 : 1);
}

function countUnknown(participants: readonly Participant[]): Partial<Record<NoPart, number>> {
  const counts: Partial<Record<NoPart, number>> = {};
  for (const { position: standing } of participants) {
    if (standing.kind === 'none') counts[standing.reason] = (counts[standing.reason] ?? 0) + 1;
  }
  return counts;
}
