import { beforeEach, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { strandOf } from '#domain/event/strand.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import { respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { keptItems } from '#support/kept-items.ts';
import { anAlert, anEpisode, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import type { Shop } from '#support/supply-world.ts';
import { respondingPorts } from './responding-ports.ts';

const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 20 },
  { key: 'binh-minh/cn', place: 'cua-nam', stock: 60, demand: 10 },
];

const tables = emptyTablesEachTest();
let now: number;
let desk: DeskStore;

beforeEach(() => {
  const { platform } = tables;
  now = Date.parse('2026-11-23T06:30:00+07:00');
  desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
});

const ports = () => respondingPorts(desk, { clock: () => now, shops: SHOPS });

/** Keeps an alert as it is now, and answers it with its event, as the stream would. */
async function respond(alert: Alert): Promise<void> {
  await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
  await answerStrand(ports(), SMALL_CITY)(strandOf(SMALL_CITY, alert), { alerts: [alert.id] });
  await respondToAlert(ports(), SMALL_CITY)(alert.id);
}

const eventOf = ({ product, direction, episode }: Alert) => `${product}-${direction}-${episode.openedOn}`;
const suggested = async (alert: Alert) =>
  (await desk.suggestionsOf(eventOf(alert))).map(({ quantityMilli }) => quantityMilli);

test('a crisis looks for supply, and a second answer changes nothing that is kept', async () => {
  const alert = anAlert();
  await respond(alert);
  expect(await suggested(alert)).toEqual([90_000]);
  const kept = await keptItems(tables.platform);
  now += 3_600_000;
  await respond(alert);
  expect(await keptItems(tables.platform)).toEqual(kept);
});

test('history, a watch and a fall look for no supply', async () => {
  const watch = anEpisode({ level: 'watch', openedOn: '2026-10-01' });
  const fall = anEpisode({ direction: 'down', evidence: someEvidence({ changePct: -20 }) });
  for (const alert of [anAlert({ news: false }), anAlert({ episode: watch }), anAlert({ episode: fall })]) {
    await respond(alert);
    expect(await desk.latestSearch(eventOf(alert))).toBeUndefined();
    expect(await suggested(alert)).toEqual([]);
  }
});

test('an early warning of stock looks for supply at whatever level', async () => {
  const evidence = someEvidence({ rung: 'cover', changePct: 0, thresholdPct: 0, cause: 'early-warning' });
  const alert = anAlert({ episode: anEpisode({ level: 'watch', evidence }) });
  await respond(alert);
  expect(await suggested(alert)).toEqual([90_000]);
});

test('an unknown alert is nothing to do', async () => {
  for (const id of ['hoan-kiem_01.0004_up_1999-01-01', 'no-id']) await respondToAlert(ports(), SMALL_CITY)(id);
  expect(await keptItems(tables.platform)).toEqual(new Map());
});
