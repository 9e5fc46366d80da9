import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { strandOf } from '#domain/event/strand.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import { lookAgain } from '#functions/respond-to-alert/look-again.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { KINDS, WrittenByLaterVersion } from '#storage/kinds.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, SMALL_CITY } from '#support/small-city.ts';
import type { Shop } from '#support/supply-world.ts';
import { respondingPorts } from './responding-ports.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const SUPPLIER: Shop = { key: 'ven-song/kho', place: 'outside/hung-yen', channel: 'producer', stock: 2_000 };

const tables = emptyTablesEachTest();
let now: number;
let desk: DeskStore;
let shops: Shop[];
let balancesRead: number;
let woken: string[];

beforeEach(() => {
  const { platform } = tables;
  now = Date.parse('2026-11-23T06:30:00+07:00');
  shops = [SHORT];
  balancesRead = 0;
  woken = [];
  desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
});

function ports() {
  const whole = respondingPorts(desk, { clock: () => now, shops });
  return {
    ...whole,
    liveBoards: desk.liveBoards,
    wakeEvent: async (id: string) => void woken.push(id),
    balances: (product: string) => {
      balancesRead += 1;
      return whole.balances(product);
    },
  };
}

/** Keeps an alert that is an event of its own, and has its event supplied. */
async function searched(openedOn: string, changes: Partial<Alert> = {}): Promise<Alert> {
  const alert = anAlert({ ...changes, episode: anEpisode({ openedOn }) });
  await desk.putAlert(alert);
  await supply(alert);
  return alert;
}

function supply(alert: Alert): Promise<void> {
  return answerStrand({ ...desk, ...ports() }, SMALL_CITY)(strandOf(SMALL_CITY, alert), {
    alerts: [alert.id],
    woken: [eventOf(alert)],
  });
}

const eventOf = ({ product, direction, episode }: Alert) => `${product}-${direction}-${episode.openedOn}`;

async function look(): Promise<string[]> {
  woken = [];
  balancesRead = 0;
  await lookAgain(ports(), SMALL_CITY)();
  return woken;
}

const act = (alert: Alert, kind: 'false-alarm' | 'resolve' | 'silence') =>
  desk.putAction({ alert: alert.id, kind, at: now, by: 'lan', version: alert.version });

test('an event is woken once other supply is in reach and its pause is over', async () => {
  const alert = await searched('2026-11-21');
  now += 60_000;
  expect(await look()).toEqual([]);
  shops = [SHORT, SUPPLIER];
  expect(await look()).toEqual([eventOf(alert)]);
  await supply(alert);
  now += 3_600_000;
  expect(await look()).toEqual([]);
  shops = [SHORT, { ...SUPPLIER, stock: 50 }];
  now -= 3_599_000;
  expect(await look()).toEqual([]);
});

test('an event that has ended, whose alerts somebody has called false or closed, or that nobody is told of is not searched again', async () => {
  const ended = await searched('2026-11-01');
  await searched('2026-11-04', { level: 'watch' });
  await act(await searched('2026-11-08'), 'false-alarm');
  await act(await searched('2026-11-12'), 'resolve');
  const quiet = await searched('2026-11-16');
  await act(quiet, 'silence');
  await desk.putAlert({ ...ended, status: 'resolved', version: 2 }, (await desk.readAlert(ended.id))?.hash);
  await supply(ended);
  shops = [SHORT, SUPPLIER];
  now += 60_000;
  expect(await look()).toEqual([eventOf(quiet)]);
});

test('an event of which a later version has kept the search keeps no other from being looked at, and is told of', async () => {
  const alerts = [await searched('2026-11-13'), await searched('2026-11-17'), await searched('2026-11-21')];
  const { dynamodb } = tables.platform;
  const later = alerts[1] as Alert;
  const TableName = requireSettings(tables.platform.env, ['DESK_TABLE']).DESK_TABLE;
  await dynamodb.send(
    new PutCommand({
      TableName,
      Item: { pk: `event ${strandOf(SMALL_CITY, later)}`, sk: `search#${eventOf(later)}#000001`, v: KINDS.search + 1 },
    }),
  );
  shops = [SHORT, SUPPLIER];
  now += 60_000;
  await expect(look()).rejects.toThrow(WrittenByLaterVersion);
  expect(woken.toSorted()).toEqual([alerts[0], alerts[2]].map((alert) => alert && eventOf(alert)));
});

test('a look at many events reads what everybody has once', async () => {
  for (let day = 0; day < 6; day++) await searched(`2026-11-${String(1 + 4 * day).padStart(2, '0')}`);
  shops = [SHORT, SUPPLIER];
  now += 60_000;
  expect(await look()).toHaveLength(6);
  expect(balancesRead).toBe(1);
});

test('what others have does not count where nobody is short any more', async () => {
  const alert = await searched('2026-11-21');
  shops = [{ ...SHORT, stock: 500 }];
  now += 60_000;
  expect(await look()).toEqual([eventOf(alert)]);
  await supply(alert);
  shops = [{ ...SHORT, stock: 500 }, SUPPLIER];
  now += 3_600_000;
  expect(await look()).toEqual([]);
});
