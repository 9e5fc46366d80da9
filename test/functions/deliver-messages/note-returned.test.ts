import { beforeEach, describe, expect, test } from 'vitest';
import { mailTags } from '#delivery/mail-tags.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { reachReader } from '#functions/deliver-messages/reach-reader.ts';
import { readMessage, UnknownMessage } from '#functions/deliver-messages/read-message.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { greensAlert } from '../../domain/event/event-city.ts';
import { delivering, MORNING, OFFICER } from './delivering.ts';

const tables = emptyTablesEachTest();
const HOUR = 3_600_000;
const EVENT = 'greens-up-2026-11-21';
const ADDRESS = 'lan@example.vn';
const ward = greensAlert('east-1');
const over: Alert = { ...ward, status: 'resolved' };

/** As SES documents an event that EventBridge brings, with what it says of a mail. */
function fromSes(detail: object, message = { id: `${EVENT}-1-p-lan`, news: { event: EVENT } }): string {
  const tags = Object.entries(mailTags(message)).map(([name, value]) => [name, [value]]);
  const mail = {
    timestamp: '2026-11-23T00:00:00.000Z',
    source: 'alerts@market.example.vn',
    sourceArn: 'arn:aws:ses:ap-southeast-1:111122223333:identity/market.example.vn',
    sendingAccountId: '111122223333',
    messageId: '0102018b-0000',
    destination: [ADDRESS],
    headersTruncated: false,
    headers: [{ name: 'Subject', value: 'x' }],
    commonHeaders: { from: ['alerts@market.example.vn'], to: [ADDRESS], subject: 'x' },
    tags: {
      'ses:configuration-set': ['events'],
      'ses:from-domain': ['market.example.vn'],
      ...Object.fromEntries(tags),
    },
  };
  return JSON.stringify({
    version: '0',
    id: 'c5bbd1a5-0000',
    'detail-type': 'Email Bounced',
    source: 'aws.ses',
    account: '111122223333',
    time: '2026-11-23T00:01:00Z',
    region: 'ap-southeast-1',
    resources: [],
    detail: { ...detail, mail },
  });
}

const bounce = (bounceType = 'Permanent', timestamp = '2026-11-23T00:01:00.000Z') => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: '0102018b-0001',
    bounceType,
    bounceSubType: 'General',
    // The mailbox to which it was forwarded, and not ours.
    bouncedRecipients: [{ emailAddress: 'elsewhere@example.org', action: 'failed', status: '5.1.1' }],
    timestamp,
    reportingMTA: 'dns; mx.example.org',
  },
});
const complaint = (complaintFeedbackType?: string) => ({
  eventType: 'Complaint',
  complaint: {
    feedbackId: '0102018b-0002',
    complaintSubType: null,
    complainedRecipients: [{ emailAddress: ADDRESS }],
    timestamp: '2026-11-23T00:02:00.000Z',
    complaintFeedbackType,
  },
});

let scene: ReturnType<typeof delivering>;
beforeEach(() => {
  scene = delivering(tables.platform);
});

/** What the handler does with a message that tells of a mail. */
async function take(body: string) {
  const message = readMessage(body);
  if (message.kind !== 'returned') return undefined;
  const conversation = await scene.returned(message.mail);
  if (conversation && (await scene.desk.readReturned(ADDRESS))) scene.closed.add(`${OFFICER.id} mail`);
  return conversation;
}

describe('a mail that bounced for good', () => {
  test('shows in what was told, pauses its address, and is told by the next way of its reader', async () => {
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(await take(fromSes(bounce()))).toEqual({ event: EVENT, reader: OFFICER.id });
    const at = Date.parse('2026-11-23T00:01:00.000Z');
    expect((await scene.talk(EVENT))?.told).toMatchObject([{ n: 1, returned: { kind: 'bounced', at } }]);
    expect(await scene.desk.readReturned(ADDRESS)).toEqual({ kind: 'bounced', since: at });
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.sent.map(({ way, message }) => [way, message.news.kind, message.id])).toEqual([
      ['mail', 'opened', `${EVENT}-1-p-lan`],
      ['webhook', 'opened', `${EVENT}-2-p-lan`],
    ]);
  });

  test('leaves nobody to tell where it was the only way, and the end of what was not heard is not told', async () => {
    scene.closed.add(`${OFFICER.id} webhook`);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    await take(fromSes(bounce()));
    await scene.alerts(over);
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds()).toEqual(['opened']);
    expect(await scene.desk.conversationsDue(Number.MAX_SAFE_INTEGER - 1, 10)).toEqual([]);
  });

  test('counts once, however often it is told of', async () => {
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(await take(fromSes(bounce()))).toBeDefined();
    expect(await take(fromSes(bounce()))).toBeUndefined();
  });

  test('before it was noted that it was sent comes again', async () => {
    scene.manners.set('mail', ['dies']);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + 45_000);
    await expect(take(fromSes(bounce()))).rejects.toThrow('still being sent');
    // Its address is paused all the same.
    expect(await scene.desk.readReturned(ADDRESS)).toMatchObject({ kind: 'bounced' });
  });

  test('of no message of ours pauses its address alone', async () => {
    const other = { id: 'x', news: { event: '' } };
    expect(await take(fromSes(bounce(), other))).toBeUndefined();
    expect(await scene.desk.readReturned(ADDRESS)).toBeDefined();
  });
});

describe('a complaint', () => {
  test('pauses the address; what was complained of has been heard, and its end comes by the next way', async () => {
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    await take(fromSes(complaint('abuse')));
    await scene.alerts(over);
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.sent.map(({ way, message }) => [way, message.news.kind])).toEqual([
      ['mail', 'opened'],
      ['webhook', 'ended'],
    ]);
  });

  test('that it is no spam is none', () => {
    expect(readMessage(fromSes(complaint('not-spam')))).toEqual({ kind: 'nothing' });
    expect(readMessage(fromSes(complaint()))).toMatchObject({ kind: 'returned' });
  });
});

describe('an address', () => {
  const recipient = { id: OFFICER.id, places: ['*'], levels: ['alert'], language: 'vi' } as const;
  const waysOf = async (email: string) => {
    const mail = (address: string) => ({ name: `mail to ${address}`, leaseMs: 1, send: async () => undefined });
    const reach = reachReader({
      env: {},
      recipients: async () => [{ ...recipient, channels: [{ kind: 'mail', address: email }] }],
      readReturned: scene.desk.readReturned,
      ways: { mail, webhook: () => ({ name: 'webhook', leaseMs: 1, send: async () => undefined }) },
    });
    const { ways = [], hasPaused } = (await reach(OFFICER.id)) ?? {};
    return hasPaused ? ['paused', ...ways.map(({ name }) => name)] : ways.map(({ name }) => name);
  };

  test('from which mail came back is no way, however it is written, until it is another one', async () => {
    expect(await waysOf(ADDRESS)).toEqual([`mail to ${ADDRESS}`]);
    await take(fromSes(bounce()));
    expect(await waysOf(ADDRESS)).toEqual(['paused']);
    expect(await waysOf('Lan@Example.VN')).toEqual(['paused']);
    expect(await waysOf('lan.nguyen@example.vn')).toEqual(['mail to lan.nguyen@example.vn']);
  });

  test('that somebody has revived is one again, though an old bounce is told once more; a new one pauses it', async () => {
    await take(fromSes(bounce()));
    await scene.desk.revive(ADDRESS, Date.parse('2026-11-23T03:00:00Z'));
    expect(await waysOf(ADDRESS)).toEqual([`mail to ${ADDRESS}`]);
    await take(fromSes(bounce()));
    expect(await waysOf(ADDRESS)).toEqual([`mail to ${ADDRESS}`]);
    await take(fromSes(bounce('Permanent', '2026-11-24T00:00:00.000Z')));
    expect(await waysOf(ADDRESS)).toEqual(['paused']);
  });

  test('whose mailbox was full for a while stays one', async () => {
    expect(readMessage(fromSes(bounce('Transient')))).toEqual({ kind: 'nothing' });
  });

  test('is kept as a hash: no item of the tables names it', async () => {
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    await take(fromSes(bounce()));
    const { keptItems } = await import('#support/kept-items.ts');
    expect(JSON.stringify([...(await keptItems(tables.platform))])).not.toMatch(/example\.(vn|org)/);
  });
});

test.each([
  ['no JSON', 'x'],
  ['another form', '{"v":2,"conversation":"a#b"}'],
  ['more than is known', `{"event":"${EVENT}","reader":"p-lan","way":"sms"}`],
  ['a mail event without what is needed', '{"source":"aws.ses","detail":{"eventType":"Bounce"}}'],
])('a message of an unknown form is refused for good, and names no address: %s', (_, body) => {
  const read = () => readMessage(body.replace('x', `to ${ADDRESS}`));
  expect(read).toThrow(UnknownMessage);
  expect(read).not.toThrow(ADDRESS);
});

test('tags name a message that any reader and event may have', () => {
  for (const reader of ['p-lan', '5-5', 'Lan Nguyễn', 'a=b%c']) {
    for (const event of ['01.0004-up-2026-11-21', 'greens-up-2026-11-21-2']) {
      const safe = (text: string) => encodeURIComponent(text).replaceAll('%', '=');
      const tags = mailTags({ id: `${safe(event)}-12-${safe(reader)}`, news: { event } });
      for (const value of Object.values(tags)) expect(value).toMatch(/^[\w-]{1,256}$/);
      const message = { id: `${safe(event)}-12-${safe(reader)}`, news: { event } };
      expect(readMessage(fromSes(bounce(), message))).toMatchObject({ mail: { message: { event, reader, n: 12 } } });
    }
  }
});
