import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useWords } from '#web/language/language.tsx';
import type { Retailer } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

/** A key as lists show it: never the secret. */
interface ListedKey {
  readonly keyId: string;
  readonly createdAt: string;
  readonly revokedAt?: string | undefined;
  /** Of a phone: what it calls itself, and its store. */
  readonly name?: string;
  readonly store?: string;
}

interface TakeKeysProps {
  readonly retailer: Retailer;
  readonly of: string;
  /** What the file is called. */
  readonly list: string;
  readonly keys: readonly ListedKey[];
}

/** The keys of a retailer or of its phones, as a list. */
export function TakeKeys({ retailer, of, list, keys }: TakeKeysProps) {
  const words = useWords(REGISTER_WORDS);
  const isOfPhones = keys.some(({ store }) => store !== undefined);
  const nameOf = (store: string | undefined) => retailer.stores.find(({ id }) => id === store)?.name ?? store;
  return (
    <TakeList
      of={`${of}: ${retailer.id}`}
      list={`${list}-${retailer.id}`}
      rows={keys}
      columns={[
        ...(isOfPhones
          ? [
              { heading: words.keyColumns.phone, cell: ({ name }: ListedKey) => name },
              { heading: words.keyColumns.store, cell: ({ store }: ListedKey) => nameOf(store) },
            ]
          : []),
        { heading: words.keyColumns.id, cell: ({ keyId }) => keyId },
        { heading: words.keyColumns.issued, cell: ({ createdAt }) => createdAt, as: 'instant' },
        { heading: words.keyColumns.revoked, cell: ({ revokedAt }) => revokedAt, as: 'instant' },
      ]}
    />
  );
}
