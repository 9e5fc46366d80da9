import type { Recipient } from '#domain/notification/recipient.ts';
import { type Attributes, put, readItem, readPartition, type Table } from '../table-client.ts';
import { withoutKeys } from './hashed-item.ts';

/** Who is told of alerts. */
export function recipientStore(table: Table) {
  return {
    async readRecipient(id: string): Promise<Recipient | undefined> {
      const item = await readItem(table, { pk: 'recipient', sk: id });
      return item && toRecipient(item);
    },

    async recipients(): Promise<Recipient[]> {
      return (await readPartition(table, 'recipient')).map(toRecipient);
    },

    putRecipient({ id, ...attributes }: Recipient): Promise<void> {
      return put(table, { pk: 'recipient', sk: id, ...attributes });
    },
  };
}

function toRecipient(item: Attributes): Recipient {
  return { id: item['sk'] as string, ...withoutKeys<Omit<Recipient, 'id'>>(item) };
}
