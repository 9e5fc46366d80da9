import { addDays, type BusinessDay } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import type { StoreBalance } from '../history/balance.ts';
import type { Bilingual } from '../language.ts';
import { present } from '../present.ts';
import { isSupplier } from '../store.ts';
import { compareLine } from './compare-line.ts';
import { daysOfCover } from './cover.ts';
import { CONFIDENCES, type DemandBasis, lessConfident } from './demand.ts';
import type { Line } from './line.ts';
import { freightPerKm, type MatchSettings } from './match-settings.ts';
import type { Participant } from './participants.ts';
import type { CoverChange } from './suggestion.ts';
import { reasonsOf, type SuggestionFacts, type UnwordedSuggestion } from './suggestion-facts.ts';
import { wholeUnits } from './surplus-and-need.ts';

interface Request {
  readonly alert?: string;
  readonly day: BusinessDay;
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
  readonly idOf: (from: string, to: string, quantityMilli: number) => string;
}

/** What each side gives and takes in all lines that are suggested together, in whole units. */
interface AfterAll {
  readonly given: ReadonlyMap<string, number>;
  readonly taken: ReadonlyMap<string, number>;
}

/** A line as a suggestion: both sides as they are and as they would be, and the facts that its words are made of. */
export function describeLine(line: Line, afterAll: AfterAll, request: Request): UnwordedSuggestion {
  const { day, settings } = request;
  const { product, balance } = line.giverOf(line.from);
  const facts = factsOf(line, afterAll, request);
  const { giver, receiver } = facts;
  const oldest = receiver.date !== undefined && receiver.date < giver.date ? receiver.date : giver.date;
  return present({
    id: request.idOf(line.from, line.to, facts.quantityMilli),
    alert: request.alert,
    product: product.id,
    substitute: facts.insteadOf && { insteadOf: line.needed.id, name: product.name },
    quantityMilli: facts.quantityMilli,
    spareMilli: wholeUnits((balance.stockMilli ?? 0) - giver.keepBackMilli),
    from: facts.from,
    to: facts.to,
    distanceKm: facts.roadKm,
    cost: facts.costDong,
    cover: present({ from: giver.cover, to: receiver.cover }),
    need: facts.need,
    figures: present({ from: giver.date, to: receiver.date }),
    reasons: reasonsOf(facts, day),
    facts,
    comparison: compareLine(line, settings),
    state: 'proposed',
    madeOn: day,
    validThrough: addDays(oldest, settings.maxAgeDays),
  });
}

function factsOf(line: Line, afterAll: AfterAll, { day, catalogue, settings }: Request): SuggestionFacts {
  const giver = line.giverOf(line.from);
  const receiver = line.receiverOf(line.to);
  const known = 'balance' in receiver ? receiver : undefined;
  const { product } = giver;
  const route = line.routeBetween(line.from, line.to);
  const givenMilli = 1000 * (afterAll.given.get(line.from) ?? 0);
  const takenMilli = 1000 * (afterAll.taken.get(line.to) ?? 0);
  return present({
    product,
    insteadOf: product.id === line.needed.id ? undefined : line.needed.name,
    quantityMilli: 1000 * line.quantity,
    from: giver.party,
    to: receiver.party,
    fromPlace: nameOf(giver.party.place, catalogue),
    toPlace: nameOf(receiver.party.place, catalogue),
    tier: route.tier,
    roadKm: route.roadKm,
    costDong: Math.round(line.quantity * route.paidPerUnit),
    loadShare: (line.quantity * freightPerKm(product, settings)) / settings.fullTruckPerKm,
    joinUnderLoadShare: settings.joinUnderLoadShare,
    giver: present({
      cover: coverChange(giver.balance, -givenMilli),
      stockAfterMilli: (giver.balance.stockMilli ?? 0) - givenMilli,
      date: giver.balance.date,
      supplier: isSupplier(giver.stop.channel),
      keepBackMilli: giver.position.kind === 'giver' ? giver.position.keepBackMilli : 0,
    }),
    receiver: present({
      cover: known && coverChange(known.balance, takenMilli),
      date: known?.balance.date,
      held: known?.held && { stockMilli: known.held.stockMilli, document: known.held.hold.document },
    }),
    need: trustOf(giver, known, day),
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
