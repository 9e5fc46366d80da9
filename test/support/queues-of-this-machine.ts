import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface QueuedMessage {
  readonly body: string;
  readonly delaySeconds: number | undefined;
  /** Set while somebody has it. */
  receipt?: string;
}

interface Asked {
  readonly QueueUrl: string;
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly ReceiptHandle?: string;
}

/** Queues as SQS has them, by their address, on a port of this machine: send, receive (which hides for good) and delete. */
export async function startQueues() {
  const queues = new Map<string, QueuedMessage[]>();
  const queueOf = (url: string) => {
    const queue = queues.get(url) ?? [];
    queues.set(url, queue);
    return queue;
  };
  const answerTo = (action: string, asked: Asked): object => {
    const queue = queueOf(asked.QueueUrl);
    if (action === 'SendMessage') {
      const body = asked.MessageBody ?? '';
      queue.push({ body, delaySeconds: asked.DelaySeconds });
      return { MessageId: randomUUID(), MD5OfMessageBody: md5Of(body) };
    }
    if (action === 'DeleteMessage') {
      const index = queue.findIndex(({ receipt }) => receipt === asked.ReceiptHandle);
      if (index >= 0) queue.splice(index, 1);
      return {};
    }
    const taken = queue.filter(({ receipt }) => receipt === undefined).slice(0, 10);
    for (const message of taken) message.receipt = randomUUID();
    return {
      Messages: taken.map(({ body, receipt }) => ({
        MessageId: receipt,
        ReceiptHandle: receipt,
        Body: body,
        MD5OfBody: md5Of(body),
      })),
    };
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answerTo(action, JSON.parse(body) as Asked)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    queueOf,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function md5Of(body: string): string {
  return createHash('md5').update(body).digest('hex');
}
