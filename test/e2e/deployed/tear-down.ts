import assert from 'node:assert/strict';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import type { CdkCli } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';

/** Destroys the deployment, as docs/deploy.md says that the dev stage can be, and sees that no data outlive it. */
export async function tearDown(cdk: CdkCli, { client }: Emulator): Promise<void> {
  await cdk.destroy();
  const { TableNames: tables } = await new DynamoDBClient(client).send(new ListTablesCommand({}));
  const { Topics: topics } = await new SNSClient(client).send(new ListTopicsCommand({}));
  const { UserPools: pools } = await new CognitoIdentityProviderClient(client).send(
    new ListUserPoolsCommand({ MaxResults: 10 }),
  );
  const { logGroups } = await new CloudWatchLogsClient(client).send(new DescribeLogGroupsCommand({}));
  assert.deepEqual({ tables, topics, pools, logGroups }, { tables: [], topics: [], pools: [], logGroups: [] });
}
