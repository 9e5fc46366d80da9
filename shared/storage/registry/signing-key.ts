import { contentHash } from '../packed.ts';
import { readItem, type Table } from '../table-client.ts';
import { putHashed } from './hashed-item.ts';

const SIGNING_KEY = { pk: 'secret', sk: 'signing-key' };

/** The secret of the system itself. */
export function signingKeyStore(table: Table) {
  return {
    /** The key that signs what the system hands out; made once, for the first who asks. */
    async signingKey(create: () => Uint8Array): Promise<Uint8Array> {
      const known = await readItem(table, SIGNING_KEY);
      if (known) return known['key'] as Uint8Array;
      const key = create();
      return (await putHashed(table, SIGNING_KEY, { key }, contentHash(key)))
        ? key
        : ((await readItem(table, SIGNING_KEY))?.['key'] as Uint8Array);
    },
  };
}
