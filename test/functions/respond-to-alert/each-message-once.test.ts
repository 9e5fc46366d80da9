import { beforeEach, expect, test } from 'vitest';
import type { Delivery } from '#domain/notification/delivery.ts';
import type { OutgoingChannel } from '#functions/respond-to-alert/respond-ports.ts';
import { DeliveryFailed, LeaseHeld } from '#functions/respond-to-alert/respond-to-alert.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { balancesOf } from '#support/supply-world.ts';
import { type RespondScene, SHOPS, setScene } from './respond-scene.ts';
import { answerAlert } from './responding-ports.ts';

const tables = emptyTablesEachTest();
let scene: RespondScene;
beforeEach(async () => {
  scene = await setScene(tables.platform);
  return scene.close;
});

test('a failing channel is recorded with its cause, holds up no other, and is tried again', async () => {
  const alert = await scene.keep(scene.ownAlert());
  let broken = true;
  const sns: OutgoingChannel = {
    name: 'sns',
    audience: 'everyone',
    leaseMs: 1_000,
    send: async () => {
      if (broken) throw new Error('the topic is gone');
    },
  };
  const channels = [sns, scene.mailChannel()];
  await expect(scene.respond(alert.id, { channels })).rejects.toThrow(DeliveryFailed);
  await expect(scene.respond(alert.id, { channels })).rejects.toThrow('the topic is gone');
  expect(await scene.mails()).toHaveLength(2);
  const failed = (await scene.desk.deliveriesOf(alert.id)).find(({ channel }) => channel === 'sns');
  expect(failed).toMatchObject({ state: 'failed', attempts: 2, cause: 'Error: the topic is gone' });
  broken = false;
  await scene.respond(alert.id, { channels });
  const sent = (await scene.desk.deliveriesOf(alert.id)).find(({ channel }) => channel === 'sns');
  expect(sent).toMatchObject({ state: 'sent', attempts: 3 });
  expect(sent).not.toHaveProperty('cause');
});

test('an older message that failed is dropped once a newer one was told', async () => {
  const alert = await scene.keep(scene.ownAlert({}, { level: 'alert' }));
  let failures = 3;
  const channel = scene.mailChannel();
  const channels = [
    {
      ...channel,
      send: async (...args: Parameters<typeof channel.send>) => {
        if (failures-- > 0) throw new Error('busy');
        await channel.send(...args);
      },
    },
  ];
  scene.recipients = scene.recipients.slice(0, 1);
  await expect(scene.respond(alert.id, { channels })).rejects.toThrow('busy');
  failures = 1;
  await scene.keep({ ...alert, level: 'crisis', version: 2 });
  await expect(scene.respond(alert.id, { channels })).rejects.toThrow('busy');
  await scene.respond(alert.id, { channels });
  expect(await scene.statesOf(alert.id)).toEqual(['1 mail-lan opened muted', '2 mail-lan opened sent']);
});

test('what somebody else is sending is left to him until his lease is over, then sent as a possible repeat', async () => {
  const alert = await scene.keep(scene.ownAlert());
  const dies: OutgoingChannel = { ...scene.mailChannel(), send: () => new Promise(() => undefined) };
  void scene.respond(alert.id, { channels: [dies] });
  await expect.poll(() => scene.statesOf(alert.id), { timeout: 30_000 }).toHaveLength(1);
  scene.recipients = scene.recipients.slice(0, 1);
  const repeats: boolean[] = [];
  const channel = scene.mailChannel();
  const channels = [
    {
      ...channel,
      send: async (...[news, people]: Parameters<typeof channel.send>) => {
        repeats.push(news.delivery.repeat ?? false);
        await channel.send(news, people);
      },
    },
  ];
  await expect(scene.respond(alert.id, { channels })).rejects.toThrow(LeaseHeld);
  expect(await scene.mails()).toEqual([]);
  scene.now += 121_000;
  await scene.respond(alert.id, { channels });
  expect(repeats).toEqual([true]);
  expect(await scene.mails()).toEqual([`${alert.id}-1-mail-lan.eml`]);
});

test('two responders at once send each message once', async () => {
  const alert = await scene.keep(scene.ownAlert());
  const channel = scene.mailChannel();
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
  await Promise.allSettled(Array.from({ length: 4 }, () => scene.respond(alert.id, { channels })));
  await scene.respond(alert.id, { channels });
  expect(sendings).toBe(2);
  expect((await scene.statesOf(alert.id)).every((state) => state.endsWith('sent'))).toBe(true);
});

test('a crash at any step is made good: every message once in the outbox, the same suggestions and states', async () => {
  class Crash extends Error {}
  const steps = ['readAlert', 'putSearch', 'putSuggestion', 'putDelivery', 'send'] as const;
  const run = async (crashAt: number, after: boolean) => {
    const alert = await scene.keep(scene.ownAlert());
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
    const whole = scene.ports();
    const dying: typeof whole = {
      ...whole,
      readAlert: crashing(whole.readAlert),
      putSearch: crashing(whole.putSearch),
      putSuggestion: crashing(whole.putSuggestion),
      putDelivery: crashing(whole.putDelivery),
      channels: whole.channels.map((channel) => ({ ...channel, send: crashing(channel.send) })),
    };
    const crashed = await answerAlert(dying)(alert.id).then(
      () => false,
      () => true,
    );
    // The world has changed when the trigger comes again: what was suggested must not.
    scene.now += 121_000;
    const changed = {
      balances: async () => balancesOf(SHOPS.map((shop) => ({ ...shop, stock: (shop.stock ?? 0) + 1 }))),
    };
    await scene.respond(alert.id, changed);
    expect((await scene.statesOf(alert.id)).map((state) => state.split(' ')[3])).toEqual(['sent', 'sent']);
    expect((await scene.mails()).filter((file) => file.startsWith(alert.id))).toHaveLength(2);
    const search = await scene.desk.readSearch(`${alert.product}-up-${alert.episode.openedOn}`, 1);
    expect(await scene.suggestionsFor(alert)).toEqual(search?.suggestions);
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
  const alert = await scene.keep(scene.ownAlert());
  const channels = [{ ...scene.mailChannel(), send: async () => Promise.reject(new Error('busy')) }];
  await expect(scene.respond(alert.id, { channels })).rejects.toThrow(DeliveryFailed);
  scene.recipients = [];
  await scene.respond(alert.id);
  const closed: Delivery[] = await scene.desk.deliveriesOf(alert.id);
  expect(closed.map(({ state, cause, unsent }) => [state, cause, unsent])).toEqual([
    ['muted', undefined, { because: 'nobody-asks' }],
    ['muted', undefined, { because: 'nobody-asks' }],
  ]);
});
