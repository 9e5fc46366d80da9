import { call } from '#web/asking/answers.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useKeep } from '#web/keeping/use-keep.ts';
import { REGISTER_ANSWERS, type Retailer, readRetailer, type Store, type StoreBody } from './registered.ts';

/** Keeps a store, unless somebody has changed it since it was shown. Resolves to whether it was kept. */
export function useKeepStore(retailer: Retailer, store: Store | undefined) {
  const keeping = useKeep<Store>({
    subject: `store/${retailer.id}/${store?.id}`,
    before: store,
    readNow: async () => (await readRetailer(retailer.id))?.stores.find(({ id }) => id === store?.id),
  });
  const keep = (id: string, body: StoreBody) =>
    keeping.run(async () => {
      await call('PUT /v1/retailers/{id}/stores/{store}', { params: { id: retailer.id, store: id }, body });
      await askAgain(...REGISTER_ANSWERS);
    });
  return { keeping, keep };
}
