import { type Catalogue, isWithin } from '../catalogue.ts';
import type { Product } from '../product.ts';
import { type Carriage, carriageOfProduct } from './carriage.ts';
import { type EstimatedNeed, estimatedNeeds, normOf } from './estimated-need.ts';
import { type HeldBy, heldOn, withoutHeld } from './food-safety-hold.ts';
import { type Participant, participantsOf } from './participants.ts';
import { familyOf } from './product-family.ts';
import { reservedOn } from './reserved-stock.ts';
import { endKey, partyKey, placeKey } from './suggestion.ts';
import type { Refused, SupplyRequest } from './supply-request.ts';
import { isTooOld, type NoPart } from './surplus-and-need.ts';

/** A product that is short or may stand in for one that is: who has it, who lacks it. */
export interface Good {
  readonly product: Product;
  readonly participants: readonly Participant[];
  /** Those in the places that the search is for, empty if the product is only looked for to stand in. */
  readonly inPlace: readonly Participant[];
  readonly estimates: readonly EstimatedNeed[];
}

/** The goods that are short with all of their families, each once, on the day of the request. */
export function goodsOf(request: SupplyRequest): readonly Good[] {
  const { needed, catalogue, day, holds } = request;
  const heldBy = heldOn(day, holds, catalogue);
  const known = { ...request, decided: withoutHeld(request.decided, heldBy) };
  const goods = new Set(needed.flatMap((product) => familyOf(product, catalogue)));
  const inOrder = [...goods].sort((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.map((product) => goodOf(known, product, heldBy));
}

function goodOf(request: SupplyRequest, product: Product, heldBy: HeldBy): Good {
  const { needed, catalogue, settings, day, places } = request;
  const isInPlace = (place: string) => places.some((area) => isWithin(catalogue, place, area));
  const reserved = reservedOn(day, product.id, request.decided, settings);
  const participants = participantsOf({ ...request, product, reserved, heldBy });
  if (!needed.includes(product)) return { product, participants, inPlace: [], estimates: [] };
  const estimates = estimatedNeeds({ ...request, product, isInPlace, participants }).flatMap((estimate) => {
    // A place has no report that would show what it was promised: its reservations count for as long as any.
    const needMilli = estimate.needMilli - reserved(placeKey(estimate.party.place), day).takenMilli;
    return needMilli > 0 ? [{ ...estimate, needMilli }] : [];
  });
  const inPlace = participants.filter(({ stop }) => isInPlace(stop.place));
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
  const families = new Map(goods.map(({ product }) => [product.id, new Set(familyOf(product, catalogue))]));
  const mayStandIn = (other: Product, product: Product) => families.get(product.id)?.has(other) ?? false;
  /** Who is short of a good gives nothing away that could stand in for it. */
  const isShortOf = (store: string, product: Product) =>
    giverOf.get(endKey(store, product.id))?.position.kind === 'receiver';
  // Plans ask for all givers of one receiver, then of the next.
  const askedFor = lastAnswer((to: string) => {
    const receiver = receiverOf.get(to);
    return receiver && { ...receiver, refusedPairs: refusedFor.get(partyKey(receiver.who.party)) };
  });
  return (from, to) => {
    const [giver, receiver] = [giverOf.get(from), askedFor(to)];
    if (!giver || !receiver) return undefined;
    const { product, who, refusedPairs } = receiver;
    if (isRefused(giver, refusedPairs)) return undefined;
    const isSubstitute = giver.product.id !== product.id;
    if (isSubstitute && !mayStandIn(giver.product, product)) return undefined;
    if (isSubstitute && isShortOf(giver.key, product)) return undefined;
    const way = carriageOf.get(giver.product.id)?.(giver.stop, who.stop);
    return way && isSubstitute ? { ...way, rankedPerUnit: way.rankedPerUnit + settings.substitutePerUnit } : way;
  };
}

/** The same function, which answers at once when it is asked the same again. */
function lastAnswer<Asked, Answer>(answerTo: (asked: Asked) => Answer): (asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | undefined;
  return (asked) => {
    if (last?.asked !== asked || !last) last = { asked, answer: answerTo(asked) };
    return last.answer;
  };
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

function isRefused({ product, party }: Participant, pairs: readonly Refused[] | undefined): boolean {
  return pairs?.some((pair) => pair.product === product.id && pair.from === partyKey(party)) ?? false;
}

function countUnknown(participants: readonly Participant[]): Partial<Record<NoPart, number>> {
  const counts: Partial<Record<NoPart, number>> = {};
  for (const { position: standing } of participants) {
    if (standing.kind === 'none') counts[standing.reason] = (counts[standing.reason] ?? 0) + 1;
  }
  return counts;
}
