import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { onColdStart } from '#runtime/cold-start.ts';
import { log } from '#runtime/log.ts';
import { orSetAside } from '#runtime/or-set-aside.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { deskStore } from '#storage/desk.ts';
import { followedReceipts, followReceipts } from '#storage/follow-receipts.ts';
import { publishLines } from '#storage/publish-lines.ts';
import { trailStore } from '#storage/trail.ts';
import { reconcilePlace } from './reconcile-alerts.ts';

/**
 * Woken by a place's `now` item: makes the place's alerts tell its current episodes. Woken by what people change on the
 * desk: takes the lines of the trail there.
 */
export const createHandler = (platform: Platform) => {
  const { env, clock, dynamodb, meter } = platform;
  const { DESK_TABLE, TRAIL_TABLE } = requireSettings(env, ['DESK_TABLE', 'TRAIL_TABLE']);
  const reconcile = reconcilePlace({
    ...deskStore(dynamodb, DESK_TABLE),
    noteRaised: ({ level }) => meter.recordBy('AlertsRaised', new Map([[level, 1]])),
  });
  const desk = { dynamodb, name: DESK_TABLE, is: 'desk' } as const;
  const publish = orSetAside(platform, publishLines(desk, trailStore(dynamodb, TRAIL_TABLE, env['TRAIL_YEARS'])));
  const reconcileFollowed = (place: string) =>
    followReceipts([{ pk: place, sk: NOW }], clock(), async () => {
      const alerts = await reconcile(place);
      const receipts = followedReceipts();
      if (receipts.length > 0) log.info('reconciled', { place, alerts, receipts });
    });
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
    workThrough(
      event.Records,
      ({ pk, sk }) => ({ group: pk, order: sk }),
      (pk, sk) => (sk === NOW ? reconcileFollowed(pk) : publish({ pk, sk })),
      platform,
    ),
  );
};

const NOW = 'now';

export const handler = onColdStart(() => createHandler(wokenPlatform()));
