import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { onColdStart } from '#runtime/cold-start.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { deskStore } from '#storage/desk.ts';
import { reconcilePlace } from './reconcile-alerts.ts';

/** Woken by a place's `now` item: makes the place's alerts tell its current episodes. */
export const createHandler = (platform: Platform) => {
  const { env, dynamodb, meter } = platform;
  const { DESK_TABLE } = requireSettings(env, ['DESK_TABLE']);
  const reconcile = reconcilePlace({
    ...deskStore(dynamodb, DESK_TABLE),
    noteRaised: ({ level }) => meter.recordBy('AlertsRaised', new Map([[level, 1]])),
  });
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
    workThrough(event.Records, ({ pk }) => ({ group: pk, order: 'now' }), reconcile, platform),
  );
};

export const handler = onColdStart(() => createHandler(wokenPlatform()));
