import { type ListShopsPorts, listShops } from './list-shops.ts';
import { type ShowQualityPorts, showQuality } from './show-quality.ts';
import { type VerifyShopPorts, verifyShop } from './verify-shop.ts';

/** What is verified on the spot, and how good the alerts were by it. */
export const verificationRoutes = (ports: ListShopsPorts & VerifyShopPorts & ShowQualityPorts) => ({
  'GET /v1/events/{id}/shops': listShops(ports),
  'POST /v1/verifications': verifyShop(ports),
  'GET /v1/quality': showQuality(ports),
});
