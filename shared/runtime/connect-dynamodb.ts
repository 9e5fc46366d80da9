import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Platform } from './platform.ts';

/** How an engine is reached if not by HTTP. */
export interface Transport extends Pick<DynamoDBClientConfig, 'requestHandler'> {
  /** The SDK's names of what it does with each request for the sake of the network, and which is left out here. */
  readonly without: readonly string[];
}

/**
 * A DynamoDB client for plain objects; the setting `DYNAMODB_ENDPOINT` points it at another engine than Amazon's, and
 * `transport` says how such an engine is reached if not by HTTP.
 */
export function connectDynamoDb(
  env: Platform['env'],
  { without = [], ...transport }: Partial<Transport> = {},
): DynamoDBDocumentClient {
  const endpoint = env['DYNAMODB_ENDPOINT'];
  const client = new DynamoDBClient(
    endpoint === undefined
      ? {}
      : {
          endpoint,
          region: env['AWS_REGION'] ?? 'local',
          // An embedded engine asks for a signature but checks nobody; real credentials stay out of its requests.
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
          ...transport,
        },
  );
  for (const step of without) client.middlewareStack.remove(step);
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
}
