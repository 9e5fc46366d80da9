import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Platform } from './platform.ts';

/**
 * A DynamoDB client for plain objects; the setting `DYNAMODB_ENDPOINT` points it at another engine than Amazon's, and
 * `transport` says how such an engine is reached if not by HTTP.
 */
export function connectDynamoDb(
  env: Platform['env'],
  transport: Pick<DynamoDBClientConfig, 'requestHandler' | 'signer'> = {},
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
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
}
