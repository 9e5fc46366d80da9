// What an event's search has found, in sums: what is missing, who is called for it, what each receiver gets. A view over
// lines as they are now, computed when it is shown and kept nowhere.
//
// 1. Lines that are proposed serve need; those agreed on have taken it away already; what was declined or is held since the
//    search is need that is left.
// 2. Transfers inside a chain come first: what is missing is what they leave.
// 3. A unit is summed for itself: bunches and kilograms are never added.

import { type BusinessDay, businessDayOf, daysBetween } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import { present } from '../present.ts';
import type { Contact } from '../store.ts';
import type { MatchSettings } from './match-settings.ts';
import {
  type CoverChange,
  isAgreed,
  isStoreParty,
  neededProduct,
  type Party,
  type PlaceParty,
  partyKey,
  type Suggestion,
} from './suggestion.ts';
import type { LeftNeed, UnmetNeed } from './supply-search.ts';
import { quantityOf, type Trip, tripsOf } from './trips.ts';
import type { LeftCause } from './unmet-cause.ts';

/** Sums over goods of one unit, or over one good, in thousandths of the unit. */
export interface SupplySums {
  /** What all who are short lack, after transfers inside chains and what people have agreed on. */
  readonly missingMilli: number;
  /** What of it is proposed. */
  readonly allocatedMilli: number;
  /** The share of what is missing that is proposed: whole percent, 100 only where it is all. */
  readonly servedPct: number;
  /** What is proposed from shop to shop inside chains. */
  readonly transferredMilli: number;
  /** What people have agreed on, moved or not. */
  readonly agreedMilli: number;
}

export interface GoodOfPlan extends SupplySums {
  readonly product: string;
  readonly left: readonly { readonly cause: LeftCause; readonly quantityMilli: number }[];
}

export interface UnitOfPlan extends SupplySums {
  /** Its Vietnamese name, by which units are known. */
  readonly unit: string;
}

/** So much of one good, in thousandths of its unit. */
export interface Load {
  readonly product: string;
  readonly quantityMilli: number;
}

/** One call: all that one organisation is asked for. */
export interface Call {
  /** The organisation's id. */
  readonly id: string;
  readonly retailerName: string;
  readonly contact: Contact;
  /** True where it would only supply its own shops: one message to it, and no call. */
  readonly withinChain: boolean;
  /** What its stores could spare of the goods, by their figures. */
  readonly offered: readonly Load[];
  /** What is proposed for others. */
  readonly asked: readonly Load[];
  /** What is proposed for shops of its own. */
  readonly transferred: readonly Load[];
  readonly agreed: readonly Load[];
  readonly trips: readonly Trip[];
}

/** What comes to one receiver of one good that it needs. */
export interface Receipt {
  readonly to: Party | PlaceParty;
  /** What is needed. */
  readonly product: string;
  /** Proposed from others, from its own chain, and agreed on. */
  readonly quantityMilli: number;
  readonly transferredMilli: number;
  readonly agreedMilli: number;
  /** With all that is proposed or agreed on; none without a known demand. */
  readonly cover?: CoverChange;
  readonly lines: readonly string[];
}

export interface Plan {
  readonly goods: readonly GoodOfPlan[];
  readonly units: readonly UnitOfPlan[];
  /** Those who are asked for most first, by their load; then those who supply their own shops alone. */
  readonly calls: readonly Call[];
  readonly receipts: readonly Receipt[];
  readonly unmet: readonly (Omit<UnmetNeed, 'cause'> & { readonly cause: LeftCause })[];
}

export interface PlanRequest {
  readonly day: BusinessDay;
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
  /** All lines of the event as they are now, without those that a later search has overtaken. */
  readonly lines: readonly Suggestion[];
  /** What the latest search proposed, and whom it left without. */
  readonly found: readonly Suggestion[];
  readonly unmet: readonly UnmetNeed[];
  readonly left: readonly LeftNeed[];
  /** Whether the goods of a line must not move today. */
  readonly isHeld: (line: Suggestion) => boolean;
}

/** The plan of an event, or of the part of it that somebody may see: the lines and needs decide. */
export function planOf(request: PlanRequest): Plan {
  const { catalogue, settings } = request;
  const sorted = sortLines(request);
  const { proposed, agreed } = sorted;
  const goods = goodsOfPlan(request, sorted);
  const isShown = new Set([...proposed, ...agreed]);
  // All lines make the trips, so that each keeps its id when one of them is declined.
  const trips = tripsOf(request.lines, catalogue, settings).flatMap((trip) => withLines(trip, isShown));
  return {
    goods,
    units: unitsOf(goods, catalogue),
    calls: callsOf(trips),
    receipts: receiptsOf([...proposed, ...agreed]),
    unmet: [...request.unmet, ...sorted.leftSince.map(asUnmet)],
  };
}

/** The lines of a plan, each as it is now: what its trips would carry, and what was turned down, the latest first. */
export function linesOf(request: PlanRequest): Record<'standing' | 'declined', readonly Suggestion[]> {
  const { proposed, agreed } = sortLines(request);
  const declined = request.lines.filter(({ state }) => state === 'declined');
  const saidAt = ({ decision }: Suggestion) => decision?.at ?? 0;
  return {
    standing: [...proposed, ...agreed],
    declined: declined.toSorted((a, b) => saidAt(b) - saidAt(a) || (a.id < b.id ? -1 : 1)),
  };
}

/** A trip with some of its lines; none where it has none of them. */
function withLines(trip: Trip, isShown: ReadonlySet<Suggestion>): Trip[] {
  const stops = trip.stops
    .map((stop) => ({ ...stop, lines: stop.lines.filter((line) => isShown.has(line)) }))
    .filter(({ lines }) => lines.length > 0);
  return stops.length > 0 ? [{ ...trip, stops }] : [];
}

/** True for goods that go from shop to shop inside one chain. */
export function isTransfer({ from, to }: Suggestion): boolean {
  return isStoreParty(to) && to.retailer === from.retailer;
}

/** Rounded to whole percent; 100 only where nothing is left. */
export function servedPercent(allocatedMilli: number, missingMilli: number): number {
  if (missingMilli <= 0) return 100;
  const percent = Math.round((100 * allocatedMilli) / missingMilli);
  return allocatedMilli < missingMilli ? Math.min(99, percent) : 100;
}

interface SortedLines {
  readonly proposed: readonly Suggestion[];
  readonly agreed: readonly Suggestion[];
  /** Of what the search proposed, what is not to be had any more. */
  readonly leftSince: readonly { readonly line: Suggestion; readonly cause: LeftCause }[];
}

function sortLines({ lines, found, day, isHeld }: PlanRequest): SortedLines {
  const proposed: Suggestion[] = [];
  const agreed: Suggestion[] = [];
  const leftSince: { line: Suggestion; cause: LeftCause }[] = [];
  const ofSearch = new Set(found.map(({ id }) => id));
  for (const line of lines.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (isAgreed(line) || line.state === 'completed') agreed.push(line);
    else if (line.state === 'declined') leftSince.push({ line, cause: 'declined' });
    else if (line.state === 'proposed' && daysBetween(line.validThrough, day) > 0)
      leftSince.push({ line, cause: 'expired' });
    else if (line.state === 'proposed' && isHeld(line)) leftSince.push({ line, cause: 'held' });
    else if (line.state === 'proposed') proposed.push(line);
  }
  return { proposed, agreed, leftSince: leftSince.filter(({ line }) => ofSearch.has(line.id)) };
}

function goodsOfPlan(request: PlanRequest, { proposed, agreed, leftSince }: SortedLines): GoodOfPlan[] {
  const products = [...proposed, ...agreed].map(neededProduct);
  const lefts = [
    ...request.left,
    ...leftSince.map(({ line, cause }) => ({ product: neededProduct(line), cause, quantityMilli: line.quantityMilli })),
  ];
  const all = [...new Set([...products, ...lefts.map(({ product }) => product)])].sort();
  return all.map((product): GoodOfPlan => {
    const own = proposed.filter((line) => neededProduct(line) === product);
    const allocatedMilli = sumOf(own.filter((line) => !isTransfer(line)));
    const left = causesOf(lefts.filter((need) => need.product === product));
    const missingMilli = allocatedMilli + left.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
    return {
      product,
      missingMilli,
      allocatedMilli,
      servedPct: servedPercent(allocatedMilli, missingMilli),
      transferredMilli: sumOf(own.filter(isTransfer)),
      agreedMilli: sumOf(agreed.filter((line) => neededProduct(line) === product)),
      left,
    };
  });
}

function causesOf(needs: readonly { readonly cause: LeftCause; readonly quantityMilli: number }[]): GoodOfPlan['left'] {
  return [...Map.groupBy(needs, ({ cause }) => cause)]
    .map(([cause, own]) => ({ cause, quantityMilli: own.reduce((sum, need) => sum + need.quantityMilli, 0) }))
    .sort((a, b) => b.quantityMilli - a.quantityMilli || (a.cause < b.cause ? -1 : 1));
}

function unitsOf(goods: readonly GoodOfPlan[], { products }: Catalogue): UnitOfPlan[] {
  const byUnit = Map.groupBy(goods, ({ product }) => products.get(product)?.unit.vi ?? product);
  return [...byUnit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, own]): UnitOfPlan => {
      const sum = (of: (good: GoodOfPlan) => number) => own.reduce((total, good) => total + of(good), 0);
      const missingMilli = sum((good) => good.missingMilli);
      const allocatedMilli = sum((good) => good.allocatedMilli);
      return {
        unit,
        missingMilli,
        allocatedMilli,
        servedPct: servedPercent(allocatedMilli, missingMilli),
        transferredMilli: sum((good) => good.transferredMilli),
        agreedMilli: sum((good) => good.agreedMilli),
      };
    });
}

function callsOf(trips: readonly Trip[]): Call[] {
  const calls = [...Map.groupBy(trips, ({ from }) => from.retailer)].flatMap(([id, own]): Call[] => {
    const [first] = own;
    if (!first) return [];
    const lines = own.flatMap(({ stops }) => stops.flatMap((stop) => stop.lines));
    const proposed = lines.filter(({ state }) => state === 'proposed');
    return [
      {
        id,
        retailerName: first.from.retailerName,
        contact: first.from.contact,
        withinChain: lines.every(isTransfer),
        offered: offeredBy(lines),
        asked: loadsOf(proposed.filter((line) => !isTransfer(line))),
        transferred: loadsOf(proposed.filter(isTransfer)),
        agreed: loadsOf(lines.filter(({ state }) => state !== 'proposed')),
        trips: own,
      },
    ];
  });
  const load = ({ trips: own }: Call) => own.reduce((sum, { loadShare }) => sum + loadShare, 0);
  const isLater = (a: Call, b: Call) => Number(a.withinChain) - Number(b.withinChain);
  return calls.sort((a, b) => isLater(a, b) || load(b) - load(a) || (a.id < b.id ? -1 : 1));
}

/** What could be spared, once for each store and good. */
function offeredBy(lines: readonly Suggestion[]): Load[] {
  const spare = new Map(lines.map((line) => [`${partyKey(line.from)} ${line.product}`, line]));
  return loadsOf([...spare.values()], ({ spareMilli }) => spareMilli);
}

function loadsOf(lines: readonly Suggestion[], of: (line: Suggestion) => number = quantityOf): Load[] {
  return [...Map.groupBy(lines, ({ product }) => product)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([product, own]) => ({ product, quantityMilli: own.reduce((sum, line) => sum + of(line), 0) }));
}

function receiptsOf(lines: readonly Suggestion[]): Receipt[] {
  const byNeed = Map.groupBy(lines, (line) => `${line.to.place} ${partyKey(line.to)} ${neededProduct(line)}`);
  return [...byNeed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [line] = own;
      if (!line) return [];
      const proposed = own.filter(({ state }) => state === 'proposed');
      return [
        present<Receipt>({
          to: line.to,
          product: neededProduct(line),
          quantityMilli: sumOf(proposed.filter((one) => !isTransfer(one))),
          transferredMilli: sumOf(proposed.filter(isTransfer)),
          agreedMilli: sumOf(own.filter(({ state }) => state !== 'proposed')),
          cover: coverWith(own),
          lines: own.map(({ id }) => id),
        }),
      ];
    });
}

/** The cover that a receiver had by the newest figures, and has with all that they do not show yet. */
function coverWith(lines: readonly Suggestion[]): CoverChange | undefined {
  const [newest] = lines.toSorted((a, b) => ((a.figures.to ?? '') < (b.figures.to ?? '') ? 1 : -1));
  const figuresOf = newest?.figures.to;
  const before = newest?.cover.to?.before;
  const perDay = newest?.basis?.receiverPerDayMilli;
  if (before === undefined || !perDay || figuresOf === undefined) return newest?.cover.to;
  const isShown = ({ state, decision }: Suggestion) =>
    state === 'completed' && decision !== undefined && businessDayOf(decision.at) < figuresOf;
  return { before, after: before + sumOf(lines.filter((line) => !isShown(line))) / perDay };
}

function sumOf(lines: readonly Suggestion[]): number {
  return lines.reduce((sum, line) => sum + quantityOf(line), 0);
}

function asUnmet({ line, cause }: SortedLines['leftSince'][number]): Plan['unmet'][number] {
  const { to, quantityMilli, figures } = line;
  return present({ product: neededProduct(line), to, quantityMilli, cause, figures: figures.to });
}
