import fc from 'fast-check';
import type { StoreDay } from '#domain/report/report.ts';
import { retailerOf, type StoreKey, storeKey } from '#domain/store.ts';

/** What happened to a good in some places before it was reported in the ordinary way again. */
export interface History {
  /** Shops of each place by retailer: a number for each retailer, of its shops. */
  readonly shops: readonly (readonly number[])[];
  readonly phases: readonly Phase[];
}

/** Whom a phase concerns: everybody, or one retailer (by its number) with all its shops. */
type Who = 'all' | number;

export type Phase =
  | { readonly kind: 'quiet'; readonly days: number }
  | { readonly kind: 'gap'; readonly days: number; readonly who: Who; readonly of: 'the good' | 'everything' }
  | { readonly kind: 'level'; readonly days: number; readonly who: Who; readonly factor: number }
  | { readonly kind: 'held-back'; readonly days: number; readonly who: Who; readonly factor: number }
  | { readonly kind: 'replaced'; readonly days: number; readonly who: Who; readonly factor: number }
  | { readonly kind: 'promotion'; readonly days: number; readonly who: Who; readonly factor: number }
  | { readonly kind: 'alternating'; readonly days: number; readonly who: Who; readonly factor: number }
  | { readonly kind: 'ceiling'; readonly days: number; readonly over: number }
  | { readonly kind: 'stock'; readonly days: number; readonly stock: number; readonly sold: number }
  | { readonly kind: 'scattered'; readonly days: number; readonly spread: number; readonly every: number };

const RETAILERS = 3;
/** Most are short: what comes next meets an episode that has not ended. */
const days = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 60 }));
const gapDays = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 90, max: 200 }));
const who: fc.Arbitrary<Who> = fc.oneof(fc.constant('all' as const), fc.nat({ max: RETAILERS - 1 }));
/** From a tenth to ten times, steps of a few percent as often as leaps. */
const factor = fc.oneof(
  fc.constantFrom(0.1, 0.3, 0.7, 1.12, 1.2, 1.4, 2, 3, 10),
  fc.integer({ min: -100, max: 100 }).map((tenths) => 10 ** (tenths / 100)),
);

const gap = fc.record({
  kind: fc.constant('gap' as const),
  days: gapDays,
  who,
  of: fc.constantFrom('the good' as const, 'everything' as const),
});

const phase: fc.Arbitrary<Phase> = fc.oneof(
  fc.record({ kind: fc.constant('quiet' as const), days }),
  { arbitrary: gap, weight: 3 },
  fc.record({ kind: fc.constantFrom('level' as const, 'replaced' as const), days, who, factor }),
  fc.record({
    kind: fc.constantFrom('held-back' as const, 'alternating' as const),
    days,
    who,
    factor: fc.constantFrom(1 / 3, 2, 3, 10),
  }),
  fc.record({ kind: fc.constant('promotion' as const), days, who, factor: fc.constantFrom(0.6, 0.75, 0.85) }),
  fc.record({ kind: fc.constant('ceiling' as const), days, over: fc.constantFrom(0.9, 1, 1.1) }),
  fc.record({ kind: fc.constant('stock' as const), days, stock: fc.constantFrom(5, 20, 300), sold: fc.constant(30) }),
  fc.record({
    kind: fc.constant('scattered' as const),
    days: fc.integer({ min: 1, max: 150 }),
    spread: fc.constantFrom(0.1, 0.3, 0.6),
    every: fc.integer({ min: 1, max: 9 }),
  }),
);

export const history: fc.Arbitrary<History> = fc.record({
  shops: fc.array(
    fc
      .array(fc.nat({ max: 3 }), { minLength: 1, maxLength: RETAILERS })
      .filter((shops) => shops.some((count) => count > 0)),
    { minLength: 1, maxLength: 2 },
  ),
  phases: fc.array(phase, { minLength: 1, maxLength: 6 }),
});

export const GOOD = '01.0004';
const OTHER_GOOD = '01.0001';
const PRICE = 50_000;

/** A day of a history: what was reported in all places, and the ceiling in force. */
export interface ReportedDay {
  readonly reports: readonly StoreDay[];
  readonly ceiling: number | undefined;
}

interface Shop {
  readonly key: StoreKey;
  readonly place: string;
  readonly price: number;
}

/** The days of a history, then ordinary days, each shop at the price at which it ended, then a step of all of them. */
export function daysOf(
  { shops: counts, phases }: History,
  { ordinaryDays, step, stepDays }: { readonly ordinaryDays: number; readonly step: number; readonly stepDays: number },
): ReportedDay[] {
  const told: ReportedDay[] = [];
  let shops = counts.flatMap((ofPlace, place) =>
    ofPlace.flatMap((count, retailer) =>
      Array.from(
        { length: count },
        (_, shop): Shop => ({
          key: storeKey(`r${retailer}`, `p${place}-${shop}`),
          place: `p${place}`,
          price: PRICE * (1 + 0.03 * shop + 0.05 * retailer),
        }),
      ),
    ),
  );
  let opened = 0;
  const report = (day: Phase) => {
    for (let index = 0; index < day.days; index++) told.push(reportOf(shops, day, index, told.length));
  };
  // Enough for references to stand before anything happens.
  report({ kind: 'quiet', days: 10 });
  for (const each of phases) {
    if (each.kind === 'level') shops = shops.map((shop) => (isOf(shop, each.who) ? dearer(shop, each.factor) : shop));
    if (each.kind === 'replaced') {
      opened++;
      shops = shops.map((shop) =>
        isOf(shop, each.who) ? { ...dearer(shop, each.factor), key: `${shop.key}-${opened}` as StoreKey } : shop,
      );
    }
    report(each);
  }
  report({ kind: 'quiet', days: ordinaryDays });
  shops = shops.map((shop) => dearer(shop, step));
  report({ kind: 'quiet', days: stepDays });
  return told;
}

function dearer(shop: Shop, by: number): Shop {
  return { ...shop, price: shop.price * by };
}

function isOf({ key }: Shop, who: Who): boolean {
  return who === 'all' || retailerOf(key) === `r${who}`;
}

function reportOf(shops: readonly Shop[], phase: Phase, index: number, day: number): ReportedDay {
  const reports = shops.flatMap((shop, number): StoreDay[] => {
    const price = priceOf(shop, phase, index, day * 31 + number * 17);
    const isSilent = phase.kind === 'gap' && phase.of === 'everything' && isOf(shop, phase.who);
    if (isSilent) return [];
    const quantities = phase.kind === 'stock' ? { stockMilli: phase.stock * 1000, soldMilli: phase.sold * 1000 } : {};
    const rows = [
      { product: OTHER_GOOD, priceType: 'retail' as const, price: 20_000 },
      ...(price === undefined
        ? []
        : [{ product: GOOD, priceType: 'retail' as const, price: Math.round(price), ...quantities }]),
    ];
    return [{ store: shop.key, channel: 'market', place: shop.place, date: '', reportedAt: 0, source: 'live', rows }];
  });
  const middle = shops.map(({ price }) => price).toSorted((a, b) => a - b)[shops.length >> 1] ?? PRICE;
  return { reports, ceiling: phase.kind === 'ceiling' ? Math.round(middle / phase.over) : undefined };
}

/** What a shop asks on a day of a phase; none when it does not report the good. */
function priceOf(shop: Shop, phase: Phase, index: number, draw: number): number | undefined {
  const { price } = shop;
  if ('who' in phase && !isOf(shop, phase.who)) return price;
  switch (phase.kind) {
    case 'gap':
      return undefined;
    case 'held-back':
    case 'promotion':
      return price * phase.factor;
    case 'alternating':
      return index % 2 === 0 ? price * phase.factor : price;
    case 'scattered':
      return draw % phase.every === 0 ? price * (1 + phase.spread * scatter(draw)) : undefined;
    default:
      return price;
  }
}

/** Between -1 and 1, the same for the same number. */
function scatter(draw: number): number {
  const wave = Math.sin(draw * 12.9898) * 43_758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}
