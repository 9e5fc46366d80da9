import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHandler } from '#functions/deliver-messages/handler.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { noteNews } from '#functions/respond-to-alert/note-news.ts';
import type { TellingPlatform } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';
import { readDesk } from '#telling/attention.ts';
import { readersOf } from '#telling/readers.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';

const EVENT = 'greens-up-2026-11-21';
let now = Date.parse('2026-11-23T06:30:00+07:00');
const tables = emptyTablesEachTest({ clock: () => now });
let outbox: string;
let later: { readonly reader: string; readonly at: number }[];
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'binh-on-outbox-'));
  later = [];
  const { platform } = tables;
  const env: TellingPlatform['env'] = { ...platform.env, OUTBOX_DIR: outbox, GATHER_MESSAGES_MS: '5000' };
  const deliverLater: TellingPlatform['deliverLater'] = async ({ reader }, at) => void later.push({ reader, at });
  handler = createHandler({ ...platform, env, deliverLater }, TWO_ZONES);
  const desk = deskStore(platform.dynamodb, env['DESK_TABLE'] ?? '');
  const registry = registryStore(platform.dynamodb, env['REGISTRY_TABLE'] ?? '');
  await registry.putPerson(somePerson({ id: 'p-lan' }));
  const alert = greensAlert('east-1', { level: 'crisis' });
  await desk.putAlert(alert);
  const ports = {
    ...desk,
    clock: () => now,
    hasSupply: async () => false,
    desk: readDesk(registry, TWO_ZONES, env),
    workedAt: async () => [],
  };
  const readers = async () => readersOf(await registry.recipients(), env);
  const waits = { gatherMs: 5_000, pauseMs: 1_000 };
  const board = await gatherEvents(ports, TWO_ZONES)('greens-up', [alert.id]);
  await noteNews({ ...ports, readers, waits, deliverLater: async () => undefined }, TWO_ZONES)(board);
});
afterEach(() => rm(outbox, { recursive: true }));

const wake = (...bodies: string[]) =>
  handler({ Records: bodies.map((body, index) => ({ messageId: `m${index}`, body }) as SQSRecord) }, {} as Context);
const message = (reader: string) => JSON.stringify({ event: EVENT, reader });

test('a message that comes too early is asked for again at its instant; then it is sent, once', async () => {
  expect(await wake(message('p-lan'))).toEqual({ batchItemFailures: [] });
  expect(later).toEqual([{ reader: 'p-lan', at: now + 5_000 }]);
  now += 5_000;
  await wake(message('p-lan'), message('p-lan'));
  await wake(message('p-lan'));
  expect(await readdir(outbox)).toEqual([`${EVENT}-1-p-lan.eml`]);
});

test('a message whose queue has lost it is sent by the look of the clock', async () => {
  now += 5_000;
  expect(await handler({}, {} as Context)).toEqual({ batchItemFailures: [] });
  expect(await readdir(outbox)).toHaveLength(1);
});

test('an unknown form keeps up none of its batch', async () => {
  now += 5_000;
  expect(await wake('{"v":9}', message('p-lan'), message('nobody'))).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm0' }],
  });
  expect(await readdir(outbox)).toHaveLength(1);
});
