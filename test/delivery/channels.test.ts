import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { writeToOutbox } from '#delivery/channels/outbox.ts';
import { sendBySes } from '#delivery/channels/ses.ts';
import { publishTo } from '#delivery/channels/sns.ts';
import { postSigned, signatureOf } from '#delivery/channels/webhook.ts';
import { writeEventMessage } from '#delivery/event-message.ts';
import { mailTags } from '#delivery/mail-tags.ts';
import { reminderHook, waysOf } from '#delivery/ways.ts';
import { NotAccepted } from '#domain/notification/delivery.ts';
import { openedBy, sealedBy, withNewKey } from '#runtime/system-keys.ts';
import { readMail } from '#support/read-mail.ts';
import { STORM_MORNING, stormNews, toldStorm } from '#support/storm-news.ts';

const NOW = Date.parse('2026-11-29T05:30:00+07:00');
const openSecret = async (kept: string) => kept;
const EVENT = 'leaf-vegetables-up-2026-11-29';
const MAIL = new TextEncoder().encode('Subject: Rau\r\n\r\nRau');
/** A message as the use case hands it over. */
const MESSAGE = {
  id: `${EVENT}-1-p-lan`,
  claimedAt: STORM_MORNING,
  repeat: false,
  language: 'vi',
  news: stormNews(),
} as const;

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

  test('a message is one complete file, and is composed once, however often it is sent', async () => {
    const folder = join(directory, 'new');
    let composed = 0;
    const write = (text: string) =>
      writeToOutbox(folder, 'one.eml', async () => {
        composed += 1;
        return new TextEncoder().encode(text);
      });
    await write('first');
    await Promise.all([write('again'), write('again')]);
    expect(await readdir(folder)).toEqual(['one.eml']);
    expect(await readFile(join(folder, 'one.eml'), 'utf8')).toBe('first');
    expect(composed).toBe(1);
  });

  test('several senders at the same moment leave one complete file', async () => {
    const { mail } = waysOf(
      { env: { OUTBOX_DIR: directory }, clock: () => NOW, fetch: globalThis.fetch, openSecret },
      hanoi,
    );
    await Promise.all(Array.from({ length: 5 }, () => mail?.('lan@example.vn').send(MESSAGE)));
    expect(await readdir(directory)).toEqual([`${MESSAGE.id}.eml`]);
    const { headers, parts } = readMail(await readFile(join(directory, `${MESSAGE.id}.eml`)));
    expect(headers).toMatchObject({ to: 'lan@example.vn', 'x-event-id': EVENT });
    expect(parts['text/html']).toContain('</html>');
  });

  test('what could not be composed leaves nothing that looks like a message', async () => {
    const failing = writeToOutbox(directory, 'one.eml', () => Promise.reject(new Error('No words')));
    await expect(failing).rejects.toThrow('No words');
    expect((await readdir(directory)).filter((file) => file.endsWith('.eml'))).toEqual([]);
  });
});

describe('SES', () => {
  const sender = 'gia@example.vn';
  const to = 'lan@example.vn';

  test('sends the composed bytes to the one person they are for', async () => {
    const { inputs, client } = recordingClient<SendEmailCommandInput>();
    await sendBySes(client, { sender, to, mail: MAIL });
    expect(inputs).toEqual([
      { FromEmailAddress: sender, Destination: { ToAddresses: [to] }, Content: { Raw: { Data: MAIL } } },
    ]);
  });

  test('is told what the mail is called by where it is to say that it came back', async () => {
    const { inputs, client } = recordingClient<SendEmailCommandInput>();
    await sendBySes(client, { sender, to, mail: MAIL, configurationSet: 'events', tags: mailTags(MESSAGE) });
    const [{ ConfigurationSetName, EmailTags = [] } = {}] = inputs;
    expect(ConfigurationSetName).toBe('events');
    expect(EmailTags.map(({ Name }) => Name)).toEqual(['event', 'reader', 'n']);
    expect(EmailTags.every(({ Value = '' }) => /^[\w-]+$/.test(Value))).toBe(true);
  });

  test('keeps no address of what it refuses', async () => {
    const refusal = Object.assign(new Error('Not verified: Lan <lan@example.vn>, lan@example.vn.'), {
      name: 'MessageRejected',
      $metadata: { httpStatusCode: 400 },
    });
    const client = { send: (async () => Promise.reject(refusal)) as never };
    const refused = await sendBySes(client, { sender, to, mail: MAIL }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotAccepted);
    expect(String(refused)).toContain('MessageRejected: Not verified: Lan <(address)>, (address)');
  });

  test('that never answers has not refused: the mail may have gone out', async () => {
    const client = { send: (async () => Promise.reject(new Error('socket hang up'))) as never };
    const lost = await sendBySes(client, { sender, to, mail: MAIL }).catch((error: unknown) => error);
    expect(lost).not.toBeInstanceOf(NotAccepted);
  });
});

describe('SNS', () => {
  test('publishes with attributes to filter by and a subject that SNS accepts', async () => {
    const { inputs, client } = recordingClient<PublishCommandInput>();
    const message = writeEventMessage(toldStorm());
    await publishTo(client, 'arn:aws:sns:ap-southeast-1:123456789012:alerts', message);
    expect(inputs[0]?.Subject).toBe('[KHAN CAP] Rau an la +68-74 % - 10 phuong - thieu 4.830 bo, 3.260 kg');
    expect(inputs[0]?.Message).toBe(message.text);
    const { face } = stormNews();
    expect(inputs[0]?.MessageAttributes).toEqual({
      level: { DataType: 'String', StringValue: 'crisis' },
      direction: { DataType: 'String', StringValue: 'up' },
      kind: { DataType: 'String', StringValue: 'opened' },
      event: { DataType: 'String', StringValue: EVENT },
      product: { DataType: 'String.Array', StringValue: JSON.stringify(face.goods.map(({ product }) => product)) },
      place: { DataType: 'String.Array', StringValue: JSON.stringify(face.places) },
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

  const post = (address: string, env: Record<string, string> = {}) =>
    postSigned(
      { kind: 'webhook', address, secret: 's3cret' },
      { id: 'one', body: '{}', now: NOW },
      { fetch: globalThis.fetch, env },
    );

  test('gets a signed body with a timestamp and the key of its message', async () => {
    const { webhook } = waysOf({ env: {}, clock: () => NOW, fetch: globalThis.fetch, openSecret }, hanoi);
    await webhook({ kind: 'webhook', address: url, secret: 's3cret' }).send({ ...MESSAGE, repeat: true });
    const [request] = received;
    const timestamp = String(NOW / 1000);
    expect(request?.headers).toMatchObject({
      'idempotency-key': MESSAGE.id,
      'x-timestamp': timestamp,
      'x-signature': `v1=${signatureOf('s3cret', timestamp, request?.body ?? '')}`,
    });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      id: MESSAGE.id,
      kind: 'opened',
      mayBeRepeat: true,
      event: { id: EVENT, level: 'crisis' },
    });
  });

  test('of a person and of a retailer alike is signed by its secret as it was before it was sealed', async () => {
    const keys = withNewKey([], '1');
    const surroundings = {
      env: {},
      clock: () => NOW,
      fetch: globalThis.fetch,
      openSecret: async (sealed: string) => openedBy(keys, sealed),
    };
    const secret = sealedBy(keys, 's3cret');
    await waysOf(surroundings, hanoi).webhook({ kind: 'webhook', address: url, secret }).send(MESSAGE);
    const facts = { day: '2026-11-29', stores: [{ store: 'an/an-1', name: 'An 1' }] } as const;
    await reminderHook(surroundings)({ address: url, secret }).send({ id: 'r-1', repeat: false, facts });
    const timestamp = String(NOW / 1000);
    expect(received.map(({ headers }) => headers['x-signature'])).toEqual(
      received.map(({ body }) => `v1=${signatureOf('s3cret', timestamp, body)}`),
    );
    expect(received).toHaveLength(2);
  });

  test('is refused unless it answers with success, and the cause names no address', async () => {
    for (const answer of [500, 404, 302]) {
      status = answer;
      const refusal = await post(url).catch((error: unknown) => error as Error);
      expect(refusal).toBeInstanceOf(Error);
      expect(String(refusal)).not.toContain('geheim');
    }
  });

  test('must be https unless it is on this machine', async () => {
    for (const address of ['http://example.com/', 'file:///etc/hosts', 'http://127.0.0.1.example.com/', 'no address']) {
      await expect(post(address)).rejects.toThrow('neither https nor on this machine');
    }
    expect(received).toEqual([]);
  });

  test('on Lambda is no address of its own machine, whose runtime would take it; nowhere is it the metadata', async () => {
    const lambda = { AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001' };
    const port = new URL(url).port;
    const own = ['127.0.0.1', 'localhost', 'localhost.', 'a.localhost', '127.1', '2130706433', '0x7f.0.0.1', '0.0.0.0'];
    for (const host of [...own, '[::1]', '[::]', '[::ffff:127.0.0.1]', '[0:0:0:0:0:ffff:7f00:1]']) {
      for (const scheme of ['http', 'https']) {
        await expect(post(`${scheme}://${host}:${port}/`, lambda), host).rejects.toThrow(NotAccepted);
      }
    }
    for (const host of ['169.254.169.254', '2852039166', '[fe80::1]', '[::ffff:169.254.169.254]', '169.254.170.2']) {
      for (const env of [lambda, {}])
        await expect(post(`https://${host}/`, env), host).rejects.toThrow('does not write');
    }
    expect(received).toEqual([]);
    await post(url);
    expect(received).toHaveLength(1);
  });
});

test('the environment names the ways, and an outbox takes the place of a mail service', () => {
  const hook = { kind: 'webhook', address: 'https://example.vn/', secret: 's' } as const;
  const named = (env: Record<string, string>) => {
    const { mail, webhook, topic } = waysOf({ env, clock: () => NOW, fetch: globalThis.fetch, openSecret }, hanoi);
    return [mail?.('lan@example.vn'), webhook(hook), topic].map((way) => way && [way.name, way.leaseMs]);
  };
  const region = { AWS_REGION: 'ap-southeast-1' };
  expect(named(region)).toEqual([undefined, ['webhook', 30_000], undefined]);
  expect(named({ ...region, SENDER: 'a@example.vn', TOPIC_ARN: 'arn:aws:sns:x' })).toEqual([
    ['mail', 120_000],
    ['webhook', 30_000],
    ['sns', 120_000],
  ]);
  expect(named({ OUTBOX_DIR: '/tmp/x', SENDER: 'a@example.vn' })).toEqual([
    ['mail', 2_000],
    ['webhook', 30_000],
    undefined,
  ]);
});
