import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { answerMessages } from '#infra/local/requests-by-message.ts';
import { connectTestDatabase, startTestDatabase } from '#support/test-database.ts';

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => resolve(body));
  });
}

test.each([0, 20])(
  'a request that is held back for %i ms, as while a backup begins, is read and answered',
  async (ms) => {
    const server = createServer();
    server.on('request', async (request, response) => {
      if (ms > 0) await wait(ms);
      response.end(await bodyOf(request));
    });
    const { port1, port2 } = new MessageChannel();
    answerMessages(server, port1);
    const answered = new Promise((resolve) => port2.once('message', resolve));
    port2.postMessage({ id: 7, target: 'DynamoDB_20120810.PutItem', body: '{"TableName":"market"}' });
    expect(await answered).toMatchObject({ id: 7, status: 200, body: '{"TableName":"market"}' });
    port2.close();
  },
  5_000,
);

test('between two threads the SDK does nothing that only a network needs', async () => {
  const database = await startTestDatabase();
  const dynamodb = connectTestDatabase({ DYNAMODB_ENDPOINT: database.endpoint });
  expect(dynamodb.middlewareStack.identify()).toEqual([
    'serializerMiddleware - serialize',
    'deserializerMiddleware - deserialize',
  ]);
  dynamodb.destroy();
  await database.close();
});
