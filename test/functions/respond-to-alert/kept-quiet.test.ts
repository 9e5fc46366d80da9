import { beforeEach, describe, expect, test } from 'vitest';
import type { Alert, AlertAction } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import type { OutgoingChannel } from '#functions/respond-to-alert/respond-ports.ts';
import { DeliveryFailed, respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, SMALL_CITY } from '#support/small-city.ts';
import { respondingPorts } from './responding-ports.ts';

const TODAY = '2026-11-23';
const DAY_MS = 86_400_000;

const tables = emptyTablesEachTest();
let now: number;
let desk: DeskStore;
/** What the topic was told: `<alert> v<version> <kind>`. */
let sent: string[];
let woken: string[];
let broken: boolean;

beforeEach(() => {
  const { platform } = tables;
  now = Date.parse(`${TODAY}T06:30:00+07:00`);
  desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  sent = [];
  woken = [];
  broken = false;
});

const topic: OutgoingChannel = {
  name: 'sns',
  audience: 'everyone',
  leaseMs: 1_000,
  send: async ({ alert, kind }) => {
    if (broken) throw new Error('the topic is gone');
    sent.push(`${alert.place} v${alert.version} ${kind}`);
  },
};

/** Answers an alert, and then whatever that wakes, as the stream would. */
async function respond(id: string): Promise<void> {
  const ports = respondingPorts(desk, {
    clock: () => now,
    channels: [topic],
    wakeAlert: async (other) => {
      woken.push(other);
    },
  });
  const waiting = [id];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    woken = [];
    await respondToAlert(ports, SMALL_CITY)(next);
    waiting.push(...woken);
  }
}

async function keep(alert: Alert): Promise<Alert> {
  await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
  return alert;
}

/** The alert as it goes on, told to whom it may concern. */
async function goOn(alert: Alert, changes: Partial<Alert>): Promise<void> {
  await respond((await keep({ ...alert, ...changes })).id);
}

const anAlertOf = (level: Alert['level'], changes: Partial<Alert> = {}) =>
  keep(anAlert({ episode: anEpisode({ level }), ...changes }));

async function act(alert: Alert, kind: AlertAction['kind'], more: Partial<AlertAction> = {}): Promise<void> {
  now += 1000;
  const { id, version, level } = alert;
  await desk.putAction({ alert: id, kind, at: now, by: 'lan', version, level, ...more });
}

const silence = (alert: Alert, until = addDays(TODAY, 7)) => act(alert, 'silence', { until });

const deliveries = async ({ id }: Alert) =>
  (await desk.deliveriesOf(id)).map(({ version, kind, state, unsent }) => [version, kind, state, unsent]);

describe.each([
  ['a silence', silence, { because: 'silenced', until: addDays(TODAY, 7) }],
  ['a false alarm', (alert: Alert) => act(alert, 'false-alarm'), { because: 'false-alarm' }],
] as const)('after %s', (_, askForQuiet, unsent) => {
  test('nobody is told that the alert is milder or over, and the record says why', async () => {
    const alert = await anAlertOf('alert');
    await respond(alert.id);
    await askForQuiet(alert);
    await goOn(alert, { level: 'watch', version: 2 });
    await goOn(alert, { level: 'watch', version: 3, status: 'resolved' });
    await goOn(alert, { level: 'watch', version: 4, status: 'withdrawn' });
    expect(sent).toEqual(['hoan-kiem v1 opened']);
    expect(await deliveries(alert)).toEqual([
      [1, 'opened', 'sent', undefined],
      [2, 'lowered', 'muted', unsent],
      [3, 'resolved', 'muted', unsent],
      [4, 'withdrawn', 'muted', unsent],
    ]);
  });

  test('a rise above its level is told, and then the end too', async () => {
    const alert = await anAlertOf('alert');
    await respond(alert.id);
    await askForQuiet(alert);
    await goOn(alert, { level: 'crisis', version: 2 });
    await goOn(alert, { level: 'alert', version: 3 });
    await goOn(alert, { level: 'alert', version: 4, status: 'resolved' });
    expect(sent.slice(1)).toEqual(['hoan-kiem v2 escalated', 'hoan-kiem v3 lowered', 'hoan-kiem v4 resolved']);
  });

  test('an alert that comes back no worse than it was is not told, and one that comes back worse is', async () => {
    const alert = await anAlertOf('alert');
    await askForQuiet(alert);
    await respond(alert.id);
    await goOn(alert, { version: 2, status: 'resolved' });
    await goOn(alert, { version: 3 });
    expect(sent).toEqual([]);
    await goOn(alert, { level: 'crisis', version: 4 });
    expect(sent).toEqual(['hoan-kiem v4 opened']);
  });

  test('a message that could not be sent before is not sent any more', async () => {
    const alert = await anAlertOf('alert');
    broken = true;
    await expect(respond(alert.id)).rejects.toThrow(DeliveryFailed);
    broken = false;
    await askForQuiet(alert);
    await respond(alert.id);
    expect(sent).toEqual([]);
    expect(await deliveries(alert)).toEqual([[1, 'opened', 'muted', unsent]]);
  });

  test('what somebody takes up again is told again', async () => {
    const alert = await anAlertOf('alert');
    await respond(alert.id);
    await askForQuiet(alert);
    await act(alert, 'acknowledge');
    await goOn(alert, { version: 2, status: 'resolved' });
    expect(sent.at(-1)).toBe('hoan-kiem v2 resolved');
  });
});

test('a silence lasts until its day is over', async () => {
  const alert = await anAlertOf('alert');
  await respond(alert.id);
  await silence(alert, TODAY);
  now += DAY_MS;
  await goOn(alert, { version: 2, status: 'resolved' });
  expect(sent.at(-1)).toBe('hoan-kiem v2 resolved');
});

describe('an alert of the city', () => {
  async function muting() {
    const city = await anAlertOf('alert', { place: 'ha-noi', id: 'ha-noi_01.0004_up_2026-11-21' });
    const ward = await anAlertOf('alert');
    await respond(city.id);
    await respond(ward.id);
    expect(sent).toEqual(['ha-noi v1 opened']);
    return { city, ward };
  }

  test('that is called false has its parts called false with it: nobody is told of them, and the record says why', async () => {
    const { city, ward } = await muting();
    await act(city, 'false-alarm');
    await respond(city.id);
    const late = await anAlertOf('alert', { place: 'cua-nam' });
    await respond(late.id);
    expect(sent).toEqual(['ha-noi v1 opened']);
    expect(await deliveries(ward)).toEqual([[1, 'opened', 'muted', undefined]]);
    expect(await deliveries(late)).toEqual([[1, 'opened', 'muted', { because: 'false-alarm' }]]);
  });

  test('that was called false before it was noted what stood inside goes by days: what came later is told', async () => {
    const { city, ward } = await muting();
    await act(city, 'false-alarm');
    now += DAY_MS;
    await respond(city.id);
    expect(sent).toEqual(['ha-noi v1 opened']);
    await goOn(ward, { level: 'crisis', version: 2, episode: { ...ward.episode, escalatedOn: addDays(TODAY, 1) } });
    const later = anEpisode({ level: 'alert', openedOn: addDays(TODAY, 1), escalatedOn: addDays(TODAY, 1) });
    await respond((await keep(anAlert({ place: 'cua-nam', episode: later }))).id);
    expect(sent.slice(1)).toEqual(['hoan-kiem v2 opened', 'cua-nam v1 opened']);
  });

  test('that is called false closes what could not be sent of its parts, until it is taken up again and ends', async () => {
    const city = await anAlertOf('alert', { place: 'ha-noi', id: 'ha-noi_01.0004_up_2026-11-21' });
    const ward = await anAlertOf('alert', { id: 'hoan-kiem_01.0004_up_2026-11-21' });
    broken = true;
    await act(city, 'silence', { until: addDays(TODAY, -1) });
    const louder = await keep({ ...ward, level: 'crisis' });
    await expect(respond(louder.id)).rejects.toThrow(DeliveryFailed);
    broken = false;
    await keep({ ...city, level: 'crisis', version: 2 });
    await act({ ...city, level: 'crisis', version: 2 }, 'false-alarm');
    await respond(ward.id);
    expect(await deliveries(ward)).toEqual([[1, 'opened', 'muted', { because: 'false-alarm' }]]);
    await act(city, 'acknowledge');
    await goOn(city, { level: 'crisis', version: 3, status: 'resolved' });
    expect(sent).toEqual(['hoan-kiem v1 opened']);
  });

  test('that is silenced still tells its parts', async () => {
    const { city, ward } = await muting();
    await silence(city);
    await respond(city.id);
    await respond(ward.id);
    expect(sent).toEqual(['ha-noi v1 opened']);
  });

  test('that was called false and has become worse tells its parts again', async () => {
    const city = await anAlertOf('alert', { place: 'ha-noi', id: 'ha-noi_01.0004_up_2026-11-21' });
    await act(city, 'false-alarm');
    await goOn(city, { level: 'crisis', version: 2 });
    const ward = await anAlertOf('crisis');
    await respond(ward.id);
    expect(sent).toEqual(['ha-noi v2 opened']);
  });

  test('that ends wakes a part that somebody has silenced, and it stays quiet', async () => {
    const { city, ward } = await muting();
    await silence(ward);
    await goOn(city, { version: 2, status: 'resolved' });
    expect(sent).toEqual(['ha-noi v1 opened', 'ha-noi v2 resolved']);
    await goOn(ward, { level: 'crisis', version: 2 });
    expect(sent.at(-1)).toBe('hoan-kiem v2 opened');
  });
});
