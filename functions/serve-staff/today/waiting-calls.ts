import type { AnswerOf } from '#contract/operations.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { isTransfer } from '#domain/matching/plan.ts';
import { isOver, partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { fromMilli } from '#domain/report/report.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { EventAnswer } from '../events/describe-event.ts';
import { namesOfProduct } from '../http/names.ts';

export interface WaitingCallsPorts {
  readonly catalogue: Catalogue;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly latestSearch: (event: string) => Promise<SupplySearch | undefined>;
  /** What was accepted, changed or completed, of suggestions made since a day. */
  readonly agreedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
  /** What was declined, of suggestions made since a day. */
  readonly declinedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
}

type WaitingCall = AnswerOf<'GET /v1/today'>['calls']['items'][number];

/** Events whose searches are read: those that are read first. */
const MOST_EVENTS = 8;
const AT_ONCE = 8;

/**
 * Whom somebody should call: givers that the latest search of each event proposes and nobody has answered for. A search is
 * one packed item, and answers are few: the hundreds of lines of a plan are not read.
 */
export async function waitingCalls(
  ports: WaitingCallsPorts,
  events: readonly EventAnswer[],
  { today, isSeen }: { readonly today: BusinessDay; readonly isSeen: (place: string) => boolean },
): Promise<WaitingCall[]> {
  const asked = events.filter(({ level }) => level !== 'watch').slice(0, MOST_EVENTS);
  if (asked.length === 0) return [];
  const searches = await aFewAtOnce(asked, AT_ONCE, async (event) => ({
    event,
    found: (await ports.latestSearch(event.id))?.suggestions ?? [],
  }));
  const oldest = searches
    .flatMap(({ found }) => found.map(({ madeOn }) => madeOn))
    .sort()
    .at(0);
  if (oldest === undefined) return [];
  const [holds, ...answered] = await Promise.all([
    ports.foodSafetyHolds(),
    ports.agreedSince(oldest),
    ports.declinedSince(oldest),
  ]);
  const heldBy = heldOn(today, holds, ports.catalogue);
  const isAnswered = new Set(answered.flat().map(({ id }) => id));
  return searches.flatMap(({ event, found }) => {
    // Inside a chain goods move without a call, and what is held does not move.
    const isWaiting = (line: Suggestion) =>
      !isAnswered.has(line.id) && !isOver(line, today) && !isTransfer(line) && !heldBy(line.product, line.from);
    const waiting = found.filter((line) => isWaiting(line) && isSeen(line.to.place));
    return [...Map.groupBy(waiting, ({ from }) => from.retailer)]
      .map(([call, lines]) => describeCall(ports.catalogue, event, call, lines))
      .toSorted((a, b) => b.receivers - a.receivers || (a.call < b.call ? -1 : 1));
  });
}

function describeCall(
  catalogue: Catalogue,
  { id, goodsName }: EventAnswer,
  call: string,
  lines: readonly Suggestion[],
): WaitingCall {
  const { retailerName = call, contact = { name: '' } } = lines[0]?.from ?? {};
  const byProduct = [...Map.groupBy(lines, ({ product }) => product)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    event: id,
    goodsName,
    call,
    retailerName,
    contact,
    asked: byProduct.map(([product, own]) => ({
      product,
      ...namesOfProduct(catalogue, product),
      quantity: fromMilli(own.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)),
    })),
    receivers: new Set(lines.map(({ to }) => partyKey(to))).size,
    madeOn: lines.map(({ madeOn }) => madeOn).sort()[0] ?? '',
  };
}
