import { addDays, type BusinessDay, toDayNumber } from '../business-day.ts';
import { changePctOf } from '../detection/agreement.ts';
import { habitOn, isForgotten, leastHabitPct, noteMovement } from '../detection/calendar-habit.ts';
import { type Episode, RUNGS_ON_REFERENCES, SCREENING_RUNGS } from '../detection/episode.ts';
import { type DaySignal, isActive, isKnown, stepEpisode, stepUnjudged } from '../detection/episode-life.ts';
import { signalsOf } from '../detection/ladder.ts';
import { notedMoves } from '../detection/moves.ts';
import { farFromPeers } from '../detection/peers.ts';
import { sameDaysAs } from '../detection/same-days.ts';
import { rememberMovement, type UsualMovement, usualPctOf } from '../detection/usual-movement.ts';
import type { Quote } from '../history/quote.ts';
import type { Supply } from '../history/supply.ts';
import { formatMonth } from '../indicators/monthly-series.ts';
import { noteMedians, type Screening, turnMonth } from '../indicators/screening.ts';
import { atLeast, DIRECTIONS, type Direction, type Rung, worse } from '../level.ts';
import { present } from '../present.ts';
import type { ProductAssessment, ScreeningSummary, StoreCheck } from './assessment.ts';
import { frozenStores } from './frozen-feed.ts';
import { type JudgedProduct, judgeProduct } from './judged-product.ts';
import type { PlaceDay, PlaceDayResult, PlaceMemory } from './place-day.ts';
import { type PooledQuotes, poolQuotes, supplyOf } from './pooled-quotes.ts';
import { balancesOf, quotesOfStores, rememberStores } from './store-facts.ts';

/**
 * The fold of the system: what is known about a place and a day, and what the next day inherits.
 *
 * A pure function of its argument, in any order of reports and parts: live assessment, corrections, the import of
 * history and the back-test all run through it.
 *
 * 1. Compare the stores' reports with their own past, and pool them with what the parts hand up.
 * 2. For each product: screen its quotes, measure its moves, step its episodes.
 * 3. Hand on: episodes, usual movements and months of the place; prices and stock of each store.
 */
export function assess(day: PlaceDay): PlaceDayResult {
  const reports = day.reports.toSorted((a, b) => (a.store < b.store ? -1 : 1));
  const parts = day.parts.toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const facts = quotesOfStores({ ...day, reports });
  const pool = poolQuotes(day.place, facts, parts);
  const judged = judgeProducts(day, pool, frozenStores({ ...day, reports }));
  const { episodes } = judged.memory;
  const stores = rememberStores(day, facts, judged.doubted, watchedProducts(episodes), endedOn(episodes, day.date));
  return {
    assessment: {
      place: day.place,
      date: day.date,
      products: judged.products,
      stores: pool.stores,
      quotes: pool.quotes,
      absent: [...pool.absent.values()].flat(),
      supplies: [...pool.supplies].map(([product, bySource]) => ({ product, supply: supplyOf(bySource) as Supply })),
    },
    own: facts,
    memory: judged.memory,
    stores,
    episodes: {
      place: day.place,
      asOf: day.date,
      knownSince: addDays(day.date, -day.rules.settings.correctionDays),
      episodes,
    },
    hadOpenEpisodes: day.memory.episodes.length > 0,
    balance: { place: day.place, asOf: day.date, stores: balancesOf(stores) },
  };
}

interface JudgedProducts {
  readonly products: readonly ProductAssessment[];
  readonly memory: PlaceMemory;
  /** The quotes that are held back, by identity. */
  readonly doubted: ReadonlySet<Quote>;
}

/** Judges each product in turn, and steps what the place remembers of it. */
function judgeProducts(day: PlaceDay, pool: PooledQuotes, frozen: ReadonlySet<string>): JudgedProducts {
  const { rules, memory } = day;
  const isShut = rules.isShut(day.date);
  const known = memory.episodes.filter((episode) => isKnown(episode, day.date, rules.settings));
  // A closed one stays beside a new one of the same product and direction: each is an event of its own.
  const closed = known.filter((episode) => !isActive(episode));
  const current = activeByProduct(known);
  const usual: Record<string, UsualMovement> = Object.fromEntries(
    Object.entries(memory.usual).filter(([product]) => rules.isVolatile(product)),
  );
  const months = turnMonth(memory.months, day.date, rules.lunarYears);
  const today = toDayNumber(day.date);
  const movements = { ...memory.movements };
  const sameDays = sameDaysAs(day.date, rules.lunarYears);
  const medians = new Map<string, number>();
  const doubted = new Set<Quote>();
  const reported = new Set([...pool.byProduct.keys(), ...pool.supplies.keys()]);
  const products = [...reported].sort().map((product) => {
    const isVolatile = rules.isVolatile(product);
    const usualPct = usualPctOf(usual[product]);
    const leastPct = leastHabitPct(isVolatile, usualPct);
    const habit = isShut ? undefined : habitOn(movements[product], today, sameDays, leastPct);
    const market = judgeProduct(product, day, pool, { usualPct, screening: months.screening[product], habit });
    for (const quote of market.doubted) doubted.add(quote);
    const active = stepEpisodes(current.get(product), market, day, isShut);
    current.set(product, active);
    if (market.observed !== undefined && !isShut) medians.set(product, market.observed);
    if (market.plainMovement !== undefined && !isShut) {
      movements[product] = noteMovement(movements[product], today, market.plainMovement);
      // What a place does while people are told of it is not its usual movement: thresholds would rise with each event.
      if (isVolatile && !market.habit && !isAlerting(active)) {
        usual[product] = rememberMovement(usual[product] ?? [], market.plainMovement);
      }
    }
    return describeProduct(market, active, frozen);
  });
  for (const [product, active] of current) {
    if (!reported.has(product)) current.set(product, stepUnreported(active, day));
  }
  return {
    products,
    doubted,
    memory: {
      episodes: inOrder([...closed, ...[...current.values()].flatMap((active) => Object.values(active))]),
      usual: inOrderOfKeys(Object.entries(usual)),
      movements: inOrderOfKeys(Object.entries(movements).filter(([, known]) => !isForgotten(known, today))),
      months: noteMedians(months, day.date, medians),
    },
  };
}

function inOrderOfKeys<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function activeByProduct(episodes: readonly Episode[]): Map<string, ActiveEpisodes> {
  const current = new Map<string, ActiveEpisodes>();
  for (const episode of episodes.filter(isActive)) {
    current.set(episode.product, { ...current.get(episode.product), [episode.direction]: episode });
  }
  return current;
}

function inOrder(episodes: readonly Episode[]): Episode[] {
  return episodes.toSorted((a, b) => compareText(episodeKey(a), episodeKey(b)) || compareText(a.openedOn, b.openedOn));
}

/** Products whose references stand still: a move of a month's screening compares no price anew. */
function watchedProducts(episodes: readonly Episode[]): Set<string> {
  return new Set(
    episodes
      .filter((episode) => isActive(episode) && !SCREENING_RUNGS.includes(episode.evidence.rung))
      .map((episode) => episode.product),
  );
}

function endedOn(episodes: readonly Episode[], day: BusinessDay): Episode[] {
  return episodes.filter(({ resolvedOn }) => resolvedOn === day);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The episodes of a product that are not resolved: one a direction. */
type ActiveEpisodes = Readonly<Partial<Record<Direction, Episode>>>;

function stepEpisodes(
  known: ActiveEpisodes = NO_EPISODES,
  market: JudgedProduct,
  day: PlaceDay,
  isShut: boolean,
): ActiveEpisodes {
  return inBothDirections((direction) => stepDirection(known[direction], market, direction, day, isShut));
}

/** An episode of what nobody reports must not wait for data for ever. */
function stepUnreported(known: ActiveEpisodes, { date, rules }: PlaceDay): ActiveEpisodes {
  return inBothDirections((direction) => {
    const active = known[direction];
    return active && stepUnjudged(active, date, rules.settings);
  });
}

function inBothDirections(step: (direction: Direction) => Episode | undefined): ActiveEpisodes {
  const next: Partial<Record<Direction, Episode>> = {};
  for (const direction of DIRECTIONS) {
    const after = step(direction);
    if (after) next[direction] = after;
  }
  return next;
}

const NO_EPISODES: ActiveEpisodes = {};

function stepDirection(
  active: Episode | undefined,
  market: JudgedProduct,
  direction: Direction,
  day: PlaceDay,
  isShut: boolean,
): Episode | undefined {
  const { settings } = day.rules;
  const signals = signalsOf(market, direction, isShut ? RUNGS_ON_SHUT_DAYS : settings.rungs);
  const ceilingJudged = active?.evidence.rung === 'ceiling' && market.underCeiling;
  // What a habit hides and what has ended look the same: such a day neither calms nor ends a move of prices.
  const isSilenced = market.habit && active && RUNGS_ON_REFERENCES.includes(active.evidence.rung);
  const judged = signals.length > 0 || ceilingJudged || (market.movement !== undefined && !isShut && !isSilenced);
  if (!judged) return active && stepUnjudged(active, day.date, settings);
  // With nothing seen and nothing known, nothing begins.
  if (!active && signals.length === 0) return undefined;
  const today: DaySignal = {
    product: market.product,
    direction,
    day: day.date,
    signals,
    movement: isShut ? undefined : market.movement,
    observed: market.observed,
    usualPct: market.usualPct,
    live: market.quotes.some((quote) => !quote.from.history),
  };
  return stepEpisode(active, today, settings);
}

/** True while an alert or crisis of a product is open at the place. */
function isAlerting(active: ActiveEpisodes): boolean {
  return DIRECTIONS.some((direction) => atLeast(active[direction]?.level ?? 'normal', 'alert'));
}

/** On the closing days of Tết the few open stores make no market; a ceiling holds all the same. */
const RUNGS_ON_SHUT_DAYS: readonly Rung[] = ['ceiling'];

function episodeKey(episode: Episode): string {
  return `${episode.product}|${episode.direction}`;
}

function describeProduct(
  market: JudgedProduct,
  active: ActiveEpisodes,
  frozen: ReadonlySet<string>,
): ProductAssessment {
  const episode = DIRECTIONS.map((direction) => active[direction])
    .filter((known): known is Episode => known !== undefined && isActive(known))
    .reduce<Episode | undefined>(
      (worst, next) => (worst && worse(worst.level, next.level) === worst.level ? worst : next),
      undefined,
    );
  const { retail, promo, wholesale } = market.summaries;
  const moves = notedMoves(market);
  return present({
    product: market.product,
    retail,
    promo,
    wholesale,
    changePct: market.plainMovement === undefined ? undefined : changePctOf(market.plainMovement),
    habit: habitOfDay(market),
    moves,
    screening: market.screening ? screeningSummary(market.screening, market.season) : undefined,
    usualPct: market.usualPct,
    watchPct: market.thresholds.watch,
    level: episode && episode.status !== 'pending' ? episode.level : 'normal',
    direction: episode?.direction,
    episode: episode ? { direction: episode.direction, status: episode.status, level: episode.level } : undefined,
    evidence: episode?.evidence,
    cause: market.cause,
    supply: market.supply,
    coverDays: market.coverDays,
    quarantined: market.heldBack.length,
    checks: market.isAggregate ? [] : storeChecks(market, frozen),
  });
}

function habitOfDay({ habit, movement }: JudgedProduct): ProductAssessment['habit'] {
  return habit && movement !== undefined ? { ...habit, beyondPct: changePctOf(movement) } : undefined;
}

function screeningSummary({ month, alps, ifpa }: Screening, season: number | undefined): ScreeningSummary {
  return present({
    month: formatMonth(month),
    alps: alps ? { value: alps.value, level: alps.level } : undefined,
    ifpa: ifpa ? { value: ifpa.value, level: ifpa.level } : undefined,
    seasonPct: season === undefined ? undefined : changePctOf(season),
  });
}

function storeChecks(market: JudgedProduct, frozen: ReadonlySet<string>): StoreCheck[] {
  const far = farFromPeers(
    market.quotes.map(({ price }) => price),
    market.settings.minStores,
  );
  const expected = Math.round(market.observed ?? 0);
  return [
    ...market.heldBack.map(({ store, price, expected: usual, doubt }) => ({
      kind: 'doubtful' as const,
      store,
      price,
      expected: usual,
      doubt,
    })),
    ...far.indexes.map((index) => {
      const { from, price } = market.quotes[index] as Quote;
      return { kind: 'peers' as const, store: from.store, price, expected: far.expected };
    }),
    ...market.quotes
      .filter(({ from }) => frozen.has(from.store))
      .map(({ from, price }) => ({ kind: 'frozen' as const, store: from.store, price, expected })),
  ];
}
