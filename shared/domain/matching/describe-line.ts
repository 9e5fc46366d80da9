import { addDays, type BusinessDay } from '../business-day.ts';
import type { StoreBalance } from '../history/balance.ts';
import { present } from '../present.ts';
import { isSupplier } from '../store.ts';
import { compareLine } from './compare-line.ts';
import { daysOfCover } from './cover.ts';
import { CONFIDENCES, type DemandBasis, lessConfident } from './demand.ts';
import type { Line } from './line.ts';
import { freightPerKm, type MatchSettings } from './match-settings.ts';
import type { Participant } from './participants.ts';
import type { CoverChange, Suggestion, SuggestionBasis, SuggestionReason } from './suggestion.ts';
import { wholeUnits } from './surplus-and-need.ts';

interface Request {
  readonly event?: string;
  readonly alert?: string;
  readonly day: BusinessDay;
  readonly settings: MatchSettings;
  readonly idOf: (from: string, to: string, quantityMilli: number) => string;
}

/** What each side gives and takes in all lines that are suggested together, in whole units. */
interface AfterAll {
  readonly given: ReadonlyMap<string, number>;
  readonly taken: ReadonlyMap<string, number>;
}

/** A line as a suggestion: both sides as they are and as they would be after all that is suggested with it. */
export function describeLine(line: Line, afterAll: AfterAll, request: Request): Suggestion {
  const { day, settings } = request;
  const giver = line.giverOf(line.from);
  const receiver = line.receiverOf(line.to);
  const known = 'balance' in receiver ? receiver : undefined;
  const { product, balance } = giver;
  const route = line.routeBetween(line.from, line.to);
  const quantityMilli = 1000 * line.quantity;
  const figures = present<Suggestion['figures']>({ from: balance.date, to: known?.balance.date });
  const oldest = figures.to !== undefined && figures.to < figures.from ? figures.to : figures.from;
  const basis = basisOf(line, afterAll, settings);
  return present<Suggestion>({
    id: request.idOf(line.from, line.to, quantityMilli),
    event: request.event,
    alert: request.alert,
    product: product.id,
    substitute: product.id === line.needed.id ? undefined : { insteadOf: line.needed.id },
    quantityMilli,
    spareMilli: wholeUnits((balance.stockMilli ?? 0) - basis.keepBackMilli),
    from: giver.party,
    to: receiver.party,
    distanceKm: route.roadKm,
    cost: Math.round(line.quantity * route.paidPerUnit),
    cover: present<Suggestion['cover']>({
      from: coverChange(balance, -1000 * (afterAll.given.get(line.from) ?? 0)),
      to: known && coverChange(known.balance, 1000 * (afterAll.taken.get(line.to) ?? 0)),
    }),
    need: trustOf(giver, known, day),
    figures,
    reasons: reasonsOf(line, basis, request),
    basis,
    comparison: compareLine(line, settings),
    state: 'proposed',
    madeOn: day,
    validThrough: addDays(oldest, settings.maxAgeDays),
  });
}

function basisOf(line: Line, { given }: AfterAll, settings: MatchSettings): SuggestionBasis {
  const { product, balance, position } = line.giverOf(line.from);
  const receiver = line.receiverOf(line.to);
  const held = 'held' in receiver ? receiver.held : undefined;
  return present<SuggestionBasis>({
    leftMilli: (balance.stockMilli ?? 0) - 1000 * (given.get(line.from) ?? 0),
    keepBackMilli: position.kind === 'giver' ? position.keepBackMilli : 0,
    receiverPerDayMilli: 'balance' in receiver ? receiver.balance.demandPerDayMilli : undefined,
    loadShare: (line.quantity * freightPerKm(product, settings)) / settings.fullTruckPerKm,
    held: held && { stockMilli: held.stockMilli, document: held.hold.document },
  });
}

function reasonsOf(
  line: Line,
  { loadShare, held }: SuggestionBasis,
  { day, settings }: Request,
): readonly SuggestionReason[] {
  const { product, balance, stop } = line.giverOf(line.from);
  const receiver = line.receiverOf(line.to);
  const known = 'balance' in receiver ? receiver.balance : undefined;
  const isOfToday = balance.date >= day && (known === undefined || known.date >= day);
  return [
    line.routeBetween(line.from, line.to).tier,
    known ? 'receiver-short' : 'need-estimated',
    isSupplier(stop.channel) ? 'supplier-offer' : 'keep-back-kept',
    isOfToday ? 'figures-of-the-day' : 'figures-some-days-old',
    ...(held ? (['receiver-stock-held'] as const) : []),
    ...(product.id === line.needed.id ? [] : (['substitute'] as const)),
    // Too little of a truck to travel alone.
    ...(loadShare < settings.joinUnderLoadShare ? (['consider-joining'] as const) : []),
  ];
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
