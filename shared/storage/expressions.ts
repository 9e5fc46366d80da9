import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { PARTITION_KEY, SORT_KEY } from './tables.ts';

export type KeyCondition = Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues'>;

/** The items of a partition whose sort keys begin with a prefix; all for an empty one. */
export function partitionCondition(pk: string, prefix: string): KeyCondition {
  return prefix === ''
    ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
    : {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      };
}

/** Every name is written as an alias, since some are reserved words of DynamoDB. */
export function projection(only: readonly string[] | undefined) {
  if (!only) return {};
  const names = [...new Set([...only, PARTITION_KEY, SORT_KEY, 'v'])];
  return {
    ProjectionExpression: names.map((attribute) => `#${attribute}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names.map((attribute) => [`#${attribute}`, attribute])),
  };
}
