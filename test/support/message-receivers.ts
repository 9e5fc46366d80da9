import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readMail } from './read-mail.ts';

/**
 * How a receiver takes one message:
 * - `accepts` it and says so;
 * - `refuses` it with 500;
 * - `resets` the connection before it has read it;
 * - `loses-answer`: accepts it, and the connection breaks before the answer;
 * - `hangs`: accepts it and never answers.
 */
export const MANNERS = ['accepts', 'refuses', 'resets', 'loses-answer', 'hangs'] as const;
export type Manner = (typeof MANNERS)[number];

/** A message that was accepted: nobody can take it back. */
export interface AcceptedMessage {
  readonly by: 'SES' | 'SNS' | 'webhook';
  /** What tells it from others: the Message-ID, what SNS subscribers filter by, the idempotency key. */
  readonly id: string;
  readonly saysMayBeRepeat: boolean;
  /** By the test's clock. */
  readonly at: number;
  readonly manner: Manner;
}

export interface MessageReceivers {
  readonly url: string;
  /** Since `behave`. */
  readonly accepted: AcceptedMessage[];
  /** The manners that were shown since `behave`. */
  readonly shown: Manner[];
  /** Forgets what came, and shows these manners to the next messages in the order of their arrival, then accepts all. */
  readonly behave: (manners: readonly Manner[]) => void;
  /** Called with the id of a message that hangs. */
  onHang: (id: string) => void;
  readonly close: () => Promise<void>;
}

/** SES, SNS and webhooks on one port of this machine. */
export async function startReceivers(clock: () => number): Promise<MessageReceivers> {
  let manners: Manner[] = [];
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receivers: MessageReceivers = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: [],
    shown: [],
    behave: (next) => {
      manners = [...next];
      receivers.accepted.length = 0;
      receivers.shown.length = 0;
    },
    onHang: () => undefined,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const message = readMessage(request, Buffer.concat(chunks).toString('utf8'));
    const manner = manners.shift() ?? 'accepts';
    receivers.shown.push(manner);
    if (manner === 'resets') return void request.socket.destroy();
    if (manner === 'refuses') return void response.writeHead(500).end();
    receivers.accepted.push({ ...message, at: clock(), manner });
    if (manner === 'loses-answer') request.socket.destroy();
    else if (manner === 'hangs') receivers.onHang(message.id);
    else answer(message, response);
  }

  return receivers;
}

type Message = Pick<AcceptedMessage, 'by' | 'id' | 'saysMayBeRepeat'>;

function readMessage({ url = '', headers }: IncomingMessage, body: string): Message {
  if (url.startsWith('/v2/email/')) {
    const { Content } = JSON.parse(body) as { Content: { Raw: { Data: string } } };
    const mail = readMail(Buffer.from(Content.Raw.Data, 'base64'));
    const id = /^<(.+)@/.exec(mail.headers['message-id'] ?? '')?.[1] ?? '';
    return { by: 'SES', id, saysMayBeRepeat: mail.headers['x-may-be-repeat'] === 'yes' };
  }
  const key = headers['idempotency-key'];
  if (typeof key === 'string') {
    return { by: 'webhook', id: key, saysMayBeRepeat: (JSON.parse(body) as { mayBeRepeat: boolean }).mayBeRepeat };
  }
  const published = new URLSearchParams(body);
  return {
    by: 'SNS',
    id: ['event', 'kind', 'level'].map((name) => attributeOf(published, name)).join(' '),
    saysMayBeRepeat: (published.get('Message') ?? '').includes('có thể trùng'),
  };
}

/** An attribute of a published message: `MessageAttributes.entry.3.Name` names it, `…Value.StringValue` holds it. */
function attributeOf(published: URLSearchParams, name: string): string {
  const found = [...published].find(([field, value]) => field.endsWith('.Name') && value === name);
  return found ? (published.get(found[0].replace(/Name$/, 'Value.StringValue')) ?? '') : '';
}

function answer({ by }: Message, response: ServerResponse): void {
  if (by === 'webhook') response.writeHead(204).end();
  else if (by === 'SES') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ MessageId: 'ses-1' }));
  } else {
    const result = '<PublishResult><MessageId>sns-1</MessageId></PublishResult>';
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(`<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</PublishResponse>`);
  }
}
