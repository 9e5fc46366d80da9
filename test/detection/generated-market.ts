import { hanoi } from '#catalog/hanoi.ts';
import { addDays, type BusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { ReportRow, StoreDay } from '#domain/report/report.ts';
import { median } from '#domain/statistics.ts';
import { attendanceOf, planOutages } from './calendar-of-gaps.ts';
import { type Promotion, planPromotions, promotionOn } from './chain-promotions.ts';
import { dearerOn } from './dearer-days.ts';
import { type Following, followedMove, followingOf, type MarketEvent, planEvents } from './market-events.ts';
import type { MarketSettings } from './market-settings.ts';
import { type PriceHabit, STAPLES, VOLATILE_GOODS } from './price-habits.ts';
import { streamOf } from './random-streams.ts';
import { realisedMoves } from './realised-moves.ts';
import {
  commonDeviation,
  inflationOn,
  MOST_OWN,
  roundedPrice,
  type StickyPrice,
  stickyPrice,
  wanderingLevel,
} from './sticky-prices.ts';
import { type MarketStore, placeName, storesOfMarket } from './stores-of-market.ts';
import { type TruePrices, truePrices } from './true-prices.ts';
import { type TypingError, typist } from './typing-errors.ts';

export interface MarketGood {
  readonly id: string;
  readonly volatile: boolean;
  readonly habit: PriceHabit;
  /** The middle of the catalogue's band on a log scale, VND. */
  readonly usualPrice: number;
}

/** One day as the system sees it, and what of it is wrong. */
export interface MarketDay {
  /** Counted from the market's first day. */
  readonly index: number;
  readonly date: BusinessDay;
  readonly reports: readonly StoreDay[];
  readonly errors: readonly TypingError[];
  /** Stores whose feed repeats an older day: their rows are neither right nor typed wrongly. */
  readonly stale: ReadonlySet<string>;
}

export interface GeneratedMarket {
  readonly settings: MarketSettings;
  readonly goods: readonly MarketGood[];
  readonly places: readonly string[];
  readonly stores: readonly MarketStore[];
  readonly events: readonly MarketEvent[];
  readonly promotions: readonly Promotion[];
  readonly outages: ReadonlySet<number>;
  /** The days in their order; to be walked through once. */
  readonly days: () => Generator<MarketDay>;
  /** Realised size of an event at a place, as a share, once it has been measured. */
  readonly realised: (event: MarketEvent, place: string) => number | undefined;
  /**
   * True move of a place (of the whole city for any other name) on the latest day, as a share: against its stores' last
   * 28 days, or against the week that ended so many days ago. It holds what the market does by itself too.
   */
  readonly trueMove: (place: string, product: string, lagDays?: number) => number;
}

/** Share of the place's own level in what the market's level moves. */
const PLACE_SHARE = 0.25;
const REPORT_HOUR_MS = 7 * 3_600_000;

/** A market that looks like the real one and whose every event and error is known. Same settings, same market. */
export function generatedMarket(settings: MarketSettings): GeneratedMarket {
  const goods = goodsOf(settings);
  const stores = storesOfMarket(settings);
  const retailers = [...new Set(stores.map(({ retailer }) => retailer))].sort();
  const places = settings.storesOfPlaces.map((_, index) => placeName(index));
  const events = planEvents(settings, goods);
  const productIds = goods.map(({ id }) => id);
  const promotions = planPromotions(settings, retailers, productIds);
  const outages = planOutages(settings, retailers);
  const realised = realisedMoves();
  const series = stores.flatMap((store) => goods.map((good) => seriesOf(store, good)));
  const byPlaceProduct = Map.groupBy(series, ({ store, good }) => `${store.place}|${good.id}`);
  const openSeries = (place: string, product: string, day: number) =>
    (byPlaceProduct.get(`${place}|${product}`) ?? []).filter(({ store }) => day >= store.opens && day <= store.closes);

  let today = 0;
  return {
    settings,
    goods,
    places,
    stores,
    events,
    promotions,
    outages: outages.all,
    *days() {
      const movePrices = priceMover(settings, goods, series);
      const clerks = stores.map((store, index) => ({
        store,
        own: series.slice(index * goods.length, (index + 1) * goods.length),
        attends: attendanceOf(store, settings, outages),
        types: typist(store, settings),
        rowDraw: streamOf(settings.seed, 'missing rows', store.key),
        frozenRows: undefined as readonly ReportRow[] | undefined,
      }));
      for (today = 0; today < settings.days; today++) {
        for (const event of events.filter(({ start }) => start === today)) {
          for (const place of event.places) {
            const affected = openSeries(place, event.product, today);
            realised.begin(
              event,
              place,
              affected.map(({ truth }) => truth),
            );
            for (const one of byPlaceProduct.get(`${place}|${event.product}`) ?? []) {
              one.followings.push(followingOf(event, one.store.key, settings));
            }
          }
        }
        movePrices(today);
        realised.note(today);
        const date = addDays(settings.first, today);
        const dearer = dearerOn(date, settings.calendar);
        const reports: StoreDay[] = [];
        const errors: TypingError[] = [];
        const stale = new Set<string>();
        for (const clerk of clerks) {
          const attendance = clerk.attends(today);
          const listed = clerk.own
            .map((one) => rowsOf(one, today, attendance.tetFactor * dearer, promotions))
            .filter(() => !clerk.rowDraw.chance(settings.gaps.missingRow));
          if (!attendance.frozen) clerk.frozenRows = undefined;
          else clerk.frozenRows ??= listed.flat();
          const typed = clerk.types(today, clerk.frozenRows ?? listed.flat());
          if (!attendance.reports || typed.rows.length === 0) continue;
          reports.push(reportOf(clerk.store, date, typed.rows));
          errors.push(...typed.errors);
          if (attendance.frozen) stale.add(clerk.store.key);
        }
        yield { index: today, date, reports, errors, stale };
      }
    },
    realised: realised.of,
    trueMove: (place, product, lagDays) => {
      const within = places.includes(place) ? [place] : places;
      const open = within.flatMap((one) => openSeries(one, product, today));
      const moves = open.flatMap(({ truth }) => {
        const usual = lagDays === undefined ? truth.usual() : truth.before(lagDays);
        const latest = truth.latest();
        return usual === undefined || latest === undefined ? [] : [latest / usual - 1];
      });
      return moves.length === 0 ? 0 : median(moves);
    },
  };
}

function goodsOf({ staples, volatileGoods, changes, sizes }: MarketSettings): MarketGood[] {
  const scaled = (habit: PriceHabit): PriceHabit => ({
    ...habit,
    changes: habit.changes * changes,
    size: habit.size * sizes,
    largeSize: habit.largeSize * sizes,
  });
  const goodOf =
    (volatile: boolean) =>
    ([id, habit]: readonly [string, PriceHabit]): MarketGood => {
      const band = hanoi.products.get(id)?.band;
      if (!band) throw new Error(`The catalogue of Hanoi has no ${id}`);
      return { id, volatile, habit: scaled(habit), usualPrice: Math.sqrt(band.min * band.max) };
    };
  return [
    ...[...STAPLES].slice(0, staples).map(goodOf(false)),
    ...[...VOLATILE_GOODS].slice(0, volatileGoods).map(goodOf(true)),
  ];
}

interface Series {
  readonly store: MarketStore;
  readonly good: MarketGood;
  readonly truth: TruePrices;
  followings: Following[];
  price: number;
}

function seriesOf(store: MarketStore, good: MarketGood): Series {
  return { store, good, truth: truePrices(), followings: [], price: 0 };
}

/** Moves all prices on by a day: the market's level, the places' levels, and each store's own sticky price. */
function priceMover(
  settings: MarketSettings,
  goods: readonly MarketGood[],
  series: readonly Series[],
): (day: number) => void {
  const { seed } = settings;
  const levels = goods.map((good) => levelsOf(good, settings));
  const chains = new Map<string, StickyPrice>();
  const stickyOf = ({ store, good }: Series): StickyPrice => {
    const key = `${store.uniform ? store.retailer : store.key}|${good.id}`;
    const known = chains.get(key);
    if (known) return known;
    const most = store.uniform && !good.volatile ? MOST_OWN.chain : MOST_OWN.store;
    const made = stickyPrice(good.habit, Math.log(good.usualPrice), most, streamOf(seed, 'price', key));
    chains.set(key, made);
    return made;
  };
  const sticky = series.map(stickyOf);
  return (day) => {
    const ofGoods = levels.map((next) => next());
    const moved = new Map<StickyPrice, number>();
    for (const [index, one] of series.entries()) {
      const { store, good } = one;
      const goodLevels = ofGoods[index % goods.length] as GoodLevels;
      const price = sticky[index] as StickyPrice;
      const target =
        Math.log(good.usualPrice) +
        inflationOn(day) +
        goodLevels.market +
        (store.uniform ? 0 : (goodLevels.places.get(store.place) ?? 0));
      const own = moved.get(price) ?? price.next(target);
      moved.set(price, own);
      const events = one.followings.reduce((sum, following) => sum + followedMove(following, day), 0);
      one.followings = one.followings.filter(({ event }) => event.permanent || day <= event.end + 3);
      one.price = roundedPrice(store.level * Math.exp(own + events));
      if (day >= store.opens && day <= store.closes) one.truth.add(one.price);
    }
  };
}

interface GoodLevels {
  readonly market: number;
  readonly places: ReadonlyMap<string, number>;
}

function levelsOf({ id, habit }: MarketGood, settings: MarketSettings): () => GoodLevels {
  const deviation = commonDeviation(habit);
  const market = wanderingLevel(deviation, habit.halfLifeDays, streamOf(settings.seed, 'market level', id));
  const places = settings.storesOfPlaces.map((_, index) => {
    const place = placeName(index);
    const draw = streamOf(settings.seed, 'place level', id, place);
    return [place, wanderingLevel(deviation * PLACE_SHARE, habit.halfLifeDays, draw)] as const;
  });
  return () => ({ market: market(), places: new Map(places.map(([place, next]) => [place, next()])) });
}

/** What a store lists of a good: its retail price, and during a promotion that one, under its own type or as retail. */
function rowsOf(series: Series, day: number, factor: number, promotions: readonly Promotion[]): ReportRow[] {
  const product = series.good.id;
  const retail: ReportRow = { product, priceType: 'retail', price: roundedPrice(series.price * factor) };
  const promotion = promotionOn(promotions, series.store.retailer, product, day);
  if (!promotion) return [retail];
  const price = roundedPrice(series.price * promotion.factor);
  return promotion.typedAsRetail ? [{ ...retail, price }] : [retail, { product, priceType: 'promo', price }];
}

function reportOf(store: MarketStore, date: BusinessDay, rows: readonly ReportRow[]): StoreDay {
  return {
    store: store.key,
    channel: store.channel,
    place: store.place,
    date,
    reportedAt: startOfBusinessDay(date) + REPORT_HOUR_MS,
    source: 'live',
    rows,
  };
}
