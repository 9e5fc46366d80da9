import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { outboxChannel } from '#delivery/channels/outbox.ts';
import { writeMessage } from '#delivery/message.ts';
import type { Alert } from '#domain/alert.ts';
import { addDays } from '#domain/business-day.ts';
import type { Delivery } from '#domain/delivery.ts';
import type { Level } from '#domain/level.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import type { Recipient } from '#domain/recipient.ts';
import type { OutgoingChannel, RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { DeliveryFailed, LeaseHeld, respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { startTables } from '#support/embedded-tables.ts';
import { readMail } from '#support/read-mail.ts';
import { anAlert, anEpisode, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from '#support/supply-world.ts';

const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 20 },
  { key: 'binh-minh/cn', place: 'cua-nam', stock: 60, demand: 10 },
];

let now: number;
let desk: DeskStore;
let recipients: Recipient[];
let outbox: string;
let alertsMade: number;

beforeEach(async () => {
  const { platform, close } = await startTables();
  now = Date.parse('2026-11-23T06:30:00+07:00');
  desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  recipients = [
    { id: 'lan', email: 'lan@example.vn', places: ['*'], levels: ['alert', 'crisis'], language: 'vi' },
    { id: 'ann', email: 'ann@example.org', places: ['ha-noi'], levels: ['alert', 'crisis'], language: 'en' },
  ];
  outbox = await mkdtemp(join(tmpdir(), 'respond-'));
  alertsMade = 0;
  return async () => {
    await close();
    await rm(outbox, { recursive: true });
  };
});

/** An alert with an id of its own. */
function ownAlert(changes: Partial<Alert> = {}, episode: Parameters<typeof anEpisode>[0] = {}): Alert {
  alertsMade += 1;
  return anAlert({ ...changes, episode: anEpisode({ openedOn: addDays('2026-01-01', alertsMade), ...episode }) });
}

async function keep(alert: Alert): Promise<Alert> {
  await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
  return alert;
}

function mailChannel(): OutgoingChannel {
  const channel = outboxChannel(outbox, 'gia@example.vn');
  return { ...channel, leaseMs: 120_000, send: (news, person) => channel.send(writeMessage(news), person) };
}

function ports(changes: Partial<RespondPorts> = {}): RespondPorts {
  return {
    ...desk,
    clock: () => now,
    hashOf: contentHash,
    channels: [mailChannel()],
    recipients: async () => recipients,
    balances: async () => balancesOf(SHOPS),
    readMatchSettings: async () => undefined,
    refusedPairs: async () => [],
    foodSafetyHolds: async () => [],
    listStores: async () => SHOPS.map(storeOfShop),
    listRetailers: async () => SHOPS.map(retailerOfShop),
    ...changes,
  };
}

const respond = (id: string, changes: Partial<RespondPorts> = {}) => respondToAlert(ports(changes), SMALL_CITY)(id);

async function mails(): Promise<string[]> {
  return (await readdir(outbox)).filter((file) => file.endsWith('.eml')).sort();
}

async function statesOf(id: string): Promise<string[]> {
  return (await desk.deliveriesOf(id)).map(
    ({ version, channel, kind, state }) => `${version} ${channel} ${kind} ${state}`,
  );
}

test('a crisis is told to each who asked, with suggestions, and nothing more on a second call', async () => {
  const alert = await keep(ownAlert());
  await respond(alert.id);
  expect(await mails()).toEqual([`${alert.id}-1-mail-ann.eml`, `${alert.id}-1-mail-lan.eml`]);
  expect(await statesOf(alert.id)).toEqual(['1 mail-ann opened sent', '1 mail-lan opened sent']);
  const suggestions = await desk.suggestionsOf(alert.id);
  expect(suggestions.map(({ quantityMilli }) => quantityMilli)).toEqual([90_000]);
  const mail = readMail(await readFile(join(outbox, `${alert.id}-1-mail-lan.eml`)));
  expect(mail.headers['to']).toBe('lan@example.vn');
  expect(mail.parts['text/plain']).toContain('GỢI Ý KẾT NỐI CUNG CẦU');
  const before = await desk.deliveriesOf(alert.id);
  now += 3_600_000;
  await respond(alert.id);
  expect(await desk.deliveriesOf(alert.id)).toEqual(before);
});

test('what is held for food safety by the time of the message is told to nobody', async () => {
  const hold: FoodSafetyHold = {
    id: 'attp-1',
    product: '01.0004',
    from: '2026-11-23',
    reason: 'Chờ kiểm nghiệm',
    document: '128/CCATTP',
    by: 'lan',
    at: now,
  };
  let looks = 0;
  const alert = await keep(ownAlert());
  // The search found it free; then the hold came.
  await respond(alert.id, { foodSafetyHolds: async () => (looks++ === 0 ? [] : [hold]) });
  expect(await desk.suggestionsOf(alert.id)).toHaveLength(1);
  const mail = readMail(await readFile(join(outbox, `${alert.id}-1-mail-lan.eml`)));
  expect(mail.parts['text/plain']).not.toContain('có thể điều phối');
});

test('history, a watch and a fall within watch are told to nobody', async () => {
  const history = await keep(ownAlert({ news: false }));
  await respond(history.id);
  const watch = await keep(ownAlert({ place: 'cua-nam' }, { level: 'watch' }));
  await respond(watch.id);
  expect(await mails()).toEqual([]);
  expect(await desk.readSearch(history.id, 1)).toBeUndefined();
  expect(await desk.readSearch(watch.id, 1)).toBeUndefined();
});

test('an early warning of stock is told to nobody at once but looks for supply', async () => {
  const evidence = someEvidence({ rung: 'cover', changePct: 0, thresholdPct: 0, cause: 'early-warning' });
  const alert = await keep(ownAlert({}, { level: 'watch', evidence }));
  await respond(alert.id);
  expect(await mails()).toEqual([]);
  expect(await desk.suggestionsOf(alert.id)).toHaveLength(1);
});

test('a fall is told without suggestions', async () => {
  const alert = await keep(ownAlert({}, { direction: 'down', evidence: someEvidence({ changePct: -20 }) }));
  await respond(alert.id);
  expect(await mails()).toHaveLength(2);
  expect(await desk.suggestionsOf(alert.id)).toEqual([]);
});

test('an escalation, an end and a withdrawal follow the mail that opened the story', async () => {
  const alert = await keep(ownAlert({}, { level: 'alert' }));
  await respond(alert.id);
  const steps: [Partial<Alert>, string][] = [
    [{ level: 'crisis', version: 2 }, 'escalated'],
    [{ level: 'crisis', version: 3, status: 'resolved' }, 'resolved'],
    [{ level: 'crisis', version: 4, status: 'withdrawn' }, 'withdrawn'],
    [{ level: 'alert', version: 5 }, 'opened'],
    [{ level: 'watch', version: 6 }, 'lowered'],
  ];
  for (const [changes, kind] of steps) {
    await keep({ ...alert, ...changes });
    await respond(alert.id);
    expect(await statesOf(alert.id)).toContain(`${changes.version} mail-lan ${kind} sent`);
  }
  expect(await mails()).toHaveLength(12);
});

test('an end is not told where the beginning was not', async () => {
  const alert = await keep(ownAlert({ status: 'resolved', version: 2 }));
  await respond(alert.id);
  expect(await mails()).toEqual([]);
});

test('an end is told to those who heard of the alert, whatever its level became', async () => {
  recipients = [{ id: 'lan', email: 'lan@example.vn', places: ['*'], levels: ['alert'], language: 'vi' }];
  const alert = await keep(ownAlert({}, { level: 'alert' }));
  await respond(alert.id);
  await keep({ ...alert, level: 'crisis', version: 2, status: 'resolved' });
  await respond(alert.id);
  expect(await statesOf(alert.id)).toEqual(['1 mail-lan opened sent', '2 mail-lan resolved sent']);
});

test('only who asked for the level and the place is told', async () => {
  const person = (id: string, levels: Level[], places: string[]): Recipient => ({
    id,
    email: `${id}@example.vn`,
    places,
    levels,
    language: 'vi',
  });
  recipients = [
    person('crisis-only', ['crisis'], ['ha-noi']),
    person('elsewhere', ['alert'], ['cua-nam']),
    person('ward', ['alert'], ['hoan-kiem']),
    person('city', ['alert'], ['ha-noi']),
  ];
  const alert = await keep(ownAlert({}, { level: 'alert' }));
  await respond(alert.id);
  expect(await mails()).toEqual([`${alert.id}-1-mail-city.eml`, `${alert.id}-1-mail-ward.eml`]);
});

test('a version overtaken before it was told is not told', async () => {
  const alert = await keep(ownAlert({}, { level: 'alert' }));
  await keep({ ...alert, level: 'crisis', version: 2 });
  await respond(alert.id);
  expect(await statesOf(alert.id)).toEqual(['2 mail-ann opened sent', '2 mail-lan opened sent']);
});

test('an alert that changes while it is told is told anew before the trigger is done', async () => {
  const alert = await keep(ownAlert({}, { level: 'alert' }));
  const channel = mailChannel();
  let escalated = false;
  await respond(alert.id, {
    channels: [
      {
        ...channel,
        send: async (news, people) => {
          await channel.send(news, people);
          if (!escalated) await keep({ ...alert, level: 'crisis', version: 2 });
          escalated = true;
        },
      },
    ],
  });
  expect(await statesOf(alert.id)).toContain('2 mail-lan escalated sent');
});

test("a wider place's alert mutes the same one inside it, and the record says by which", async () => {
  const city = await keep(ownAlert({ place: 'ha-noi' }));
  const ward = await keep(ownAlert());
  await respond(ward.id);
  expect(await mails()).toEqual([]);
  expect((await desk.deliveriesOf(ward.id)).map(({ state, mutedBy }) => [state, mutedBy])).toEqual([
    ['muted', city.id],
    ['muted', city.id],
  ]);
});

test('a wider alert that is history, milder, of another direction or a false alarm mutes nothing', async () => {
  const wider: [Partial<Alert>, Parameters<typeof anEpisode>[0]][] = [
    [{ news: false }, {}],
    [{}, { level: 'alert' }],
    [{}, { direction: 'down' }],
    [{ status: 'resolved' }, {}],
  ];
  for (const [changes, episode] of wider) {
    const city = ownAlert({ place: 'ha-noi', ...changes }, episode);
    const alertsOf = async (place: string) => (place === 'ha-noi' ? [{ value: city }] : []);
    const ward = await keep(ownAlert());
    await respond(ward.id, { alertsOf });
    expect((await statesOf(ward.id)).every((state) => state.endsWith('sent'))).toBe(true);
  }
  const city = ownAlert({ place: 'ha-noi' });
  const ward = await keep(ownAlert());
  await respond(ward.id, {
    alertsOf: async (place) => (place === 'ha-noi' ? [{ value: city }] : []),
    actionsOf: async () => [{ alert: city.id, kind: 'false-alarm', at: 1, by: 'lan', version: 1 }],
  });
  expect((await statesOf(ward.id)).every((state) => state.endsWith('sent'))).toBe(true);
});

test('who does not hear of the wider place is told of its part, and nobody else', async () => {
  recipients = [
    ...recipients,
    { id: 'ward', email: 'ward@example.vn', places: ['hoan-kiem'], levels: ['crisis'], language: 'vi' },
  ];
  await keep(ownAlert({ place: 'ha-noi' }));
  const ward = await keep(ownAlert());
  await respond(ward.id);
  expect(await statesOf(ward.id)).toEqual([
    '1 mail-ann opened muted',
    '1 mail-lan opened muted',
    '1 mail-ward opened sent',
  ]);
  const mail = readMail(await readFile(join(outbox, `${ward.id}-1-mail-ward.eml`)));
  expect(mail.headers['to']).toBe('ward@example.vn');
});

test('a failing channel is recorded with its cause, holds up no other, and is tried again', async () => {
  const alert = await keep(ownAlert());
  let broken = true;
  const sns: OutgoingChannel = {
    name: 'sns',
    audience: 'everyone',
    leaseMs: 1_000,
    send: async () => {
      if (broken) throw new Error('the topic is gone');
    },
  };
  const channels = [sns, mailChannel()];
  await expect(respond(alert.id, { channels })).rejects.toThrow(DeliveryFailed);
  await expect(respond(alert.id, { channels })).rejects.toThrow('the topic is gone');
  expect(await mails()).toHaveLength(2);
  const failed = (await desk.deliveriesOf(alert.id)).find(({ channel }) => channel === 'sns');
  expect(failed).toMatchObject({ state: 'failed', attempts: 2, cause: 'Error: the topic is gone' });
  broken = false;
  await respond(alert.id, { channels });
  const sent = (await desk.deliveriesOf(alert.id)).find(({ channel }) => channel === 'sns');
  expect(sent).toMatchObject({ state: 'sent', attempts: 3 });
  expect(sent).not.toHaveProperty('cause');
});

test('an older message that failed is dropped once a newer one was told', async () => {
  const alert = await keep(ownAlert({}, { level: 'alert' }));
  let failures = 3;
  const channel = mailChannel();
  const channels = [
    {
      ...channel,
      send: async (...args: Parameters<typeof channel.send>) => {
        if (failures-- > 0) throw new Error('busy');
        await channel.send(...args);
      },
    },
  ];
  recipients = recipients.slice(0, 1);
  await expect(respond(alert.id, { channels })).rejects.toThrow('busy');
  failures = 1;
  await keep({ ...alert, level: 'crisis', version: 2 });
  await expect(respond(alert.id, { channels })).rejects.toThrow('busy');
  await respond(alert.id, { channels });
  expect(await statesOf(alert.id)).toEqual(['1 mail-lan opened muted', '2 mail-lan opened sent']);
});

test('what somebody else is sending is left to him until his lease is over, then sent as a possible repeat', async () => {
  const alert = await keep(ownAlert());
  const dies: OutgoingChannel = { ...mailChannel(), send: () => new Promise(() => undefined) };
  void respond(alert.id, { channels: [dies] });
  await expect.poll(() => statesOf(alert.id)).toHaveLength(1);
  recipients = recipients.slice(0, 1);
  const repeats: boolean[] = [];
  const channel = mailChannel();
  const channels = [
    {
      ...channel,
      send: async (...[news, people]: Parameters<typeof channel.send>) => {
        repeats.push(news.delivery.repeat ?? false);
        await channel.send(news, people);
      },
    },
  ];
  await expect(respond(alert.id, { channels })).rejects.toThrow(LeaseHeld);
  expect(await mails()).toEqual([]);
  now += 121_000;
  await respond(alert.id, { channels });
  expect(repeats).toEqual([true]);
  expect(await mails()).toEqual([`${alert.id}-1-mail-lan.eml`]);
});

test('two responders at once send each message once', async () => {
  const alert = await keep(ownAlert());
  const channel = mailChannel();
  let sendings = 0;
  const channels = [
    {
      ...channel,
      send: async (...args: Parameters<typeof channel.send>) => {
        sendings += 1;
        await channel.send(...args);
      },
    },
  ];
  await Promise.allSettled(Array.from({ length: 4 }, () => respond(alert.id, { channels })));
  await respond(alert.id, { channels });
  expect(sendings).toBe(2);
  expect((await statesOf(alert.id)).every((state) => state.endsWith('sent'))).toBe(true);
});

test('a crash at any step is made good: every message once in the outbox, the same suggestions and states', async () => {
  class Crash extends Error {}
  const steps = ['readAlert', 'putSearch', 'putSuggestion', 'putDelivery', 'send'] as const;
  const run = async (crashAt: number, after: boolean) => {
    const alert = await keep(ownAlert());
    let step = 0;
    const crashing =
      <Arguments extends unknown[], Result>(work: (...given: Arguments) => Promise<Result>) =>
      async (...given: Arguments): Promise<Result> => {
        const dies = step++ === crashAt;
        if (dies && !after) throw new Crash();
        const result = await work(...given);
        if (dies) throw new Crash();
        return result;
      };
    const whole = ports();
    const dying: RespondPorts = {
      ...whole,
      readAlert: crashing(whole.readAlert),
      putSearch: crashing(whole.putSearch),
      putSuggestion: crashing(whole.putSuggestion),
      putDelivery: crashing(whole.putDelivery),
      channels: whole.channels.map((channel) => ({ ...channel, send: crashing(channel.send) })),
    };
    const crashed = await respondToAlert(
      dying,
      SMALL_CITY,
    )(alert.id).then(
      () => false,
      () => true,
    );
    // The world has changed when the trigger comes again: what was suggested must not.
    now += 121_000;
    const changed = {
      balances: async () => balancesOf(SHOPS.map((shop) => ({ ...shop, stock: (shop.stock ?? 0) + 1 }))),
    };
    await respond(alert.id, changed);
    expect((await statesOf(alert.id)).map((state) => state.split(' ')[3])).toEqual(['sent', 'sent']);
    expect((await mails()).filter((file) => file.startsWith(alert.id))).toHaveLength(2);
    const search = await desk.readSearch(alert.id, 1);
    expect(await desk.suggestionsOf(alert.id)).toEqual(search?.suggestions);
    return crashed;
  };
  let crashes = 0;
  for (const after of [false, true]) {
    let crashed = true;
    for (let crashAt = 0; crashed; crashAt++) {
      crashed = await run(crashAt, after);
      if (crashed) crashes += 1;
    }
  }
  expect(crashes).toBeGreaterThan(2 * steps.length);
});

test('a delivery whose people are gone is closed and says so', async () => {
  const alert = await keep(ownAlert());
  const channels = [{ ...mailChannel(), send: async () => Promise.reject(new Error('busy')) }];
  await expect(respond(alert.id, { channels })).rejects.toThrow(DeliveryFailed);
  recipients = [];
  await respond(alert.id);
  const closed: Delivery[] = await desk.deliveriesOf(alert.id);
  expect(closed.map(({ state, cause }) => [state, cause])).toEqual([
    ['muted', 'Nobody is told on this channel any more'],
    ['muted', 'Nobody is told on this channel any more'],
  ]);
});

test('an unknown alert is nothing to do', async () => {
  await respond('hoan-kiem_01.0004_up_1999-01-01');
  await respond('no-id');
  expect(await mails()).toEqual([]);
});
