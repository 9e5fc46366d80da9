import type { MarketSettings } from './market-settings.ts';
import { streamOf } from './random-streams.ts';

/** All shops of a chain sell some goods cheaper for some days. */
export interface Promotion {
  readonly retailer: string;
  readonly products: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
  /** Factor on the price. */
  readonly factor: number;
  /** True when it is typed as the retail price, as chains do whose systems know one price only. */
  readonly typedAsRetail: boolean;
}

export function planPromotions(
  { seed, days, promotions }: MarketSettings,
  retailers: readonly string[],
  products: readonly string[],
): Promotion[] {
  return retailers.flatMap((retailer) => {
    const draw = streamOf(seed, 'promotions', retailer);
    const planned: Promotion[] = [];
    for (let day = 10; day < days; day++) {
      if (!draw.chance(promotions.starts)) continue;
      const end = day + draw.whole(3, 9);
      planned.push({
        retailer,
        products: new Set(draw.shuffled(products).slice(0, draw.whole(2, 4))),
        start: day,
        end,
        factor: 1 - draw.between(0.2, 0.4),
        typedAsRetail: draw.chance(promotions.typedAsRetail),
      });
      day = end + 7;
    }
    return planned;
  });
}

export function promotionOn(
  promotions: readonly Promotion[],
  retailer: string,
  product: string,
  day: number,
): Promotion | undefined {
  return promotions.find(
    (promotion) =>
      day >= promotion.start &&
      day <= promotion.end &&
      promotion.retailer === retailer &&
      promotion.products.has(product),
  );
}
