/** Days that a stock lasts at a demand per day (same unit); none without a demand, never infinite. */
export function daysOfCover(stock: number, demandPerDay: number | undefined): number | undefined {
  return demandPerDay === undefined || demandPerDay <= 0 ? undefined : stock / demandPerDay;
}
