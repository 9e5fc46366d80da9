import { hanoi } from '#catalog/hanoi.ts';
import { daysBetween } from '#domain/business-day.ts';
import type { Direction } from '#domain/level.ts';
import type { MarketSettings } from './market-settings.ts';
import { type Stream, streamOf } from './random-streams.ts';
import { placeName } from './stores-of-market.ts';

export const EVENT_KINDS = ['step', 'fall', 'drift', 'tet-rise'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
export type EventScope = 'place' | 'zone' | 'city';

/** A move of the market that is known to be true. Days are counted from the market's first; both ends included. */
export interface MarketEvent {
  readonly id: string;
  readonly product: string;
  readonly kind: EventKind;
  readonly direction: Direction;
  /** Full size as a share of the price before: 0.15, -0.2; of a drift what it is after its last day. */
  readonly size: number;
  readonly scope: EventScope;
  readonly places: ReadonlySet<string>;
  readonly start: number;
  /** Last day of the move; of a permanent one the last day on which it is still news. */
  readonly end: number;
  readonly permanent: boolean;
}

const DRIFT_PER_DAY = 0.01;
const DRIFT_DAYS = 30;
/** A permanent move counts as news for as long as a detector may need to take it for the new level. */
const NEWS_DAYS = 45;
/** Events keep away from Tết, which has its own: days before and after it on which none begins, and none is in force. */
const TET_BEFORE = 60;
const TET_AFTER = 40;
const CLEAR_OF_TET = 26;
/** The rise before Tết begins, is complete, and is over on these days from the first day of Tết. */
const TET_RISE = { begins: -18, full: -8, over: 6 };

type Shape = readonly [kind: EventKind, size: number];

const STAPLE_SHAPES: readonly Shape[] = [
  ...[0.1, 0.1, 0.12, 0.15, 0.15, 0.2, 0.2, 0.3, 0.5].map((size): Shape => ['step', size]),
  ...[-0.15, -0.2, -0.3].map((size): Shape => ['fall', size]),
  ...[1, 1].map((): Shape => ['drift', driftedBy(DRIFT_DAYS)]),
];
/** Vegetables have wider thresholds: sizes about twice those of staples. */
const VOLATILE_SHAPES: readonly Shape[] = [
  ...[0.2, 0.3, 0.45, 0.6, 0.75, 1].map((size): Shape => ['step', size]),
  ...[-0.3, -0.4, -0.5].map((size): Shape => ['fall', size]),
  ['drift', driftedBy(DRIFT_DAYS)],
];

function driftedBy(days: number): number {
  return (1 + DRIFT_PER_DAY) ** days - 1;
}

/** Day of Tết, counted from the market's first day; none when it lies outside. */
export function tetOf({ first, days }: Pick<MarketSettings, 'first' | 'days'>): number | undefined {
  return hanoi.lunarYears.map(({ tet }) => daysBetween(first, tet)).find((day) => day >= 0 && day < days);
}

/** Plans the events of all goods: one after the other for each product, with calm between them. */
export function planEvents(
  settings: MarketSettings,
  goods: readonly { id: string; volatile: boolean }[],
): MarketEvent[] {
  if (settings.events.none) return [];
  const draw = streamOf(settings.seed, 'events');
  const decks = { staple: deckOf(STAPLE_SHAPES, draw), volatile: deckOf(VOLATILE_SHAPES, draw) };
  const scopes = deckOf(scopeCards(settings), draw);
  return goods.flatMap(({ id, volatile }) => [
    ...eventsOfProduct(settings, id, volatile ? decks.volatile : decks.staple, scopes, draw),
    ...tetRise(settings, id),
  ]);
}

/** Cards are dealt until none is left, then mixed anew: each kind of event is as frequent as it should be. */
function deckOf<T>(cards: readonly T[], draw: Stream): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = draw.shuffled(cards);
    return left.pop() as T;
  };
}

const CARDS = 20;

function scopeCards({ events: { scopes } }: MarketSettings): EventScope[] {
  return (['place', 'zone', 'city'] as const).flatMap((scope) =>
    Array.from({ length: Math.round(scopes[scope] * CARDS) }, () => scope),
  );
}

function eventsOfProduct(
  settings: MarketSettings,
  product: string,
  shapes: () => Shape,
  scopes: () => EventScope,
  draw: Stream,
): MarketEvent[] {
  const planned: MarketEvent[] = [];
  const tet = tetOf(settings);
  const places = settings.storesOfPlaces.map((_, index) => placeName(index));
  let day = settings.events.warmUpDays + draw.whole(0, 30);
  while (day < settings.days) {
    if (tet !== undefined && day > tet - TET_BEFORE && day < tet + TET_AFTER) {
      day = tet + TET_AFTER + draw.whole(0, 15);
      continue;
    }
    const scope = scopes();
    // Three single places may be hit at about the same time, each in its own way.
    const hit =
      scope === 'place'
        ? draw
            .shuffled(places)
            .slice(0, 3)
            .map((place) => new Set([place]))
        : [new Set(scope === 'city' ? places : draw.shuffled(places).slice(0, Math.ceil(places.length / 2)))];
    const events = hit.map((set, index) => eventOf(settings, product, shapes(), scope, set, day + index * 2, draw));
    planned.push(...events.filter((event) => event.end < settings.days - 3 && !reachesTet(event, tet)));
    day = Math.max(...events.map(({ end }) => end)) + settings.events.calmDays + draw.whole(0, 20);
  }
  return planned;
}

function reachesTet({ start, end }: MarketEvent, tet: number | undefined): boolean {
  return tet !== undefined && start < tet && end > tet - CLEAR_OF_TET;
}

function eventOf(
  settings: MarketSettings,
  product: string,
  [kind, size]: Shape,
  scope: EventScope,
  places: ReadonlySet<string>,
  start: number,
  draw: Stream,
): MarketEvent {
  const permanent = kind !== 'drift' && draw.chance(settings.events.permanent);
  const lasts = kind === 'drift' ? DRIFT_DAYS + draw.whole(5, 10) : draw.whole(12, 24);
  return {
    id: `${product}:${start}:${[...places].join('+')}`,
    product,
    kind,
    direction: size > 0 ? 'up' : 'down',
    size,
    scope,
    places,
    start,
    end: start + (permanent ? NEWS_DAYS : lasts) - 1,
    permanent,
  };
}

function tetRise(settings: MarketSettings, product: string): MarketEvent[] {
  const tet = tetOf(settings);
  const draw = streamOf(settings.seed, 'tet-rise', product);
  const size = draw.between(0.1, 0.3);
  if (tet === undefined || tet < 60 || !draw.chance(settings.events.tetRise)) return [];
  return [
    {
      id: `${product}:tet`,
      product,
      kind: 'tet-rise',
      direction: 'up',
      size,
      scope: 'city',
      places: new Set(settings.storesOfPlaces.map((_, index) => placeName(index))),
      start: tet + TET_RISE.begins,
      end: tet + TET_RISE.over,
      permanent: false,
    },
  ];
}

/** How far an event has moved prices on a day, as a log change; 0 before it and after it. */
export function moveOn(event: MarketEvent, day: number): number {
  if (day < event.start || (day > event.end && !event.permanent)) return 0;
  const full = Math.log1p(event.size);
  const done = day - event.start + 1;
  if (event.kind === 'drift') return Math.min(full, done * Math.log1p(DRIFT_PER_DAY));
  if (event.kind === 'tet-rise') return full * Math.min(1, done / (TET_RISE.full - TET_RISE.begins + 1));
  return full;
}

/** How one store goes along with an event. */
export interface Following {
  readonly event: MarketEvent;
  /** Factor on the log change; 0 for a store that does not go along. */
  readonly passThrough: number;
  readonly lagDays: number;
  /** Every how many days it goes along with a drift. */
  readonly everyDays: number;
}

export function followingOf(event: MarketEvent, store: string, { seed, events }: MarketSettings): Following {
  const draw = streamOf(seed, 'following', event.id, store);
  const unmoved = draw.chance(events.unmoved);
  const spread = Math.min(1.5, Math.max(0.5, 1 + events.passThrough * draw.normal()));
  return { event, passThrough: unmoved ? 0 : spread, lagDays: draw.whole(0, 1), everyDays: draw.whole(1, 3) };
}

/** The log change of a store's price because of an event. */
export function followedMove({ event, passThrough, lagDays, everyDays }: Following, day: number): number {
  const heard = day - lagDays;
  const creeping = event.kind === 'drift' || event.kind === 'tet-rise';
  const since = heard - event.start;
  const seen = creeping && since >= 0 && heard <= event.end ? heard - (since % everyDays) : heard;
  return passThrough * moveOn(event, seen);
}
