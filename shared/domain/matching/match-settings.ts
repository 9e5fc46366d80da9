import type { Product } from '../product.ts';

/** The policy of matching: configuration of the administration, never law. */
export interface MatchSettings {
  /** Goods that keep for at most so many days count as fresh. */
  readonly freshUpToDays: number;
  /** Days of demand that a giver keeps for itself. */
  readonly keepBackDays: ByFreshness;
  /** Days of demand that a receiver is filled up to. */
  readonly targetDays: ByFreshness;
  /** Days of need, from people and norm, for a place of which no store tells its stock: enough until one does. */
  readonly estimatedDays: ByFreshness;
  /** A store with fewer days of cover is short. */
  readonly triggerDays: number;
  /** Older figures take no part; a suggestion that nobody answers ends with its figures. */
  readonly maxAgeDays: number;
  /** Days for which a pair is not proposed again after it was declined for a reason that lasts. */
  readonly refusalDays: number;
  /** Road kilometres for one kilometre of great circle. */
  readonly roadFactor: number;
  readonly maxRoadKm: ByFreshness;
  /** VND for carrying one unit over one road kilometre, by the unit's Vietnamese name. */
  readonly freightPerUnitKm: Readonly<Record<string, number>>;
  readonly defaultFreightPerUnitKm: number;
  /** VND a road kilometre that a full light truck earns at these rates: what a load's share of a truck is measured by. */
  readonly fullTruckPerKm: number;
  /** A load under this share of a truck should be joined with another. */
  readonly joinUnderLoadShare: number;
  /** VND for loading and unloading one unit. */
  readonly handlingPerUnit: number;
  /** VND per unit that ranks near sources before far kinds of source; it is no money that anybody pays. */
  readonly tierPerUnit: Readonly<Record<Tier, number>>;
  /** VND per unit that ranks the good itself before what may stand in for it; it is no money that anybody pays. */
  readonly substitutePerUnit: number;
  /**
   * Units below which nobody drives, by the unit's Vietnamese name. All that one giver sends to one zone travels together:
   * of several units each counts by its share of its own least lot. A chain's own rounds take any load to its own shops.
   */
  readonly leastLot: Readonly<Record<string, number>>;
  readonly defaultLeastLot: number;
  /** Days of cover that a receiver must gain of a good, from all givers together; for less nobody is troubled. */
  readonly leastGainDays: number;
  /** VND that a trip costs before its first kilometre: what it takes to send one more vehicle. Inside a chain none is sent. */
  readonly tripCost: number;
  /** Loads too small that are tried at nothing and at their least; up to sixty times as many plans are compared. */
  readonly lotsTried: number;
  /** Cheapest ways of each receiver that are looked at first; more only if need is left. */
  readonly waysPerReceiver: number;
  /** Lines of each good that are suggested after the cut-off of a day, by whole trips; an event has all of its lines. */
  readonly maxSuggestions: number;
  /** Other givers shown with a suggestion. */
  readonly maxAlternatives: number;
}

/** Where help comes from, in the order in which Hanoi's own shortage plans ask for it. */
export const TIERS = ['own-chain', 'same-area', 'other-area', 'supplier'] as const;
export type Tier = (typeof TIERS)[number];

interface ByFreshness {
  readonly dry: number;
  readonly fresh: number;
}

/**
 * Freight: a half-full light truck costs about 15,000 VND a kilometre for 1.25 t, so 12 VND a kg. Other units are
 * estimates of their own and never weights, since a bunch has none: eggs by the ten (fragile), a bunch of vegetables,
 * cartons by their bulk, a full cylinder with its steel.
 *
 * A least lot is a motorbike's full load, some 50 kg, below which nobody should telephone for a vehicle; less than half a
 * day of sales more would not show in days of cover, which are told to half a day. Sending a light truck with its driver
 * costs about 100,000 VND before it moves.
 */
export const DEFAULT_MATCHING: MatchSettings = {
  freshUpToDays: 7,
  keepBackDays: { dry: 5, fresh: 2 },
  targetDays: { dry: 7, fresh: 2 },
  estimatedDays: { dry: 2, fresh: 1 },
  triggerDays: 3,
  maxAgeDays: 3,
  refusalDays: 365,
  roadFactor: 1.3,
  maxRoadKm: { dry: 400, fresh: 150 },
  freightPerUnitKm: {
    kg: 12,
    lít: 12,
    '10 quả': 10,
    bó: 6,
    mớ: 6,
    gói: 6,
    hộp: 6,
    chai: 10,
    'hộp 50 chiếc': 6,
    'thùng 24 lon': 110,
    'thùng 30 gói': 60,
    'bình 12 kg': 300,
  },
  defaultFreightPerUnitKm: 12,
  fullTruckPerKm: 30_000,
  joinUnderLoadShare: 0.3,
  handlingPerUnit: 300,
  tierPerUnit: { 'own-chain': 0, 'same-area': 1_000, 'other-area': 2_000, supplier: 3_000 },
  substitutePerUnit: 4_000,
  leastLot: {
    bó: 100,
    mớ: 100,
    gói: 100,
    hộp: 100,
    'hộp 50 chiếc': 100,
    'thùng 24 lon': 5,
    'thùng 30 gói': 10,
    'bình 12 kg': 2,
  },
  defaultLeastLot: 50,
  leastGainDays: 0.5,
  tripCost: 100_000,
  lotsTried: 12,
  waysPerReceiver: 60,
  maxSuggestions: 6,
  maxAlternatives: 2,
};

/** The defaults with what staff have set instead. */
export function settingsWith(changes: Partial<MatchSettings> = {}): MatchSettings {
  return { ...DEFAULT_MATCHING, ...changes };
}

export function freshnessOf(shelfLifeDays: number, settings: MatchSettings): keyof ByFreshness {
  return shelfLifeDays <= settings.freshUpToDays ? 'fresh' : 'dry';
}

/** VND for carrying one unit of a product over one road kilometre. */
export function freightPerKm({ unit }: Pick<Product, 'unit'>, settings: MatchSettings): number {
  return settings.freightPerUnitKm[unit.vi] ?? settings.defaultFreightPerUnitKm;
}

/** Units of a product for which somebody drives, if they travel alone. */
export function leastLotOf({ unit }: Pick<Product, 'unit'>, settings: MatchSettings): number {
  return settings.leastLot[unit.vi] ?? settings.defaultLeastLot;
}
