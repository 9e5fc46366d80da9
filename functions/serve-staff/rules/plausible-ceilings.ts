import type { Catalogue } from '#domain/catalogue.ts';
import { FIGURES } from '#domain/figures.ts';
import { Problem } from '#runtime/problem.ts';

/**
 * Raises `no-ceilinged-product` or `price-out-of-band` (422): by a ceiling that no price can keep, or that none can reach,
 * every shop or none would pass it.
 */
export function requirePlausibleCeilings(
  { products }: Catalogue,
  orders: readonly { readonly product: string; readonly price: number }[],
): void {
  for (const { product: id, price } of orders) {
    const product = products.get(id);
    if (!product) continue;
    const { name, band, unit, ceilinged } = product;
    if (!ceilinged) {
      throw new Problem(422, 'no-ceilinged-product', {
        vi: `${name.vi} (${id}) không thuộc nhóm hàng do Nhà nước quy định giá trần. Xem "ceilinged" trong /v1/products.`,
        en: `${name.en} (${id}) is no good with a ceiling set by the state. See "ceilinged" in /v1/products.`,
      });
    }
    if (price >= band.min && price <= band.max) continue;
    const { vi, en } = FIGURES;
    throw new Problem(
      422,
      'price-out-of-band',
      {
        vi: `Giá trần ${vi.price(price, unit.vi)} nằm ngoài khoảng giá hợp lý của ${name.vi}: ${vi.price(band.min, unit.vi)} đến ${vi.price(band.max, unit.vi)}. Đề nghị kiểm tra lại.`,
        en: `A ceiling of ${en.price(price, unit.en)} is outside the plausible prices of ${name.en}: ${en.price(band.min, unit.en)} to ${en.price(band.max, unit.en)}. Please check it.`,
      },
      { product: id, min: band.min, max: band.max },
    );
  }
}
