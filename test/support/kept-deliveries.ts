import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Delivery } from '#domain/notification/delivery.ts';
import { jsonOf } from '#storage/desk/json-item.ts';
import { partitionOf, sixDigits } from '#storage/desk/partition.ts';
import { KINDS } from '#storage/kinds.ts';

/** Keeps a message on an alert as versions did that told of alerts one by one. */
export async function keepDelivery(
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
  delivery: Delivery,
): Promise<void> {
  const { alert, version, channel, state } = delivery;
  const key = { pk: partitionOf(alert), sk: `delivery#${alert}#${sixDigits(version)}#${channel}` };
  await dynamodb.send(new PutCommand({ TableName, Item: { v: KINDS.delivery, ...key, state, ...jsonOf(delivery) } }));
}
