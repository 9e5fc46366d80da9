import type { ShopRow } from '#web/components/shop-rows/use-shops.ts';

/** A shop that said its retail price today and has a usual one. */
export interface ComparedShop {
  readonly price: number;
  readonly usual: number;
  readonly changePct: number;
}

/** The shop in the middle of the day's changes; with two in the middle the smaller change, so that it never overstates. */
export function middleShop(rows: readonly ShopRow[]): ComparedShop | undefined {
  const compared = rows
    .flatMap(({ state, priceType, doubt, price, usual, changePct }): ComparedShop[] => {
      if (state !== 'reported' || priceType !== 'retail' || doubt !== undefined) return [];
      return price === undefined || usual === undefined || changePct === undefined ? [] : [{ price, usual, changePct }];
    })
    .toSorted((a, b) => a.changePct - b.changePct);
  const rank = (compared.length + 1) / 2;
  const [lower, upper] = [compared[Math.floor(rank) - 1], compared[Math.ceil(rank) - 1]];
  return lower && upper && Math.abs(upper.changePct) < Math.abs(lower.changePct) ? upper : lower;
}

/** How many shops have said a price of the day, and how many that have said one lately have not. */
export function countShops(rows: readonly ShopRow[]): { readonly reported: number; readonly silent: number } {
  const key = ({ retailer, store }: ShopRow) => `${retailer}/${store}`;
  const reported = new Set(rows.filter(({ state }) => state === 'reported').map(key));
  const silent = new Set(rows.map(key).filter((shop) => !reported.has(shop)));
  return { reported: reported.size, silent: silent.size };
}
