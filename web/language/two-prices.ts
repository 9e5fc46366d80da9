/** Two prices ("9.300 → 15.800 đ/kg") that may stand on two lines where there is no room for both. */
export function breakable(prices: string): string {
  return prices.replace('→\u00a0', '→ ');
}
