import { retailersNeeded, storesNeeded } from './detection/agreement.ts';
import { signalsOf } from './detection/ladder.ts';
import type { Episode, Evidence } from './episode.ts';
import type { PriceRow, SupplyRow } from './evidence-rows.ts';
import { sumOf } from './evidence-rows.ts';
import type { JudgedProduct } from './judged-product.ts';
import { median } from './statistics.ts';
import { lagAllowanceOf } from './threshold-words.ts';

/** How many agreed on an alert's level on its day, and how many had to. */
export interface EvidenceAgreement {
  /** Retailers beyond the threshold, each by the median of its stores, and the comparable ones. */
  readonly retailersBeyond: number;
  readonly retailersCompared: number;
  /** Parts of the alert's place in which stores are beyond the threshold. */
  readonly partsBeyond: number;
  readonly needed: {
    readonly stores: number;
    readonly retailers: number;
    readonly parts: number;
    /** Reporting days in a row: one where enough agreed at once. */
    readonly days: number;
  };
}

/** Asks the rungs themselves what they needed, so that what is told is what was done. */
export function agreementBehind(
  market: JudgedProduct,
  prices: readonly PriceRow[],
  supplies: readonly SupplyRow[],
  episode: Episode,
): EvidenceAgreement {
  const { evidence } = episode;
  const compared = prices.filter(({ heldBack, changePct }) => heldBack === undefined && changePct !== undefined);
  const byRetailer = [...Map.groupBy(compared, ({ retailer }) => retailer).values()];
  const isCover = evidence.rung === 'cover';
  return {
    retailersBeyond: byRetailer.filter((rows) => isRetailerBeyond(rows, episode)).length,
    retailersCompared: byRetailer.length,
    partsBeyond: isCover
      ? new Set(supplies.filter(({ supply }) => supply.shortStores > 0).map(({ part }) => part)).size
      : new Set(compared.filter(({ isBeyond }) => isBeyond).map(({ part }) => part)).size,
    needed: {
      ...neededOf(market, evidence, compared.length, byRetailer.length, sumOf(supplies)?.stores ?? 0),
      parts: market.inner ? 2 : 1,
      days: isAgreedAtOnce(market, episode) ? 1 : 2,
    },
  };
}

function isRetailerBeyond(rows: readonly PriceRow[], { direction, evidence }: Episode): boolean {
  if (evidence.rung === 'ceiling') return rows.some(({ isBeyond }) => isBeyond);
  const change = median(rows.map(({ changePct = 0 }) => changePct));
  return (direction === 'up' ? change : -change) >= evidence.thresholdPct;
}

function neededOf(
  { known, settings }: JudgedProduct,
  { rung }: Evidence,
  compared: number,
  retailers: number,
  stocked: number,
): { readonly stores: number; readonly retailers: number } {
  if (rung === 'cover') return { stores: Math.ceil(settings.minShare * stocked), retailers: 1 };
  if (rung === 'ceiling') return { stores: settings.minStores, retailers: settings.minRetailers };
  if (known.stores < settings.minStores || known.retailers < settings.minRetailers) return { stores: 1, retailers: 1 };
  return {
    stores: storesNeeded(settings, compared, known.stores),
    retailers: retailersNeeded(settings, retailers),
  };
}

/** True when the rung agrees on the threshold that was passed, whatever the other thresholds are. */
function isAgreedAtOnce(market: JudgedProduct, { direction, evidence }: Episode): boolean {
  const passed = evidence.thresholdPct / lagAllowanceOf(evidence);
  const thresholds = { watch: passed, alert: passed, crisis: passed };
  return signalsOf({ ...market, thresholds }, direction, [evidence.rung]).some(({ agreed }) => agreed !== 'normal');
}
