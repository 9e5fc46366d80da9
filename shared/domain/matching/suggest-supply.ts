import type { PlaceBalance, StoreBalance } from '../assessment.ts';
import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin } from '../catalogue.ts';
import type { Bilingual, Product } from '../product.ts';
import { isSupplier, placeOf, type Retailer, type Store, type StoreKey } from '../store.ts';
import { type Carriage, carriageOf, type Stop } from './carriage.ts';
import { daysOfCover } from './cover.ts';
import { explainSuggestion, reasonsOf, remarkOn, type Side } from './explanation.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Party, Suggestion } from './suggestion.ts';
import type { MatchSupply } from './supply-problem.ts';
import { type NoPart, type Standing, standingOf } from './surplus-and-need.ts';

export interface SupplyRequest {
  readonly alert: string;
  /** Receivers are sought here, givers everywhere. */
  readonly place: string;
  readonly product: Product;
  readonly day: BusinessDay;
  readonly balances: readonly PlaceBalance[];
  readonly storeOf: (key: StoreKey) => Store | undefined;
  readonly retailerOf: (id: string) => Retailer | undefined;
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
  /** Pairs of stores that staff have refused. */
  readonly refused: readonly { readonly from: StoreKey; readonly to: StoreKey }[];
  readonly idOf: (from: StoreKey, to: StoreKey) => string;
}

/** A store that can be called, with its figures and what follows from them. */
interface Participant {
  readonly key: StoreKey;
  readonly balance: StoreBalance;
  readonly party: Party;
  readonly stop: Stop;
  readonly standing: Standing;
}

/** Who could supply whom for a product that is short at a place: the biggest quantities first, at most so many. */
export function suggestSupply(
  request: SupplyRequest,
  matchSupply: MatchSupply,
): { readonly suggestions: Suggestion[]; readonly remark?: Bilingual } {
  const { product, catalogue, settings, day } = request;
  const participants = new Map(participantsOf(request).map((participant) => [participant.key, participant]));
  const inPlace = [...participants.values()].filter(({ stop }) => isWithin(catalogue, stop.place, request.place));
  const wayBetween = (from: StoreKey, to: StoreKey): Carriage | undefined => {
    const giver = participants.get(from);
    const receiver = participants.get(to);
    return giver && receiver && carriageOf(giver.stop, receiver.stop, product, catalogue, settings);
  };
  const sinks = inPlace.flatMap(({ key, standing }) =>
    standing.kind === 'receiver' ? [{ id: key, needMilli: standing.needMilli, coverDays: standing.coverDays }] : [],
  );
  const { flows, unmet } = matchSupply({
    sources: [...participants.values()].flatMap(({ key, standing }) =>
      standing.kind === 'giver' ? [{ id: key, surplusMilli: standing.surplusMilli }] : [],
    ),
    sinks,
    unitCost: (source, sink) => wayBetween(source, sink)?.rankedPerUnit,
    banned: request.refused,
  });
  const chosen = flows
    .toSorted(
      (a, b) => b.quantityMilli - a.quantityMilli || a.unitCost - b.unitCost || (pairOf(a) < pairOf(b) ? -1 : 1),
    )
    .slice(0, settings.maxSuggestions);

  const given = sumBy(chosen, 'from');
  const taken = sumBy(chosen, 'to');
  const suggestions = chosen.map((flow): Suggestion => {
    const giver = participants.get(flow.from) as Participant;
    const receiver = participants.get(flow.to) as Participant;
    const way = wayBetween(flow.from, flow.to) as Carriage;
    const facts = {
      product,
      quantityMilli: flow.quantityMilli,
      from: giver.party,
      to: receiver.party,
      fromPlace: placeName(giver.party.place, catalogue),
      toPlace: placeName(receiver.party.place, catalogue),
      tier: way.tier,
      roadKm: way.roadKm,
      costDong: Math.round((flow.quantityMilli * way.paidPerUnit) / 1000),
      giver: {
        ...sideOf(giver.balance, -(given.get(flow.from) ?? 0)),
        supplier: isSupplier(giver.stop.channel),
        keepBackMilli: giver.standing.kind === 'giver' ? giver.standing.keepBackMilli : 0,
      },
      receiver: sideOf(receiver.balance, taken.get(flow.to) ?? 0),
    };
    return {
      id: request.idOf(flow.from, flow.to),
      alert: request.alert,
      product: product.id,
      quantityMilli: flow.quantityMilli,
      from: giver.party,
      to: receiver.party,
      distanceKm: way.roadKm,
      cost: facts.costDong,
      reasons: reasonsOf(facts, day),
      explanation: explainSuggestion(facts),
      state: 'proposed',
      madeOn: day,
    };
  });

  const remark = remarkOn({
    product,
    receivers: sinks.length,
    unmetMilli: unmet.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0),
    unknown: countUnknown(inPlace),
  });
  return { suggestions, ...(remark && { remark }) };
}

/** The stores with a balance of the product, each by its newest figures, and somebody to call. */
function participantsOf(request: SupplyRequest): Participant[] {
  const { product, day, catalogue, settings } = request;
  const newest = new Map<StoreKey, StoreBalance>();
  const byPlace = request.balances.toSorted((a, b) => (a.place < b.place ? -1 : 1));
  for (const balance of byPlace.flatMap(({ stores }) => stores)) {
    const known = newest.get(balance.store);
    // A store that has moved is in the balances of both its places.
    if (balance.product === product.id && (!known || known.date < balance.date)) newest.set(balance.store, balance);
  }
  return [...newest].flatMap(([key, balance]) => {
    const store = request.storeOf(key);
    const retailer = store && request.retailerOf(store.retailer);
    if (!store || !retailer) return [];
    const place = placeOf(store, day);
    const point =
      store.lat !== undefined && store.lon !== undefined
        ? { lat: store.lat, lon: store.lon }
        : catalogue.places.get(place);
    return [
      {
        key,
        balance,
        party: {
          retailer: retailer.id,
          retailerName: retailer.name,
          store: store.id,
          storeName: store.name,
          place,
          contact: retailer.contact,
        },
        stop: { retailer: retailer.id, place, channel: store.channel, point },
        standing: standingOf({ ...balance, channel: store.channel }, product.shelfLifeDays, day, settings),
      },
    ];
  });
}

function sideOf(balance: StoreBalance, changeMilli: number): Side {
  const stock = balance.stockMilli ?? 0;
  return {
    coverBefore: daysOfCover(stock, balance.demandPerDayMilli),
    coverAfter: daysOfCover(stock + changeMilli, balance.demandPerDayMilli),
    stockAfterMilli: stock + changeMilli,
    date: balance.date,
  };
}

function sumBy(
  flows: readonly { readonly from: string; readonly to: string; readonly quantityMilli: number }[],
  end: 'from' | 'to',
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[end], (sums.get(flow[end]) ?? 0) + flow.quantityMilli);
  return sums;
}

function pairOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from}|${to}`;
}

function placeName(place: string, catalogue: Catalogue): Bilingual {
  return catalogue.places.get(place)?.name ?? { vi: place, en: place };
}

function countUnknown(participants: readonly Participant[]): Partial<Record<NoPart, number>> {
  const counts: Partial<Record<NoPart, number>> = {};
  for (const { standing } of participants) {
    if (standing.kind === 'none') counts[standing.reason] = (counts[standing.reason] ?? 0) + 1;
  }
  return counts;
}
