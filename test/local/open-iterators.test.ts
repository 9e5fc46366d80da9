import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { databaseServer } from '#infra/local/database-server.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';

const TABLE = 'items';
const ROUNDS = 20;

const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

test.each([{ kept: 'in a folder' }, { kept: 'in memory' }])(
  'no request leaves an iterator of the database open, read to its end or cut short, and each is read in one go ($kept)',
  async ({ kept }) => {
    const folder = await mkdtemp(join(tmpdir(), 'binh-on-iterators-'));
    const { server, level } = databaseServer(kept === 'in memory' ? undefined : join(folder, 'database'));
    await level.open();
    const open = new Set<object>();
    const { attachResource, detachResource } = level;
    let opened = 0;
    level.attachResource = (resource) => {
      opened++;
      open.add(resource);
      attachResource.call(level, resource);
    };
    level.detachResource = (resource) => {
      open.delete(resource);
      detachResource.call(level, resource);
    };
    let turns = 0;
    const { values } = level;
    level.values = (range) => {
      const iterator = values.call(level, range);
      const nextv = iterator.nextv.bind(iterator);
      iterator.nextv = (most) => {
        turns++;
        return nextv(most);
      };
      return iterator;
    };
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const dynamodb = connectDynamoDb({ DYNAMODB_ENDPOINT: endpoint });
    try {
      await dynamodb.send(
        new CreateTableCommand({
          TableName: TABLE,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk', 'list'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
          KeySchema: key('pk', 'sk'),
          GlobalSecondaryIndexes: [
            { IndexName: 'list', KeySchema: key('list', 'sk'), Projection: { ProjectionType: 'ALL' } },
          ],
        }),
      );
      for (let item = 0; item < ROUNDS; item++) {
        await dynamodb.send(new PutCommand({ TableName: TABLE, Item: { pk: 'p', sk: `${item}`, list: 'all' } }));
      }
      const whole = {
        TableName: TABLE,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': 'p' },
      };
      const ofIndex = {
        TableName: TABLE,
        IndexName: 'list',
        KeyConditionExpression: '#list = :all',
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: { ':all': 'all' },
      };
      for (let round = 0; round < ROUNDS; round++) {
        expect((await dynamodb.send(new QueryCommand(whole))).Count).toBe(ROUNDS);
        expect((await dynamodb.send(new QueryCommand({ ...whole, Limit: 3 }))).Count).toBe(3);
        expect((await dynamodb.send(new QueryCommand(ofIndex))).Count).toBe(ROUNDS);
        expect((await dynamodb.send(new QueryCommand({ ...ofIndex, Limit: 1 }))).Count).toBe(1);
        expect((await dynamodb.send(new ScanCommand({ TableName: TABLE, Limit: 2 }))).Count).toBe(2);
        await (await fetch(`${endpoint}/entries`)).text();
      }
      expect(opened).toBeGreaterThanOrEqual(6 * ROUNDS);
      // Each range in one go, and once more to see its end.
      expect(turns).toBeGreaterThan(0);
      expect(turns).toBeLessThanOrEqual(2 * 5 * ROUNDS);
      // One that is cut short is closed a moment after the answer.
      await expect.poll(() => open.size).toBe(0);
    } finally {
      dynamodb.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    }
  },
);
