import { beforeEach, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import type { Level } from '#domain/level.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { someEvidence } from '#support/small-city.ts';
import { type RespondScene, setScene } from './respond-scene.ts';

const tables = emptyTablesEachTest();
let scene: RespondScene;
beforeEach(async () => {
  scene = await setScene(tables.platform);
  return scene.close;
});

test('a crisis is told to each who asked, with suggestions, and nothing more on a second call', async () => {
  const alert = await scene.keep(scene.ownAlert());
  await scene.respond(alert.id);
  expect(await scene.mails()).toEqual([`${alert.id}-1-mail-ann.eml`, `${alert.id}-1-mail-lan.eml`]);
  expect(await scene.statesOf(alert.id)).toEqual(['1 mail-ann opened sent', '1 mail-lan opened sent']);
  const suggestions = await scene.suggestionsFor(alert);
  expect(suggestions.map(({ quantityMilli }) => quantityMilli)).toEqual([90_000]);
  const mail = await scene.readMail(`${alert.id}-1-mail-lan.eml`);
  expect(mail.headers['to']).toBe('lan@example.vn');
  expect(mail.parts['text/plain']).toContain('GỢI Ý KẾT NỐI CUNG CẦU');
  const before = await scene.desk.deliveriesOf(alert.id);
  scene.now += 3_600_000;
  await scene.respond(alert.id);
  expect(await scene.desk.deliveriesOf(alert.id)).toEqual(before);
});

test('what is held for food safety by the time of the message is told to nobody', async () => {
  const hold: FoodSafetyHold = {
    id: 'attp-1',
    product: '01.0004',
    from: '2026-11-23',
    reason: 'Chờ kiểm nghiệm',
    document: '128/CCATTP',
    by: 'lan',
    at: scene.now,
  };
  const alert = await scene.keep(scene.ownAlert());
  // The search found it free; then the hold came.
  let holds: FoodSafetyHold[] = [];
  const putSuggestion: RespondPorts['putSuggestion'] = (suggestion) => {
    holds = [hold];
    return scene.desk.putSuggestion(suggestion);
  };
  await scene.respond(alert.id, { foodSafetyHolds: async () => holds, putSuggestion });
  expect(await scene.suggestionsFor(alert)).toHaveLength(1);
  const mail = await scene.readMail(`${alert.id}-1-mail-lan.eml`);
  expect(mail.parts['text/plain']).not.toContain('có thể điều phối');
});

test('history, a watch and a fall within watch are told to nobody', async () => {
  const history = await scene.keep(scene.ownAlert({ news: false }));
  await scene.respond(history.id);
  const watch = await scene.keep(scene.ownAlert({ place: 'cua-nam' }, { level: 'watch' }));
  await scene.respond(watch.id);
  expect(await scene.mails()).toEqual([]);
  for (const { product, direction, episode } of [history, watch]) {
    expect(await scene.desk.latestSearch(`${product}-${direction}-${episode.openedOn}`)).toBeUndefined();
  }
});

test('an early warning of stock is told to nobody at once but looks for supply', async () => {
  const evidence = someEvidence({ rung: 'cover', changePct: 0, thresholdPct: 0, cause: 'early-warning' });
  const alert = await scene.keep(scene.ownAlert({}, { level: 'watch', evidence }));
  await scene.respond(alert.id);
  expect(await scene.mails()).toEqual([]);
  expect(await scene.suggestionsFor(alert)).toHaveLength(1);
});

test('a fall is told without suggestions', async () => {
  const alert = await scene.keep(scene.ownAlert({}, { direction: 'down', evidence: someEvidence({ changePct: -20 }) }));
  await scene.respond(alert.id);
  expect(await scene.mails()).toHaveLength(2);
  expect(await scene.suggestionsFor(alert)).toEqual([]);
});

test('an escalation, an end and a withdrawal follow the mail that opened the story', async () => {
  const alert = await scene.keep(scene.ownAlert({}, { level: 'alert' }));
  await scene.respond(alert.id);
  const steps: [Partial<Alert>, string][] = [
    [{ level: 'crisis', version: 2 }, 'escalated'],
    [{ level: 'crisis', version: 3, status: 'resolved' }, 'resolved'],
    [{ level: 'crisis', version: 4, status: 'withdrawn' }, 'withdrawn'],
    [{ level: 'alert', version: 5 }, 'opened'],
    [{ level: 'watch', version: 6 }, 'lowered'],
  ];
  for (const [changes, kind] of steps) {
    await scene.keep({ ...alert, ...changes });
    await scene.respond(alert.id);
    expect(await scene.statesOf(alert.id)).toContain(`${changes.version} mail-lan ${kind} sent`);
  }
  expect(await scene.mails()).toHaveLength(12);
});

test('an end is not told where the beginning was not', async () => {
  const alert = await scene.keep(scene.ownAlert({ status: 'resolved', version: 2 }));
  await scene.respond(alert.id);
  expect(await scene.mails()).toEqual([]);
});

test('an end is told to those who heard of the alert, whatever its level became', async () => {
  scene.recipients = [{ id: 'lan', email: 'lan@example.vn', places: ['*'], levels: ['alert'], language: 'vi' }];
  const alert = await scene.keep(scene.ownAlert({}, { level: 'alert' }));
  await scene.respond(alert.id);
  await scene.keep({ ...alert, level: 'crisis', version: 2, status: 'resolved' });
  await scene.respond(alert.id);
  expect(await scene.statesOf(alert.id)).toEqual(['1 mail-lan opened sent', '2 mail-lan resolved sent']);
});

test('only who asked for the level and the place is told', async () => {
  const person = (id: string, levels: Level[], places: string[]): Recipient => ({
    id,
    email: `${id}@example.vn`,
    places,
    levels,
    language: 'vi',
  });
  scene.recipients = [
    person('crisis-only', ['crisis'], ['ha-noi']),
    person('elsewhere', ['alert'], ['cua-nam']),
    person('ward', ['alert'], ['hoan-kiem']),
    person('city', ['alert'], ['ha-noi']),
  ];
  const alert = await scene.keep(scene.ownAlert({}, { level: 'alert' }));
  await scene.respond(alert.id);
  expect(await scene.mails()).toEqual([`${alert.id}-1-mail-city.eml`, `${alert.id}-1-mail-ward.eml`]);
});

test('a version overtaken before it was told is not told', async () => {
  const alert = await scene.keep(scene.ownAlert({}, { level: 'alert' }));
  await scene.keep({ ...alert, level: 'crisis', version: 2 });
  await scene.respond(alert.id);
  expect(await scene.statesOf(alert.id)).toEqual(['2 mail-ann opened sent', '2 mail-lan opened sent']);
});

test('an alert that changes while it is told is told anew before the trigger is done', async () => {
  const alert = await scene.keep(scene.ownAlert({}, { level: 'alert' }));
  const channel = scene.mailChannel();
  let escalated = false;
  await scene.respond(alert.id, {
    channels: [
      {
        ...channel,
        send: async (news, people) => {
          await channel.send(news, people);
          if (!escalated) await scene.keep({ ...alert, level: 'crisis', version: 2 });
          escalated = true;
        },
      },
    ],
  });
  expect(await scene.statesOf(alert.id)).toContain('2 mail-lan escalated sent');
});

test('an unknown alert is nothing to do', async () => {
  await scene.respond('hoan-kiem_01.0004_up_1999-01-01');
  await scene.respond('no-id');
  expect(await scene.mails()).toEqual([]);
});
