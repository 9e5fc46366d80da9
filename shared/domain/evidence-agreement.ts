import { witnessesNeeded } from './detection/agreement.ts';
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
  const days = isAgreedAtOnce(market, episode) ? 1 : 2;
  return {
    retailersBeyond: byRetailer.filter((rows) => isRetailerBeyond(rows, episode)).length,
    retailersCompared: byRetailer.length,
    partsBeyond: isCover
      ? new Set(supplies.filter(({ supply }) => supply.shortStores > 0).map(({ part }) => part)).size
      : new Set(compared.filter(({ isBeyond }) => isBeyond).map(({ part }) => part)).size,
    needed: {
      ...(isCover
        ? { stores: Math.ceil(market.settings.minShare * (sumOf(supplies)?.stores ?? 0)), retailers: 1 }
        : witnessesNeeded(rulesOf(market, evidence), episode.direction, compared.length, byRetailer.length, days)),
      parts: market.inner ? 2 : 1,
      days,
    },
  };
}

/** Over a ceiling the share does not matter. */
function rulesOf({ known, settings }: JudgedProduct, { rung }: Evidence): Pick<JudgedProduct, 'known' | 'settings'> {
  return { known, settings: rung === 'ceiling' ? { ...settings, minShare: 0 } : settings };
}

function isRetailerBeyond(rows: readonly PriceRow[], { direction, evidence }: Episode): boolean {
  if (evidence.rung === 'ceiling') return rows.some(({ isBeyond }) => isBeyond);
  const change = median(rows.map(({ changePct = 0 }) => changePct));
  return (direction === 'up' ? change : -change) >= evidence.thresholdPct;
}

/** True when the rung agrees on the threshold that was passed, whatever the other thresholds are. */
function isAgreedAtOnce(market: JudgedProduct, { direction, evidence }: Episode): boolean {
  const passed = evidence.thresholdPct / lagAllowanceOf(evidence);
  const thresholds = { watch: passed, alert: passed, crisis: passed };
  return signalsOf({ ...market, thresholds }, direction, [evidence.rung]).some(({ agreed }) => agreed !== 'normal');
}
