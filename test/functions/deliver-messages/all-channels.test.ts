import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { failingIn } from '#domain/duty/due-steps.ts';
import type { PersonChannel } from '#domain/notification/person-channel.ts';
import { createHandler } from '#functions/deliver-messages/handler.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { noteNews } from '#functions/respond-to-alert/note-news.ts';
import type { Platform } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';
import { readDesk } from '#telling/attention.ts';
import { readersOf } from '#telling/readers.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';

const EVENT = 'greens-up-2026-11-21';
const MINUTE = 60_000;
const warned = greensAlert('east-1');
const crisis: Alert = { ...warned, level: 'crisis' };
const over: Alert = { ...crisis, status: 'resolved' };
const SMS: PersonChannel = { kind: 'sms', address: '0900 000 200' };
const mail = (address: string): PersonChannel => ({ kind: 'mail', address });

let now: number;
const tables = emptyTablesEachTest({ clock: () => now });
let outbox: string;
let server: Server;
let url: string;
/** The paths that receivers were called at, in their order. */
let called: string[];
let refusing: Set<string>;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  now = Date.parse('2026-11-23T06:30:00+07:00');
  [called, refusing] = [[], new Set()];
  outbox = await mkdtemp(join(tmpdir(), 'binh-on-channels-'));
  server = createServer((request, response) => {
    called.push(request.url ?? '');
    request.resume().on('end', () => response.writeHead(refusing.has(request.url ?? '') ? 500 : 204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handler = createHandler({ ...tables.platform, env: env(), deliverLater: async () => undefined }, TWO_ZONES);
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(outbox, { recursive: true });
});

const env = (): Platform['env'] => ({ ...tables.platform.env, OUTBOX_DIR: outbox, GATHER_MESSAGES_MS: '0' });
const desk = () => deskStore(tables.platform.dynamodb, env()['DESK_TABLE'] ?? '');
const registry = () => registryStore(tables.platform.dynamodb, env()['REGISTRY_TABLE'] ?? '');
const hook = (path: string): PersonChannel => ({
  kind: 'webhook',
  address: `${url}${path}`,
  secret: 'a-secret-of-the-webhook',
});

/** Enters who is told, by these channels alone and in this order; hears of both levels. */
const enter = (channels: readonly PersonChannel[], id = 'p-lan') =>
  registry().putPerson(somePerson({ id, personal: { channels } }));

/** What the stream does after an alert has changed. */
async function alert(changed: Alert): Promise<void> {
  const kept = await desk().readAlert(changed.id);
  await desk().putAlert({ ...changed, version: (kept?.value.version ?? 0) + 1 }, kept?.hash);
  const ports = {
    ...desk(),
    clock: () => now,
    hasSupply: async () => false,
    desk: readDesk(registry(), TWO_ZONES, env()),
    workedAt: async () => [],
  };
  const readers = async () => readersOf(await registry().recipients(), env());
  const waits = { gatherMs: 0, pauseMs: 1_000 };
  const board = await gatherEvents(ports, TWO_ZONES)('greens-up', [changed.id]);
  await noteNews({ ...ports, readers, waits, deliverLater: async () => undefined }, TWO_ZONES)(board);
}

/** Looks again and again, as the clock does, for so long. */
async function minutes(count: number): Promise<void> {
  for (const end = now + count * MINUTE; now <= end; now += 15_000) await handler({}, {} as Context);
}

/** Half a day in which steps of the desk come due, and are noted whenever somebody looks. */
async function hoursAt(changed: Alert): Promise<void> {
  for (let hour = 0; hour < 12; hour++) {
    await alert(changed);
    await minutes(1);
    now += 59 * MINUTE;
  }
}
const talk = async (reader = 'p-lan') => (await desk().readConversation(EVENT, reader))?.value;
const told = async (reader = 'p-lan') => (await talk(reader))?.told.map(({ kind, channel }) => [kind, channel]);

describe('by text message', () => {
  test('a crisis and its end are told; what is none passes it by and goes by the next channel', async () => {
    await enter([SMS, mail('lan@example.vn')]);
    await alert(warned);
    await minutes(1);
    expect(await told()).toEqual([['opened', 'mail']]);
    await alert(crisis);
    await minutes(1);
    await alert(over);
    await minutes(1);
    expect(await told()).toEqual([
      ['opened', 'mail'],
      ['escalated', 'sms'],
      ['ended', 'sms'],
    ]);
    expect((await readdir(outbox)).sort()).toEqual(
      [1, 2, 3].map((n) => `${EVENT}-${n}-p-lan.${n > 1 ? 'sms' : 'eml'}`),
    );
  });

  test('alone, nothing is told but crises and their ends, and nothing else counts as a failure', async () => {
    await enter([SMS]);
    await alert(warned);
    await minutes(2);
    expect(await talk()).toBeUndefined();
    await alert({ ...warned, status: 'resolved' });
    await minutes(1);
    expect(await readdir(outbox)).toEqual([]);
    await alert(crisis);
    await minutes(1);
    // It is no crisis any more, and somebody who has heard of it is not left without its end.
    await hoursAt(warned);
    await alert(over);
    await minutes(1);
    expect((await told())?.map(([, channel]) => channel).every((channel) => channel === 'sms')).toBe(true);
    expect((await told())?.at(-1)).toEqual(['ended', 'sms']);
    expect(await talk()).not.toHaveProperty('givenUp');
    expect(await talk()).not.toHaveProperty('due');
  });

  test('alone, the step of the desk that is due to nobody of a lower level is none', async () => {
    await enter([SMS]);
    await registry().putPerson(somePerson({ id: 'p-head', group: 'admin', levels: [] }));
    await alert(crisis);
    await minutes(1);
    expect(await told('p-lan')).toEqual([['opened', 'sms']]);
    await hoursAt(warned);
    const kinds = (await talk('p-lan'))?.told.filter(({ level }) => level !== 'crisis');
    expect(kinds).toEqual([]);
  });
});

describe('where a channel is dead', () => {
  test('each of the others has its turn in the order of the person', async () => {
    await enter([hook('/1'), hook('/2'), hook('/3'), hook('/4')]);
    refusing = new Set(['/1', '/2', '/3']);
    await alert(crisis);
    await minutes(60);
    expect(called).toEqual(['/1', '/1', '/2', '/2', '/3', '/3', '/4']);
    expect(await told()).toEqual([['opened', 'webhook']]);
  });

  test('also the sixth is tried before the message is given up', async () => {
    const paths = [1, 2, 3, 4, 5, 6].map((n) => `/${n}`);
    await enter(paths.map(hook));
    refusing = new Set(paths.slice(0, 5));
    await alert(crisis);
    await minutes(120);
    expect(called).toEqual(paths);
  });

  test('the second mailbox is written to once mail comes back from the first', async () => {
    await enter([mail('old@example.vn'), mail('new@example.vn')]);
    await alert(crisis);
    await minutes(1);
    const tags = Object.fromEntries(
      Object.entries({ event: EVENT, reader: 'p-lan' }).map(([name, value]) => [
        name,
        [Buffer.from(value).toString('base64url')],
      ]),
    );
    const bounce = {
      source: 'aws.ses',
      detail: {
        eventType: 'Bounce',
        bounce: { bounceType: 'Permanent', timestamp: new Date(now).toISOString() },
        mail: { destination: ['old@example.vn'], tags: { ...tags, n: ['1'] } },
      },
    };
    await handler({ Records: [{ messageId: 'm', body: JSON.stringify(bounce) } as SQSRecord] }, {} as Context);
    await minutes(1);
    expect((await talk())?.told).toMatchObject([
      { n: 1, returned: { kind: 'bounced' } },
      { n: 2, channel: 'mail' },
    ]);
    expect((await readdir(outbox)).sort()).toEqual([1, 2].map((n) => `${EVENT}-${n}-p-lan.eml`));
  });

  test('and it is the last, the next person is told, and the desk shows who cannot be reached', async () => {
    await enter([mail('old@example.vn')]);
    await registry().putPerson(somePerson({ id: 'p-head', group: 'lead', levels: [] }));
    await desk().noteReturned('old@example.vn', { since: now, kind: 'bounced' });
    await alert(crisis);
    await minutes(5);
    expect(await talk()).toMatchObject({
      told: [],
      givenUp: [{ n: 1, failures: [{ channel: 'none', cause: 'NoWay' }] }],
    });
    expect([...failingIn({ talks: [(await talk()) ?? expect.fail('nothing is kept')] }).keys()]).toEqual(['p-lan']);
    // However often it is looked at: given up once.
    await alert({ ...crisis, version: 2 });
    await minutes(1);
    expect((await talk())?.givenUp).toHaveLength(1);
    now += 10 * MINUTE;
    await alert({ ...crisis, version: 3 });
    await minutes(1);
    const steps = (await talk('p-head'))?.told.flatMap(({ steps: ids = [] }) => ids);
    expect(steps).toContain('instead-p-lan-1');
    await desk().revive('old@example.vn', now);
    await alert({ ...crisis, version: 4 });
    await minutes(1);
    expect((await told())?.map(([kind]) => kind)).toEqual(['opened']);
    expect(failingIn({ talks: [(await talk()) ?? expect.fail('nothing is kept')] }).size).toBe(0);
  });
});
