import type { Platform } from '#runtime/platform.ts';
import { registryStore } from '#storage/registry.ts';

let registered = 0;

/** Registers a retailer of its own with the store "shop-1" in Hoàn Kiếm, so that no test sees another's reports. */
export async function registerShop({ dynamodb, env }: Platform): Promise<string> {
  const retailer = `retailer-${registered++}`;
  await registryStore(dynamodb, env['REGISTRY_TABLE'] ?? '').putStore({
    retailer,
    id: 'shop-1',
    name: 'Cửa hàng mẫu',
    channel: 'market',
    places: [{ place: '00070', validFrom: '0001-01-01' }],
  });
  return retailer;
}
