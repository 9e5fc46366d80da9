import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { signatureOf } from '#delivery/channels/webhook.ts';
import { gsmLength, LONGEST_SMS } from '#delivery/event-message/sms.ts';
import { waysOf } from '#delivery/ways.ts';
import { NotAccepted } from '#domain/notification/delivery.ts';
import type { WebhookChannel } from '#domain/notification/person-channel.ts';
import { STORM_MORNING, stormFace, stormNews } from '#support/storm-news.ts';

const NOW = Date.parse('2026-11-29T05:30:00+07:00');
const EVENT = 'leaf-vegetables-up-2026-11-29';
const MESSAGE = {
  id: `${EVENT}-1-p-lan`,
  claimedAt: STORM_MORNING,
  repeat: false,
  language: 'vi',
  news: stormNews(),
} as const;
const MILDER = { ...MESSAGE, news: stormNews({ face: { ...stormFace(), level: 'alert' } }) };

interface Request {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let url: string;
let received: Request[] = [];
let answer: { readonly status: number; readonly body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  received = [];
  answer = { status: 200, body: '' };
});

const waysIn = (env: Readonly<Record<string, string>>) =>
  waysOf({ env, clock: () => NOW, fetch: globalThis.fetch, openSecret: async (kept) => kept }, hanoi);

describe('a text message by SNS', () => {
  const PUBLISHED =
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
  const refusal = (message: string) =>
    `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>${message}</Message></Error></ErrorResponse>`;
  beforeEach(() => {
    vi.stubEnv('AWS_ENDPOINT_URL_SNS', url);
    vi.stubEnv('AWS_REGION', 'ap-southeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
    answer = { status: 200, body: PUBLISHED };
    return () => vi.unstubAllEnvs();
  });
  const send = async (env: Readonly<Record<string, string>>, phone: string, message: typeof MESSAGE | typeof MILDER) =>
    waysIn({ TOLD_BY: 'webhook,sms', ...env })
      .sms?.(phone)
      .send(message);

  test('goes to the number with its country, urgent, within 160 letters, from the name that is set', async () => {
    await send({ SMS_SENDER_ID: 'BinhOn', PUBLIC_URL: 'https://binh-on.example' }, '0900 000 200', MESSAGE);
    const [request] = received;
    const asked = Object.fromEntries(new URLSearchParams(request?.body));
    const { Message: text = '', ...others } = asked;
    expect(others).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      PhoneNumber: '+84900000200',
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
      'MessageAttributes.entry.2.Name': 'AWS.SNS.SMS.SenderID',
      'MessageAttributes.entry.2.Value.DataType': 'String',
      'MessageAttributes.entry.2.Value.StringValue': 'BinhOn',
    });
    expect(text).toMatch(/^KHAN CAP[\x20-\x7e]+$/);
    expect(gsmLength(text)).toBeLessThanOrEqual(LONGEST_SMS);
  });

  test('names no sender where none is set', async () => {
    await send({}, '+84 900 000 200', MESSAGE);
    expect(received).toHaveLength(1);
    expect(received[0]?.body).not.toContain('SenderID');
  });

  test('that SNS refuses is certainly not sent, and its cause names no number', async () => {
    answer = { status: 400, body: refusal('Invalid parameter: PhoneNumber Reason: +84900000200 is not valid') };
    const refused = await send({}, '0900 000 200', MESSAGE).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotAccepted);
    expect(String(refused)).toMatch(/InvalidParameter.*\(number\)/);
    expect(String(refused)).not.toContain('900000200');
  });

  test('is never asked for where there is no number, or no crisis', async () => {
    for (const [phone, message] of [
      ['1800 1234', MESSAGE],
      ['0900 000 200', MILDER],
    ] as const) {
      await expect(send({}, phone, message)).rejects.toBeInstanceOf(NotAccepted);
    }
    expect(received).toEqual([]);
  });

  test('is no way of a deployment that has not set it', () => {
    expect(waysIn({ SENDER: 'a@example.vn', TOLD_BY: 'mail,webhook' }).sms).toBeUndefined();
    expect(waysIn({}).sms).toBeUndefined();
    expect(waysIn({ TOLD_BY: 'webhook,sms' }).sms?.('0900 000 200')).toMatchObject({ name: 'sms', crisesOnly: true });
  });
});

test('on one machine a text message is a file of the outbox, once however often it is sent', async () => {
  const outbox = await mkdtemp(join(tmpdir(), 'binh-on-sms-'));
  const way = waysIn({ OUTBOX_DIR: outbox }).sms?.('0900 000 200');
  await Promise.all([1, 2, 3].map(() => way?.send(MESSAGE)));
  expect(await readdir(outbox)).toEqual([`${MESSAGE.id}.sms`]);
  const [to, blank, text = ''] = (await readFile(join(outbox, `${MESSAGE.id}.sms`), 'utf8')).split('\n');
  expect([to, blank]).toEqual(['To: +84900000200', '']);
  expect(gsmLength(text)).toBeLessThanOrEqual(LONGEST_SMS);
  await rm(outbox, { recursive: true });
});

describe('a webhook', () => {
  const SECRET = 'a-secret-of-the-webhook';
  const schemaOf = async (file: string) => {
    const ajv = new Ajv2020({ allErrors: true });
    addFormats.default(ajv);
    return ajv.compile(JSON.parse(await readFile(file, 'utf8')));
  };
  const hook = (rest: object) => ({ kind: 'webhook', address: `${url}/hook`, ...rest }) as WebhookChannel;
  const post = (rest: object) => waysIn({ PUBLIC_URL: 'https://binh-on.example' }).webhook(hook(rest)).send(MESSAGE);

  test.each([
    ['no form', { secret: SECRET }, 'docs/schemas/event-message-1.json'],
    ['binh-on', { form: 'binh-on', secret: SECRET }, 'docs/schemas/event-message-1.json'],
    ['teams', { form: 'teams' }, 'test/delivery/schemas/teams-workflow-message.json'],
    ['slack', { form: 'slack', secret: SECRET }, 'test/delivery/schemas/slack-message.json'],
    [
      'zalo',
      { form: 'zalo', secret: SECRET, phone: '0900 000 200', template: '284100' },
      'test/delivery/schemas/zns-template-message.json',
    ],
  ])('of the form %s gets that body, signed where it has a secret', async (_, rest, schema) => {
    await post(rest);
    const { headers, body } = received[0] ?? expect.fail('nothing came');
    const validate = await schemaOf(schema);
    expect([validate(JSON.parse(body)), validate.errors]).toEqual([true, null]);
    const timestamp = String(NOW / 1000);
    expect(headers).toMatchObject({ 'idempotency-key': MESSAGE.id, 'x-timestamp': timestamp });
    const signed = 'secret' in rest ? `v1=${signatureOf(SECRET, timestamp, body)}` : undefined;
    expect(headers['x-signature']).toBe(signed);
  });

  test('of Zalo names the template and the telephone of the channel', async () => {
    await post({ form: 'zalo', secret: SECRET, phone: '0900 000 200', template: '284100' });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ phone: '84900000200', template_id: '284100' });
  });

  test('of Zalo that answers with an error has refused, whatever the status says; of others the answer is not read', async () => {
    const zalo = { form: 'zalo', secret: SECRET, phone: '0900 000 200', template: '284100' };
    for (const body of ['{"error":0,"message":"Success"}', '', 'ok', '[1]', '{"error":"x"}', 'null']) {
      answer = { status: 200, body };
      await expect(post(zalo)).resolves.toBeUndefined();
    }
    answer = { status: 200, body: '{"error":-124,"message":"Access token invalid"}' };
    await expect(post(zalo)).rejects.toThrow(new NotAccepted('The gateway answered with error -124'));
    await expect(post({ secret: SECRET })).resolves.toBeUndefined();
    answer = { status: 200, body: `{"error":0,"more":"${'x'.repeat(1_000_000)}"}` };
    await expect(post(zalo)).resolves.toBeUndefined();
  });
});
