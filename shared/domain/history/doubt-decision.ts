import type { PriceType, ReportRow, StoreDay } from '../report/report.ts';
import { reportedPrices } from './reported-prices.ts';

/** What staff say of a price that is held back. */
export type DoubtVerdict = 'confirm' | 'drop';

/** The price of a report that a decision is about. */
export interface DecidedPrice {
  readonly product: string;
  readonly price: number;
}

/** A report with a decision in it: its rows, and whether they stood so already. None where it has no such price (any more). */
export interface DecidedReport {
  readonly rows: readonly ReportRow[];
  readonly priceType: PriceType;
  readonly isSame: boolean;
}

/**
 * A kept report with a doubtful price confirmed or taken out, as the retailer's own correction would do it: all rows of the
 * product and price type whose median the price is. The rows stay in their order.
 */
export function decideDoubt(
  { rows, channel }: Pick<StoreDay, 'rows' | 'channel'>,
  { product, price }: DecidedPrice,
  verdict: DoubtVerdict,
): DecidedReport | undefined {
  const meant = reportedPrices(rows, channel).find((told) => told.product === product && told.price === price);
  if (!meant) return undefined;
  const isMeant = (row: ReportRow) => reportedPrices([row], channel)[0]?.key === meant.key;
  const { priceType } = meant;
  if (verdict === 'drop') return { rows: rows.filter((row) => !isMeant(row)), priceType, isSame: false };
  const isSame = rows.every((row) => !isMeant(row) || row.confirmed === true);
  return { rows: rows.map((row) => (isMeant(row) ? { ...row, confirmed: true } : row)), priceType, isSame };
}
