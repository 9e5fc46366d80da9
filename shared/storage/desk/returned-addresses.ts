import { contentHash } from '../packed.ts';
import { type Attributes, putIf, readItem, type Table } from '../table-client.ts';

/** That mail to an address is not accepted, or not wanted, since an instant (milliseconds since the epoch). */
export interface ReturnedAddress {
  readonly since: number;
  readonly kind: 'bounced' | 'unwanted' | 'revived';
}

/**
 * Addresses that are written to no more, each by a hash of it: nobody reads an address here, and who is erased from the
 * register leaves none behind. Another address of the same person has another hash, so a change revives by itself.
 */
export function returnedAddressStore(table: Table) {
  const note = (address: string, { since, kind }: ReturnedAddress): Promise<boolean> =>
    putIf(table, unlessLater(since), { ...keyOf(address), since, kind });
  return {
    /** What has become of an address; none while mail is accepted there. */
    async readReturned(address: string): Promise<ReturnedAddress | undefined> {
      const item = await readItem(table, keyOf(address));
      return item?.['kind'] === 'revived' ? undefined : item && toReturned(item);
    },

    /** False where something later is known of the address, such as that somebody has revived it. */
    noteReturned: note,

    /** Has an address written to again, from an instant on. */
    revive: (address: string, since: number): Promise<boolean> => note(address, { since, kind: 'revived' }),
  };
}

/** People and servers write the same address in capitals or not. */
function keyOf(address: string) {
  return { pk: `address ${contentHash(address.trim().toLowerCase())}`, sk: 'address' };
}

function unlessLater(since: number) {
  return {
    ConditionExpression: 'attribute_not_exists(#since) OR #since < :since',
    ExpressionAttributeNames: { '#since': 'since' },
    ExpressionAttributeValues: { ':since': since },
  };
}

function toReturned(item: Attributes): ReturnedAddress {
  return { since: item['since'] as number, kind: item['kind'] as ReturnedAddress['kind'] };
}
