import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxChannel } from '#delivery/channels/outbox.ts';
import { sesChannel } from '#delivery/channels/ses.ts';
import { snsChannel } from '#delivery/channels/sns.ts';
import { signatureOf, webhookChannel } from '#delivery/channels/webhook.ts';
import { configuredChannels } from '#delivery/configured-channels.ts';
import { writeMessage } from '#delivery/message.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { readMail } from '#support/read-mail.ts';
import { someNews } from '#support/some-news.ts';

const NOW = Date.parse('2026-11-23T06:30:00+07:00');
const MESSAGE = writeMessage(someNews());

function aRecipient(changes: Partial<Recipient> = {}): Recipient {
  return { id: 'lan', email: 'lan@example.vn', places: ['*'], levels: ['alert', 'crisis'], language: 'vi', ...changes };
}

/** Stands for an AWS client at the network's edge: keeps what was asked of it. */
function recordingClient<Input>() {
  const inputs: Input[] = [];
  const send = async ({ input }: { readonly input: Input }) => {
    inputs.push(input);
    return {};
  };
  return { inputs, client: { send: send as never } };
}

describe('the outbox', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'outbox-'));
    return () => rm(directory, { recursive: true });
  });

  test('a delivery is one complete file, however often it is sent', async () => {
    const outbox = outboxChannel(join(directory, 'new'), 'a@localhost');
    await outbox.send(MESSAGE, aRecipient());
    const file = join(directory, 'new', `${MESSAGE.news.delivery.id}.eml`);
    const first = await readFile(file);
    const repeat = writeMessage(someNews({ delivery: { ...MESSAGE.news.delivery, repeat: true } }));
    await Promise.all([outbox.send(repeat, aRecipient()), outbox.send(MESSAGE, aRecipient())]);
    expect(await readdir(join(directory, 'new'))).toEqual([`${MESSAGE.news.delivery.id}.eml`]);
    expect(await readFile(file)).toEqual(first);
    expect(readMail(first).headers['to']).toBe('lan@example.vn');
  });

  test('several senders at the same moment leave one complete file', async () => {
    const outbox = outboxChannel(directory, 'a@localhost');
    await Promise.all(Array.from({ length: 5 }, () => outbox.send(MESSAGE, aRecipient())));
    expect(await readdir(directory)).toEqual([`${MESSAGE.news.delivery.id}.eml`]);
    const mail = readMail(await readFile(join(directory, `${MESSAGE.news.delivery.id}.eml`)));
    expect(mail.parts['text/html']).toContain('</html>');
  });
});

describe('SES', () => {
  test('sends the composed bytes to the one person they are for', async () => {
    const { inputs, client } = recordingClient<SendEmailCommandInput>();
    await sesChannel(client, 'gia@example.vn').send(MESSAGE, aRecipient());
    expect(inputs.map(({ Destination }) => Destination?.ToAddresses)).toEqual([['lan@example.vn']]);
    const mail = readMail(inputs[0]?.Content?.Raw?.Data ?? new Uint8Array());
    expect(mail.headers).toMatchObject({ to: 'lan@example.vn', 'x-alert-version': '1' });
  });

  test('keeps no address of what it refuses', async () => {
    const refusal = Object.assign(new Error('Not verified: Lan <lan@example.vn>, lan@example.vn.'), {
      name: 'MessageRejected',
      $metadata: { httpStatusCode: 400 },
    });
    const client = { send: (async () => Promise.reject(refusal)) as never };
    await expect(sesChannel(client, 'gia@example.vn').send(MESSAGE, aRecipient())).rejects.toThrow(
      'MessageRejected: Not verified: Lan <(address)>, (address)',
    );
  });
});

describe('SNS', () => {
  test('publishes with attributes to filter by and a subject that SNS accepts', async () => {
    const { inputs, client } = recordingClient<PublishCommandInput>();
    await snsChannel(client, 'arn:aws:sns:ap-southeast-1:123456789012:alerts').send(MESSAGE);
    expect(inputs[0]?.Subject).toBe('[KHAN CAP] Thit lon nac than +18 % - Phuong Hoan Kiem');
    expect(inputs[0]?.MessageAttributes).toMatchObject({
      level: { StringValue: 'crisis' },
      product: { StringValue: '01.0004' },
      place: { StringValue: 'hoan-kiem' },
      direction: { StringValue: 'up' },
    });
  });
});

describe('a webhook', () => {
  let server: Server;
  let url: string;
  let status = 204;
  let received: { headers: IncomingHttpHeaders; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(status, status === 302 ? { location: url } : {}).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=geheim`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    status = 204;
    received = [];
  });

  const channel = webhookChannel({ clock: () => NOW, fetch: globalThis.fetch });
  const to = (address: string) => aRecipient({ webhook: { url: address, secret: 's3cret' } });

  test('gets a signed body with a timestamp and the key of its delivery', async () => {
    await channel.send(MESSAGE, to(url));
    const [request] = received;
    const timestamp = String(NOW / 1000);
    expect(request?.headers).toMatchObject({
      'idempotency-key': MESSAGE.news.delivery.id,
      'x-timestamp': timestamp,
      'x-signature': `v1=${signatureOf('s3cret', timestamp, request?.body ?? '')}`,
    });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      kind: 'opened',
      alert: { id: MESSAGE.news.alert.id, level: 'crisis', rung: 'trailing', agreeing: 14, reporting: 20 },
      subject: MESSAGE.subject,
    });
  });

  test('is refused unless it answers with success, and the cause names no address', async () => {
    for (const answer of [500, 404, 302]) {
      status = answer;
      const refusal = await channel.send(MESSAGE, to(url)).catch((error: unknown) => error as Error);
      expect(refusal).toBeInstanceOf(Error);
      expect(String(refusal)).not.toContain('geheim');
    }
  });

  test('must be https unless it is on this machine', async () => {
    for (const address of ['http://example.com/', 'file:///etc/hosts', 'http://127.0.0.1.example.com/', 'no address']) {
      await expect(channel.send(MESSAGE, to(address))).rejects.toThrow('neither https nor on this machine');
    }
    expect(received).toEqual([]);
  });
});

test('the environment names the channels, and an outbox takes the place of a mail service', () => {
  const named = (env: Record<string, string>) =>
    configuredChannels({ env, clock: () => NOW, fetch: globalThis.fetch }).map(({ name, leaseMs }) => [name, leaseMs]);
  const region = { AWS_REGION: 'ap-southeast-1' };
  expect(named(region)).toEqual([['webhook', 30_000]]);
  expect(named({ ...region, SENDER: 'a@example.vn', TOPIC_ARN: 'arn:aws:sns:x' })).toEqual([
    ['mail', 120_000],
    ['sns', 120_000],
    ['webhook', 30_000],
  ]);
  expect(named({ OUTBOX_DIR: '/tmp/x', SENDER: 'a@example.vn' })).toEqual([
    ['mail', 2_000],
    ['webhook', 30_000],
  ]);
});
