import type { Context, DynamoDBRecord } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import type { Episode } from '#domain/detection/episode.ts';
import { createHandler } from '#functions/reconcile-alerts/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { recordingMeter } from '#support/recording-meter.ts';
import { anEpisode } from '#support/small-city.ts';

const PLACE = 'hoan-kiem';
const WOKEN = {
  Records: [
    { eventName: 'MODIFY', dynamodb: { Keys: { pk: { S: PLACE }, sk: { S: 'now' } }, SequenceNumber: '1' } },
  ] satisfies DynamoDBRecord[],
};

const meter = recordingMeter();
const tables = emptyTablesEachTest({ meter });
let kept: string | undefined;

beforeEach(() => {
  meter.recorded.length = 0;
  kept = undefined;
});

/** The place's episodes become these, and the function is woken; returns what it recorded. */
async function become(...episodes: Episode[]) {
  const desk = deskStore(tables.platform.dynamodb, 'binh-on-desk');
  const hash = JSON.stringify(episodes);
  await desk.putEpisodes({ place: PLACE, asOf: '2026-11-23', knownSince: '2026-11-16', episodes }, hash, kept);
  kept = hash;
  await createHandler(tables.platform)(WOKEN, {} as Context);
  return meter.recorded.splice(0);
}

test('an alert is counted when it opens and when it rises, once each', async () => {
  expect(await become(anEpisode({ level: 'alert' }))).toEqual([{ 'AlertsRaised alert': 1 }]);
  expect(await become(anEpisode({ level: 'alert', lastDay: '2026-11-24' }))).toEqual([]);
  expect(await become(anEpisode({ level: 'crisis' }))).toEqual([{ 'AlertsRaised crisis': 1 }]);
});

test('an alert that ends, and one that only history tells of, are not counted as raised', async () => {
  expect(await become(anEpisode({ news: false }))).toEqual([]);
  expect(await become(anEpisode({ status: 'resolved', resolvedOn: '2026-11-23', resolution: 'calm' }))).toEqual([]);
});
