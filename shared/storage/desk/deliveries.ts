import type { Delivery } from '#domain/notification/delivery.ts';
import type { Table } from '../table-client.ts';
import { fromJson } from './json-item.ts';
import { readAllOf } from './partition.ts';

/** What earlier versions sent of each alert, to whom and over which channel: timelines show it, and nothing is added. */
export function deliveryStore(table: Table) {
  return {
    /** The deliveries of all versions of an alert, oldest version first. */
    async deliveriesOf(alertId: string): Promise<Delivery[]> {
      return (await readAllOf(table, alertId, `delivery#${alertId}#`)).map(fromJson<Delivery>);
    },
  };
}
