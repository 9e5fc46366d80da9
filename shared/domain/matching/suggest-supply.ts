import type { PlaceBalance } from '../assessment.ts';
import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin } from '../catalogue.ts';
import type { Bilingual, Product } from '../product.ts';
import type { Retailer, Store } from '../store.ts';
import { type Carriage, carriageOfProduct, type Stop } from './carriage.ts';
import { describeLine, type Line } from './describe-line.ts';
import { type EstimatedNeed, estimatedNeeds, normOf } from './estimated-need.ts';
import { type FoodSafetyHold, type HeldBy, heldOn } from './food-safety-hold.ts';
import { leastLotOf, type MatchSettings } from './match-settings.ts';
import { type Participant, participantsOf } from './participants.ts';
import { familyOf } from './product-family.ts';
import { reservedOn } from './reserved-stock.ts';
import { remarkOn } from './search-remark.ts';
import { sumBy } from './small-lots.ts';
import { spareRoutes } from './spare-routes.ts';
import { partyKey, placeKey, type Suggestion, substituteKey } from './suggestion.ts';
import { planSupply, type SupplyPlan, type UnmetCause } from './supply-plan.ts';
import type { NoPart } from './surplus-and-need.ts';
import type { TransportEnd } from './transport-problem.ts';

export interface SupplyRequest {
  readonly alert: string;
  /** Receivers are sought here, givers everywhere. */
  readonly place: string;
  readonly product: Product;
  readonly day: BusinessDay;
  readonly balances: readonly PlaceBalance[];
  readonly stores: readonly Store[];
  readonly retailers: readonly Retailer[];
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
  /** Pairs that staff have refused for a product, by the keys of their sides. */
  readonly refused: readonly Refused[];
  /** Goods that must not move; those of the day count. */
  readonly holds: readonly FoodSafetyHold[];
  /** True to look also for what may stand in for the product; false where its kin have searches of their own. */
  readonly withSubstitutes: boolean;
  /** What was decided under any alert: quantities that people have agreed on are not promised again. */
  readonly decided: readonly Suggestion[];
  readonly idOf: (from: string, to: string) => string;
  /** True once the search must end: what has been found by then stands. */
  readonly timeIsUp: () => boolean;
}

export interface Refused {
  /** What would be carried. */
  readonly product: string;
  readonly from: string;
  readonly to: string;
}

export interface FoundSupply {
  readonly suggestions: readonly Suggestion[];
  /** Need that is left, by whose it is and why. */
  readonly unmet: readonly { readonly to: string; readonly quantityMilli: number; readonly cause: UnmetCause }[];
  /** Another flow could be cheaper by so many percent at most; 0 unless time ran out. */
  readonly gapPercent: number;
  /** Why there is no suggestion, or less than is needed. */
  readonly remark?: Bilingual;
}

/**
 * Who could supply whom for a product that is short at a place: the biggest quantities first, at most so many. Shops that
 * tell what they lack come before places whose need is an estimate; those get what is left.
 */
export function suggestSupply(request: SupplyRequest): FoundSupply {
  const { product, catalogue, settings, day } = request;
  const reserved = reservedOn(day, product.id, request.decided, settings);
  const heldBy = heldOn(day, request.holds, catalogue);
  const participants = participantsOf({ ...request, reserved, heldBy });
  const inPlace = participants.filter(({ stop }) => isWithin(catalogue, stop.place, request.place));
  const estimates = estimatedNeeds({ ...request, area: request.place, participants }).flatMap((estimate) => {
    // A place has no report that would show what it was promised: its reservations count for as long as any.
    const needMilli = estimate.needMilli - reserved(placeKey(estimate.party.place), day).takenMilli;
    return needMilli > 0 ? [{ ...estimate, needMilli }] : [];
  });
  const search = searchOf(request, [...participants, ...substitutesFor(request, participants, heldBy)], estimates);

  const givers = search.participants.flatMap(({ key, standing }): TransportEnd[] =>
    standing.kind === 'giver' ? [{ id: key, quantity: standing.surplusMilli / 1000 }] : [],
  );
  const receivers = inPlace.flatMap(({ key, standing }): TransportEnd[] =>
    standing.kind === 'receiver' ? [{ id: key, quantity: standing.needMilli / 1000 }] : [],
  );
  const forShops = search.plan(givers, receivers);
  const given = sumBy(forShops.flows, 'from');
  const forPlaces = search.plan(
    givers.map(({ id, quantity }) => ({ id, quantity: quantity - (given.get(id) ?? 0) })),
    estimates.map(({ party, needMilli }) => ({ id: placeKey(party.place), quantity: needMilli / 1000 })),
  );
  const plans = [forShops, forPlaces];

  const lines = plans.flatMap((plan) => search.linesOf(plan));
  const shown = lines.slice(0, settings.maxSuggestions);
  const afterAll = { given: sumBy(shown, 'from'), taken: sumBy(shown, 'to') };
  const unmet = plans.flatMap((plan) =>
    plan.unmet.map(({ sink, quantity, cause }) => ({ to: sink, quantityMilli: 1000 * quantity, cause })),
  );
  const gapPercent = Math.max(...plans.map((plan) => plan.gapPercent));
  const remark = remarkOn({
    product,
    receivers: receivers.length + estimates.length,
    estimated: estimates.length,
    sharedBy: normOf(product, catalogue)?.sharedBy ?? 1,
    unmet,
    notShown: lines.length - shown.length,
    gapPercent,
    unknown: countUnknown(inPlace),
    held: participants.flatMap(({ standing }) => (standing.kind === 'held' ? [standing] : [])),
  });
  return {
    suggestions: shown.map((line) => describeLine(line, afterAll, request)),
    unmet,
    gapPercent,
    ...(remark && { remark }),
  };
}

/** Givers of what may stand in for the product, without shops that are short of it themselves. */
function substitutesFor(request: SupplyRequest, participants: readonly Participant[], heldBy: HeldBy): Participant[] {
  if (!request.withSubstitutes) return [];
  const short = new Set(participants.filter(({ standing }) => standing.kind === 'receiver').map(({ key }) => key));
  return familyOf(request.product, request.catalogue)
    .slice(1)
    .flatMap((product) => {
      const reserved = reservedOn(request.day, product.id, request.decided, request.settings);
      return participantsOf({ ...request, product, reserved, heldBy })
        .filter(({ key, standing }) => standing.kind === 'giver' && !short.has(key))
        .map((giver) => ({ ...giver, key: substituteKey(giver.key, product.id) }));
    });
}

/** What the two rounds of a search have in common. */
function searchOf(
  request: SupplyRequest,
  participants: readonly Participant[],
  estimates: readonly EstimatedNeed[],
): Search {
  const { product, catalogue, settings, timeIsUp } = request;
  const byKey = new Map(participants.map((participant) => [participant.key, participant]));
  const estimateOf = new Map(estimates.map((estimate) => [placeKey(estimate.party.place), estimate]));
  const stopOf = (key: string): Stop | undefined => (byKey.get(key) ?? estimateOf.get(key))?.stop;
  const refusedFor = Map.groupBy(request.refused, ({ to }) => to);
  const carriageOf = new Map(
    familyOf(product, catalogue).map((one) => [one.id, carriageOfProduct(one, catalogue, settings)]),
  );
  const wayBetween = (from: string, to: string): Carriage | undefined => {
    const [giver, receiver] = [byKey.get(from), stopOf(to)];
    if (!giver || !receiver || isRefused(giver, refusedFor.get(to))) return undefined;
    const way = carriageOf.get(giver.product.id)?.(giver.stop, receiver);
    if (!way || giver.product.id === product.id) return way;
    return { ...way, rankedPerUnit: way.rankedPerUnit + settings.substitutePerUnit };
  };
  const detailsOf = (plan: SupplyPlan): Omit<Line, 'from' | 'to' | 'quantity' | 'unitCost'> => ({
    giverOf: (key) => byKey.get(key) as Participant,
    receiverOf: (key) => byKey.get(key) ?? (estimateOf.get(key) as EstimatedNeed),
    wayBetween: (from, to) => wayBetween(from, to) as Carriage,
    othersFor: (to) => plan.arcs.filter((arc) => arc.to === to).map(({ from }) => from),
    ...(plan.priced && { routes: spareRoutes(plan, plan.priced) }),
  });
  return {
    participants,
    plan: (givers, receivers) =>
      planSupply({
        sources: givers,
        sinks: receivers,
        unitCost: (from, to) => wayBetween(from, to)?.rankedPerUnit,
        leastLot: leastLotOf(product, settings),
        lotsTried: settings.lotsTried,
        waysPerReceiver: settings.waysPerReceiver,
        timeIsUp,
      }),
    linesOf(plan) {
      const details = detailsOf(plan);
      return plan.flows.map((flow) => ({ ...flow, ...details })).sort(biggestFirst);
    },
  };
}

function isRefused({ product, party }: Participant, pairs: readonly Refused[] | undefined): boolean {
  return pairs?.some((pair) => pair.product === product.id && pair.from === partyKey(party)) ?? false;
}

interface Search {
  readonly participants: readonly Participant[];
  readonly plan: (givers: TransportEnd[], receivers: TransportEnd[]) => SupplyPlan;
  readonly linesOf: (plan: SupplyPlan) => Line[];
}

function biggestFirst(a: Line, b: Line): number {
  return b.quantity - a.quantity || a.unitCost - b.unitCost || (a.from + a.to < b.from + b.to ? -1 : 1);
}

function countUnknown(participants: readonly Participant[]): Partial<Record<NoPart, number>> {
  const counts: Partial<Record<NoPart, number>> = {};
  for (const { standing } of participants) {
    if (standing.kind === 'none') counts[standing.reason] = (counts[standing.reason] ?? 0) + 1;
  }
  return counts;
}
