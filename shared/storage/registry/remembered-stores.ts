import type { Store } from '#domain/store.ts';
import type { retailerStore } from './retailers.ts';

/** However the stamp was missed, as by a writer that died before it: nobody is shown an older register for longer. */
const LONGEST_MS = 10 * 60_000;

/**
 * The stores as this process has read them last, while the register's stamp is what it was then: a look at 3,000 stores
 * costs one small read.
 */
export function rememberedStores(
  { listStores, registerStamp }: Pick<ReturnType<typeof retailerStore>, 'listStores' | 'registerStamp'>,
  clock: () => number,
): () => Promise<readonly Store[]> {
  let known: { readonly stamp: string | undefined; readonly readAt: number; readonly stores: Store[] } | undefined;
  return async () => {
    // Read before the stores: a change between makes them newer than their stamp, and they are read once more.
    const stamp = await registerStamp();
    if (known && known.stamp === stamp && clock() - known.readAt < LONGEST_MS) return known.stores;
    const readAt = clock();
    const stores = await listStores();
    known = { stamp, readAt, stores };
    return stores;
  };
}
