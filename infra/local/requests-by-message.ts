/**
 * Requests of the AWS SDK to the embedded database as messages between two threads. By HTTP over the loopback each costs
 * twice the time, most of it for signatures and sockets that nobody needs between threads of one process.
 */
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Transport } from '#runtime/connect-dynamodb.ts';

interface RequestMessage {
  readonly id: number;
  /** The operation, as `DynamoDB_20120810.PutItem`. */
  readonly target: string;
  readonly body: string;
}

interface AnswerMessage {
  readonly id: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The SDK's way to send a request, as far as it is used here. */
interface SdkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/**
 * What the SDK does for the sake of a network: signatures, headers that name the client, a copy of each request for a
 * log that nobody keeps, and trying again. Between two threads no message is lost, and it costs as much as all the rest.
 */
const FOR_A_NETWORK = [
  'httpAuthSchemeMiddleware',
  'httpSigningMiddleware',
  'retryMiddleware',
  'getUserAgentMiddleware',
  'hostHeaderMiddleware',
  'recursionDetectionMiddleware',
  'contentLengthMiddleware',
  'loggerMiddleware',
];

/** Sends the SDK's requests to the thread of the database. Those that run when it ends are refused. */
export function transportTo(thread: Worker): Transport {
  const waiting = new Map<number, { resolve: (answer: AnswerMessage) => void; reject: (error: Error) => void }>();
  let sent = 0;
  let hasEnded = false;
  thread.on('message', (answer: AnswerMessage) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  thread.on('exit', () => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(closed());
    waiting.clear();
  });
  const ask = (target: string, body: string) =>
    new Promise<AnswerMessage>((resolve, reject) => {
      if (hasEnded) return reject(closed());
      const message: RequestMessage = { id: ++sent, target, body };
      waiting.set(message.id, { resolve, reject });
      thread.postMessage(message);
    });
  return {
    without: FOR_A_NETWORK,
    requestHandler: {
      async handle({ headers, body }: SdkRequest) {
        const answer = await ask(headers['x-amz-target'] ?? '', textOf(body));
        const response = { statusCode: answer.status, headers: answer.headers, body: Buffer.from(answer.body) };
        return { response };
      },
      destroy: () => undefined,
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    } as NonNullable<Transport['requestHandler']>,
  };
}

function textOf(body: string | Uint8Array = ''): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

function closed(): Error {
  return Object.assign(new Error('The database has ended'), { code: 'ECONNRESET' });
}

/** Has the server answer such messages, as if they had come by HTTP. */
export function answerMessages(server: Server, port: MessagePort): void {
  port.on('message', (message: RequestMessage | string) => {
    if (typeof message === 'string') return;
    const request = new InnerRequest(message.target, message.body);
    const response = new InnerResponse((answer) => port.postMessage({ id: message.id, ...answer }));
    server.emit('request', request, response);
  });
}

/** As much of an incoming request as dynalite reads. It asks for a signature and does not check it. */
class InnerRequest extends EventEmitter {
  readonly method = 'POST';
  readonly url = '/';
  readonly headers: Readonly<Record<string, string>>;

  /** The body waits for who reads it, as a stream does: a request may be held back while a backup begins. */
  constructor(target: string, body: string) {
    super();
    this.on('newListener', (event) => {
      if (event !== 'end') return;
      queueMicrotask(() => {
        this.emit('data', Buffer.from(body));
        this.emit('end');
      });
    });
    this.headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '19700101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
    };
  }
}

/** As much of a response as dynalite writes. */
class InnerResponse extends EventEmitter {
  statusCode = 200;
  private readonly headers: Record<string, string> = {};
  private readonly answer: (answer: Omit<AnswerMessage, 'id'>) => void;

  constructor(answer: (answer: Omit<AnswerMessage, 'id'>) => void) {
    super();
    this.answer = answer;
  }

  setHeader(name: string, value: string | number): void {
    this.headers[name.toLowerCase()] = String(value);
  }

  end(body = ''): void {
    this.answer({ status: this.statusCode, headers: this.headers, body });
    this.emit('close');
  }
}
