import { beforeEach, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import type { anEpisode } from '#support/small-city.ts';
import { type RespondScene, setScene } from './respond-scene.ts';

const tables = emptyTablesEachTest();
let scene: RespondScene;
beforeEach(async () => {
  scene = await setScene(tables.platform);
  return scene.close;
});

test("a wider place's alert mutes the same one inside it, and the record says by which", async () => {
  const city = await scene.keep(scene.ownAlert({ place: 'ha-noi' }));
  const ward = await scene.keep(scene.ownAlert());
  await scene.respond(ward.id);
  expect(await scene.mails()).toEqual([]);
  expect((await scene.desk.deliveriesOf(ward.id)).map(({ state, mutedBy }) => [state, mutedBy])).toEqual([
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
    const city = scene.ownAlert({ place: 'ha-noi', ...changes }, episode);
    const alertsOf = async (place: string) => (place === 'ha-noi' ? [{ value: city }] : []);
    const ward = await scene.keep(scene.ownAlert());
    await scene.respond(ward.id, { alertsOf });
    expect((await scene.statesOf(ward.id)).every((state) => state.endsWith('sent'))).toBe(true);
  }
  const city = scene.ownAlert({ place: 'ha-noi' });
  const ward = await scene.keep(scene.ownAlert());
  await scene.respond(ward.id, {
    alertsOf: async (place) => (place === 'ha-noi' ? [{ value: city }] : []),
    actionsOf: async () => [{ alert: city.id, kind: 'false-alarm', at: 1, by: 'lan', version: 1 }],
  });
  expect((await scene.statesOf(ward.id)).every((state) => state.endsWith('sent'))).toBe(true);
});

test('who does not hear of the wider place is told of its part, and nobody else', async () => {
  scene.recipients = [
    ...scene.recipients,
    { id: 'ward', email: 'ward@example.vn', places: ['hoan-kiem'], levels: ['crisis'], language: 'vi' },
  ];
  await scene.keep(scene.ownAlert({ place: 'ha-noi' }));
  const ward = await scene.keep(scene.ownAlert());
  await scene.respond(ward.id);
  expect(await scene.statesOf(ward.id)).toEqual([
    '1 mail-ann opened muted',
    '1 mail-lan opened muted',
    '1 mail-ward opened sent',
  ]);
  const mail = await scene.readMail(`${ward.id}-1-mail-ward.eml`);
  expect(mail.headers['to']).toBe('ward@example.vn');
});
