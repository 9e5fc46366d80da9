import { addDays, type BusinessDay } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import type { StoreBalance } from '../history/balance.ts';
import { present } from '../present.ts';
import type { Bilingual } from '../product.ts';
import { isSupplier } from '../store.ts';
import { explainSuggestion, reasonsOf, type SuggestionFacts } from '../wording/suggestion-explanation.ts';
import { compareLine } from './compare-line.ts';
import { daysOfCover } from './cover.ts';
import { CONFIDENCES, type DemandBasis, lessConfident } from './demand.ts';
import type { Line } from './line.ts';
import { freightPerKm, type MatchSettings } from './match-settings.ts';
import type { Participant } from './participants.ts';
import type { CoverChange, Suggestion } from './suggestion.ts';
import { wholeUnits } from './surplus-and-need.ts';

interface Request {
  readonly alert?: string;
  readonly day: BusinessDay;
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
  readonly idOf: (from: string, to: string) => string;
}

/** What each side gives and takes in all lines that are suggested together, in whole units. */
interface AfterAll {
  readonly given: ReadonlyMap<string, number>;
  readonly taken: ReadonlyMap<string, number>;
}

/** A line as a suggestion: with its words, and both sides as they are and as they would be. */
export function describeLine(line: Line, afterAll: AfterAll, request: Request): Suggestion {
  const { day, catalogue, settings } = request;
  const giver = line.giverOf(line.from);
  const { product } = giver;
  const isSubstitute = product.id !== line.needed.id;
  const receiver = line.receiverOf(line.to);
  const way = line.routeBetween(line.from, line.to);
  const quantityMilli = 1000 * line.quantity;
  const givenMilli = 1000 * (afterAll.given.get(line.from) ?? 0);
  const takenMilli = 1000 * (afterAll.taken.get(line.to) ?? 0);
  const coverOfGiver = coverChange(giver.balance, -givenMilli);
  const known = 'balance' in receiver ? receiver : undefined;
  const coverOfReceiver = known && coverChange(known.balance, takenMilli);
  const facts: SuggestionFacts = present({
    product,
    insteadOf: isSubstitute ? line.needed.name : undefined,
    quantityMilli,
    from: giver.party,
    to: receiver.party,
    fromPlace: nameOf(giver.party.place, catalogue),
    toPlace: nameOf(receiver.party.place, catalogue),
    tier: way.tier,
    roadKm: way.roadKm,
    costDong: Math.round(line.quantity * way.paidPerUnit),
    loadShare: (line.quantity * freightPerKm(product, settings)) / settings.fullTruckPerKm,
    joinUnderLoadShare: settings.joinUnderLoadShare,
    giver: present({
      cover: coverOfGiver,
      stockAfterMilli: (giver.balance.stockMilli ?? 0) - givenMilli,
      date: giver.balance.date,
      supplier: isSupplier(giver.stop.channel),
      keepBackMilli: giver.position.kind === 'giver' ? giver.position.keepBackMilli : 0,
    }),
    receiver: present({
      cover: coverOfReceiver,
      date: known?.balance.date,
      held: known?.held ? { stockMilli: known.held.stockMilli, document: known.held.hold.document } : undefined,
    }),
    need: trustOf(giver, known, day),
  });
  const comparison = compareLine(line, settings);
  const oldest = known && known.balance.date < giver.balance.date ? known.balance.date : giver.balance.date;
  return present({
    id: request.idOf(line.from, line.to),
    alert: request.alert,
    product: product.id,
    substitute: isSubstitute ? { insteadOf: line.needed.id, name: product.name } : undefined,
    quantityMilli,
    spareMilli: wholeUnits((giver.balance.stockMilli ?? 0) - facts.giver.keepBackMilli),
    from: giver.party,
    to: receiver.party,
    distanceKm: way.roadKm,
    cost: facts.costDong,
    cover: present({ from: coverOfGiver, to: coverOfReceiver }),
    need: facts.need,
    figures: present({ from: giver.balance.date, to: known?.balance.date }),
    reasons: reasonsOf(facts, day),
    explanation: explainSuggestion(facts),
    comparison,
    state: 'proposed',
    madeOn: day,
    validThrough: addDays(oldest, settings.maxAgeDays),
  });
}

/** The receiver's basis, trusted no more than the giver's own demand, and less when figures are of earlier days. */
function trustOf(giver: Participant, receiver: Participant | undefined, day: BusinessDay): DemandBasis {
  if (!receiver) return { source: 'population', confidence: 'low' };
  const own = isSupplier(giver.stop.channel) ? 'high' : giver.demand.confidence;
  const { confidence } = receiver.demand;
  const lower = CONFIDENCES.indexOf(own) > CONFIDENCES.indexOf(confidence) ? own : confidence;
  const isOfToday = giver.balance.date >= day && receiver.balance.date >= day;
  return { ...receiver.demand, confidence: isOfToday ? lower : lessConfident(lower) };
}

function coverChange(
  { stockMilli = 0, demandPerDayMilli }: StoreBalance,
  changeMilli: number,
): CoverChange | undefined {
  const before = daysOfCover(stockMilli, demandPerDayMilli);
  const after = daysOfCover(stockMilli + changeMilli, demandPerDayMilli);
  return before === undefined || after === undefined ? undefined : { before, after };
}

function nameOf(place: string, catalogue: Catalogue): Bilingual {
  return catalogue.places.get(place)?.name ?? { vi: place, en: place };
}
