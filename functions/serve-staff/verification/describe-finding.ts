import type { AnswerOf } from '#contract/operations.ts';
import type { KeptFinding } from '#domain/event/finding.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { storeKey } from '#domain/store.ts';

type FoundAnswer = NonNullable<AnswerOf<'GET /v1/events/{id}/shops'>['items'][number]['goods'][number]['found']>;

/** What was found, beside the shop and the good that it was found of. */
export function describeFound({ verdict, seenPrice, note, at, receivedAt, by }: KeptFinding): FoundAnswer {
  return present({ verdict, seenPrice, note, at: instant(at), receivedAt: instant(receivedAt), by });
}

/** A finding as a line of a timeline. */
export function findingEntry({ store, product, verdict, seenPrice, note, at, by }: KeptFinding, nameOf: NameOfStore) {
  return present<FindingEntry>({
    kind: 'verified',
    at: instant(at),
    by,
    store,
    storeName: nameOf(store),
    product,
    verdict,
    seenPrice,
    note,
  });
}

interface FindingEntry extends Pick<KeptFinding, 'store' | 'product' | 'verdict' | 'seenPrice' | 'note' | 'by'> {
  readonly kind: 'verified';
  readonly at: string;
  readonly storeName: string;
}

type NameOfStore = (store: string) => string;

/** Names of stores by their keys; one that is not registered any more is named by its key. */
export function namesOfStores(stores: readonly Pick<Store, 'retailer' | 'id' | 'name'>[]): NameOfStore {
  const names = new Map<string, string>(stores.map(({ retailer, id, name }) => [storeKey(retailer, id), name]));
  return (store) => names.get(store) ?? store;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
