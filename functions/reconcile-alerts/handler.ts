import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { onColdStart } from '#runtime/cold-start.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { deskStore } from '#storage/desk.ts';
import { reconcilePlace } from './reconcile-alerts.ts';

/** Woken by a place's `now` item: makes the place's alerts tell its current episodes. */
export const createHandler = ({ env, dynamodb, meter }: Platform) => {
  const { DESK_TABLE } = requireSettings(env, ['DESK_TABLE']);
  const reconcile = reconcilePlace({
    ...deskStore(dynamodb, DESK_TABLE),
    noteRaised: ({ level }) => meter.recordBy('AlertsRaised', new Map([[level, 1]])),
  });
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
    workThrough(event.Records, ({ pk }) => ({ group: pk, order: 'now' }), reconcile),
  );
};

export const handler = onColdStart(() => createHandler(lambdaPlatform()));
