import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { lookAgain } from '#functions/respond-to-alert/look-again.ts';
import { searchSupply } from '#functions/respond-to-alert/search-supply.ts';
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
    listAlerts: desk.listAlerts,
    wakeAlert: async (id: string) => void woken.push(id),
    balances: (product: string) => {
      balancesRead += 1;
      return whole.balances(product);
    },
  };
}

async function searched(openedOn: string, changes: Partial<Alert> = {}): Promise<Alert> {
  const alert = anAlert({ ...changes, episode: anEpisode({ openedOn }) });
  await desk.putAlert(alert);
  await searchSupply(ports(), SMALL_CITY, alert, true);
  return alert;
}

async function look(): Promise<string[]> {
  woken = [];
  balancesRead = 0;
  await lookAgain(ports(), SMALL_CITY)();
  return woken;
}

const act = (alert: Alert, kind: 'false-alarm' | 'resolve' | 'silence') =>
  desk.putAction({ alert: alert.id, kind, at: now, by: 'lan', version: alert.version });

test('an alert is woken once other supply is in reach and its pause is over', async () => {
  const alert = await searched('2026-11-21');
  now += 60_000;
  expect(await look()).toEqual([]);
  shops = [SHORT, SUPPLIER];
  expect(await look()).toEqual([alert.id]);
  await searchSupply(ports(), SMALL_CITY, alert, true);
  now += 3_600_000;
  expect(await look()).toEqual([]);
  shops = [SHORT, { ...SUPPLIER, stock: 50 }];
  now -= 3_599_000;
  expect(await look()).toEqual([]);
});

test('an alert that has ended, that somebody has called false or closed, or that nobody is told of is not searched again', async () => {
  const ended = await searched('2026-11-16');
  await searched('2026-11-17', { direction: 'down' });
  await searched('2026-11-18', { level: 'watch' });
  await act(await searched('2026-11-19'), 'false-alarm');
  await act(await searched('2026-11-20'), 'resolve');
  const quiet = await searched('2026-11-21');
  await act(quiet, 'silence');
  await desk.putAlert({ ...ended, status: 'resolved', version: 2 }, (await desk.readAlert(ended.id))?.hash);
  shops = [SHORT, SUPPLIER];
  now += 60_000;
  expect(await look()).toEqual([quiet.id]);
});

test('an alert of which a later version has kept the search keeps no other from being looked at, and is told of', async () => {
  const alerts = [await searched('2026-11-19'), await searched('2026-11-20'), await searched('2026-11-21')];
  const { dynamodb } = tables.platform;
  const later = alerts[1] as Alert;
  const TableName = requireSettings(tables.platform.env, ['DESK_TABLE']).DESK_TABLE;
  await dynamodb.send(
    new PutCommand({ TableName, Item: { pk: later.place, sk: `search#${later.id}#000001`, v: KINDS.search + 1 } }),
  );
  shops = [SHORT, SUPPLIER];
  now += 60_000;
  await expect(look()).rejects.toThrow(WrittenByLaterVersion);
  expect(woken.toSorted()).toEqual([alerts[0]?.id, alerts[2]?.id].toSorted());
});

test('a look at many alerts reads what everybody has once', async () => {
  for (let day = 10; day < 22; day++) await searched(`2026-11-${day}`);
  shops = [SHORT, SUPPLIER];
  now += 60_000;
  expect(await look()).toHaveLength(12);
  expect(balancesRead).toBe(1);
});

test('what others have does not count where nobody is short any more', async () => {
  await searched('2026-11-21');
  shops = [{ ...SHORT, stock: 500 }];
  now += 60_000;
  const [alert] = await look();
  const kept = (await desk.readAlert(alert ?? ''))?.value;
  if (kept) await searchSupply(ports(), SMALL_CITY, kept, true);
  shops = [{ ...SHORT, stock: 500 }, SUPPLIER];
  now += 3_600_000;
  expect(await look()).toEqual([]);
});
