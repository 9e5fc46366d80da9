import type { Delivery } from '#domain/notification/delivery.ts';
import { over, putIf, type Table } from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';
import { partitionOf, readAllOf, sixDigits } from './partition.ts';

/** What was sent of each alert, to whom and over which channel. */
export function deliveryStore(table: Table) {
  return {
    /** The deliveries of all versions of an alert, oldest version first. */
    async deliveriesOf(alertId: string): Promise<Delivery[]> {
      return (await readAllOf(table, alertId, `delivery#${alertId}#`)).map(fromJson<Delivery>);
    },

    /** Writes a delivery where none is kept, or over exactly the one that was read; false when it has changed. */
    putDelivery(delivery: Delivery, read?: Delivery): Promise<boolean> {
      const { alert, version, channel, state } = delivery;
      return putIf(table, over(read && jsonOf(read).h), {
        pk: partitionOf(alert),
        sk: `delivery#${alert}#${sixDigits(version)}#${channel}`,
        state,
        ...jsonOf(delivery),
      });
    },
  };
}
