import { type DynamoDBDocumentClient, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

/** An item as it lies in a table. */
export type Attributes = Record<string, unknown>;

/** The items of all pages of a query, in its order. */
export async function queryAll(client: DynamoDBDocumentClient, input: QueryCommandInput): Promise<Attributes[]> {
  const items: Attributes[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, input)) items.push(...Items);
  return items;
}
