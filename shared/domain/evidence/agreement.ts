import type { JudgedProduct } from '../assessment/judged-product.ts';
import { changePctOf, isWatchOnly, partInFall, reachOfOneOfTwo, witnessesNeeded } from '../detection/agreement.ts';
import { anyShareOf } from '../detection/ceiling.ts';
import type { Episode, Evidence } from '../detection/episode.ts';
import { signalsOf } from '../detection/ladder.ts';
import { lagAllowanceOf } from '../detection/lags.ts';
import type { Rung } from '../level.ts';
import { present } from '../present.ts';
import type { PriceRow, SupplyRow } from './rows.ts';
import { sumOf } from './rows.ts';

/** How many agreed on an alert's level on its day, and how many had to. */
export interface EvidenceAgreement {
  /** Stores that support the threshold, and retailers of which half of the stores do; and the comparable ones. */
  readonly stores: number;
  readonly storesCompared: number;
  readonly retailers: number;
  readonly retailersCompared: number;
  /** Parts of the alert's place in which stores are beyond the threshold. */
  readonly partsBeyond: number;
  /** Stores whose last words no longer count, and that are still known: they are among those of which half must agree. */
  readonly longSilent: number;
  /** True where one of the only two stores was enough, since the median went further than the threshold. */
  readonly isOneOfTwo: boolean;
  /** Of a fall: who takes part in it, against the stores' usual prices, and whether it is `watch` at most. */
  readonly fall?: {
    readonly falling: number;
    readonly compared: number;
    /** Retailers that report the product or are expected to. */
    readonly retailers: number;
    /** Median change against the stores' trailing references, percent. */
    readonly usualChangePct: number;
    readonly isWatchOnly: boolean;
  };
  readonly needed: {
    readonly stores: number;
    readonly retailers: number;
    /** Change in the alert's direction from which a store supports the threshold, percent: the threshold, or less. */
    readonly changePct: number;
    readonly parts: number;
    /** Reporting days in a row: one where enough agreed at once. */
    readonly days: number;
  };
}

/** Asks the rungs themselves what they needed, so that the evidence is what was done. */
export function agreementBehind(
  market: JudgedProduct,
  prices: readonly PriceRow[],
  supplies: readonly SupplyRow[],
  episode: Episode,
): EvidenceAgreement {
  const { direction, evidence } = episode;
  const { rung } = evidence;
  const compared = prices.filter(({ heldBack, changePct }) => heldBack === undefined && changePct !== undefined);
  const byRetailer = [...Map.groupBy(compared, ({ retailer }) => retailer).values()];
  const days = isAgreedAtOnce(market, episode) ? 1 : 2;
  const rules = rulesOf(market, evidence);
  const { stretch, ...needed } = witnessesNeeded(rules, direction, compared.length, byRetailer.length, days);
  const supports = supportOf(episode, stretch);
  const stores = compared.filter(supports).length;
  const isOneOfTwo =
    rung === 'trailing' &&
    days === 2 &&
    stores < needed.stores &&
    reachOfOneOfTwo(market, direction, compared.length, Math.abs(evidence.changePct)) >= evidence.thresholdPct;
  const isMove = rung === 'trailing' || rung === 'drift';
  const isCover = rung === 'cover';
  return present({
    stores,
    storesCompared: compared.length,
    retailers: byRetailer.filter((rows) => doesRetailerSupport(rows, supports, rung)).length,
    retailersCompared: byRetailer.length,
    partsBeyond: isCover ? partsShort(supplies) : partsOf(compared.filter(({ isBeyond }) => isBeyond)),
    isOneOfTwo,
    longSilent: isMove || rung === 'season' ? longSilentIn(market) : 0,
    fall: isMove && direction === 'down' ? fallBehind(market) : undefined,
    needed: {
      ...(isCover ? coverNeeded(market, supplies) : isOneOfTwo ? { stores: 1, retailers: 1 } : needed),
      changePct: isOneOfTwo ? evidence.thresholdPct : evidence.thresholdPct / stretch,
      parts: market.isAggregate ? 2 : 1,
      days,
    },
  });
}

/** Whether a store's own change supports the threshold. */
function supportOf({ direction, evidence }: Episode, stretch: number): (row: PriceRow) => boolean {
  return ({ isBeyond, changePct: own = 0 }) =>
    isBeyond || (stretch > 1 && (direction === 'up' ? own : -own) * stretch >= evidence.thresholdPct);
}

/** A retailer supports with half of its stores; over a ceiling with any. */
function doesRetailerSupport(rows: readonly PriceRow[], supports: (row: PriceRow) => boolean, rung: Rung): boolean {
  const supporting = rows.filter(supports).length;
  return supporting > 0 && (rung === 'ceiling' || supporting >= rows.length / 2);
}

function partsOf(rows: readonly { readonly part: string }[]): number {
  return new Set(rows.map(({ part }) => part)).size;
}

function partsShort(supplies: readonly SupplyRow[]): number {
  return partsOf(supplies.filter(({ supply }) => supply.shortStores > 0));
}

function coverNeeded({ settings }: JudgedProduct, supplies: readonly SupplyRow[]) {
  return { stores: Math.ceil(settings.minShare * (sumOf(supplies)?.stores ?? 0)), retailers: 1 };
}

/** Who takes part in a fall. */
function fallBehind(market: JudgedProduct): NonNullable<EvidenceAgreement['fall']> {
  return {
    ...partInFall(market),
    retailers: market.known.retailers,
    usualChangePct: changePctOf(market.movement ?? 1),
    isWatchOnly: isWatchOnly(market, 'down'),
  };
}

function longSilentIn({ known, panel, heldBack }: JudgedProduct): number {
  return known.stores - panel.length - heldBack.filter(({ hasPast }) => hasPast).length;
}

/** Over a ceiling the share does not matter. */
function rulesOf(market: JudgedProduct, { rung }: Evidence): JudgedProduct {
  return rung === 'ceiling' ? { ...market, settings: anyShareOf(market.settings) } : market;
}

/** True when the rung agrees on the threshold that was passed, whatever the other thresholds are. */
function isAgreedAtOnce(market: JudgedProduct, { direction, evidence }: Episode): boolean {
  const passed = evidence.thresholdPct / lagAllowanceOf(evidence);
  const thresholds = { watch: passed, alert: passed, crisis: passed };
  return signalsOf({ ...market, thresholds }, direction, [evidence.rung]).some(({ agreed }) => agreed !== 'normal');
}
