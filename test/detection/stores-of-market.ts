import { type Channel, type StoreKey, storeKey } from '#domain/store.ts';
import type { MarketSettings } from './market-settings.ts';
import { streamOf } from './random-streams.ts';

/** A store of the generated market. Levels are factors on the usual price. */
export interface MarketStore {
  readonly key: StoreKey;
  readonly retailer: string;
  readonly place: string;
  readonly channel: Channel;
  readonly level: number;
  /** True when its chain sells at one price everywhere. */
  readonly uniform: boolean;
  /** First and last day, counted from the market's first, on which it is open. */
  readonly opens: number;
  readonly closes: number;
  /** Opened or closed meanwhile, and much cheaper or dearer than the others. */
  readonly passing: boolean;
}

/** Invented retailers: the uniform chains come first. */
const RETAILERS: readonly { readonly id: string; readonly channel: Channel }[] = [
  { id: 'sen-vang', channel: 'supermarket' },
  { id: 'mai-lan', channel: 'convenience' },
  { id: 'bep-xanh', channel: 'convenience' },
  { id: 'cho-que', channel: 'market' },
  { id: 'tam-da', channel: 'market' },
];

const LEVEL_SPREAD = 0.06;

export function placeName(index: number): string {
  return `place-${index + 1}`;
}

/** The stores of all places: a place's retailers take turns, so that five stores are of five retailers. */
export function storesOfMarket(settings: MarketSettings): MarketStore[] {
  return settings.storesOfPlaces.flatMap((count, placeIndex) =>
    Array.from({ length: count }, (_, index) => {
      const retailer = RETAILERS[(placeIndex + index) % RETAILERS.length] as (typeof RETAILERS)[number];
      const uniform = RETAILERS.indexOf(retailer) < settings.uniformChains;
      const key = storeKey(retailer.id, `${placeName(placeIndex)}-${index + 1}`);
      const draw = streamOf(settings.seed, 'store', uniform ? retailer.id : key);
      const usual = { level: Math.exp(LEVEL_SPREAD * draw.normal()), opens: 0, closes: settings.days - 1 };
      return {
        key,
        retailer: retailer.id,
        place: placeName(placeIndex),
        channel: retailer.channel,
        uniform,
        passing: false,
        ...usual,
        ...(uniform || count < 3 ? {} : passingLife(settings, key)),
      };
    }),
  );
}

/** Some stores open or close meanwhile, far from the level of the others: composition must not look like a move. */
function passingLife({ seed, days, turnover }: MarketSettings, key: string): Partial<MarketStore> {
  const draw = streamOf(seed, 'turnover', key);
  const kind = draw.next();
  const level = draw.chance(0.5) ? 1 - turnover.levelGap : 1 + turnover.levelGap;
  const when = draw.whole(Math.round(days * 0.2), Math.round(days * 0.8));
  if (kind < turnover.entering) return { level, opens: when, passing: true };
  if (kind < turnover.entering + turnover.leaving) return { level, closes: when, passing: true };
  return {};
}
