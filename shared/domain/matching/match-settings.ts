/** The policy of matching: configuration of the administration, never law. */
export interface MatchSettings {
  /** Goods that keep for at most so many days count as fresh. */
  readonly freshUpToDays: number;
  /** Days of demand that a giver keeps for itself. */
  readonly keepBackDays: ByFreshness;
  /** Days of demand that a receiver is filled up to. */
  readonly targetDays: ByFreshness;
  /** A store with fewer days of cover is short. */
  readonly triggerDays: number;
  /** Older figures take no part. */
  readonly maxAgeDays: number;
  /** Road kilometres for one kilometre of great circle. */
  readonly roadFactor: number;
  readonly maxRoadKm: ByFreshness;
  /** VND for carrying one unit over one road kilometre, by the unit's Vietnamese name. */
  readonly freightPerUnitKm: Readonly<Record<string, number>>;
  readonly defaultFreightPerUnitKm: number;
  /** VND for loading and unloading one unit. */
  readonly handlingPerUnit: number;
  /** VND per unit that ranks near sources before far kinds of source; it is no money that anybody pays. */
  readonly tierPerUnit: Readonly<Record<Tier, number>>;
  readonly maxSuggestions: number;
}

/** Where help comes from, in the order in which Hanoi's own shortage plans ask for it. */
export type Tier = 'own-chain' | 'same-area' | 'other-area' | 'supplier';

interface ByFreshness {
  readonly dry: number;
  readonly fresh: number;
}

/**
 * Freight: a half-full light truck costs about 15,000 VND a kilometre for 1.25 t, so 12 VND a kg. Other units are
 * estimates of their own and never weights, since a bunch has none: eggs by the ten (fragile), a bunch of vegetables,
 * cartons by their bulk, a full cylinder with its steel.
 */
export const DEFAULT_MATCHING: MatchSettings = {
  freshUpToDays: 7,
  keepBackDays: { dry: 5, fresh: 2 },
  targetDays: { dry: 7, fresh: 2 },
  triggerDays: 3,
  maxAgeDays: 3,
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
  handlingPerUnit: 300,
  tierPerUnit: { 'own-chain': 0, 'same-area': 1_000, 'other-area': 2_000, supplier: 3_000 },
  maxSuggestions: 6,
};

export function isFresh(shelfLifeDays: number, settings: MatchSettings): boolean {
  return shelfLifeDays <= settings.freshUpToDays;
}
