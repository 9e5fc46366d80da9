import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import { addDays, type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { assessmentOutputs } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { CHECKPOINT_DAYS } from '#storage/place-day-key.ts';
import { rebuildOf } from '#storage/registry/rebuilds.ts';
import { registryStore } from '#storage/registry.ts';
import { UnreadableItem } from '#storage/unreadable-item.ts';
import { rebuildPlace } from './rebuild-place.ts';

/** What is left for keeping what the next invocation goes on from. */
const LEFT_TO_END_MS = 120_000;

/** Woken by requests in the registry: folds the days of a place anew from its reports. */
export const createHandler = (platform: Platform, city: Catalogue) => {
  const { env, dynamodb, clock } = platform;
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const outputs = assessmentOutputs({ market, desk: deskStore(dynamodb, tables.DESK_TABLE), registry }, city);
  const noteUnreadable = async (error: unknown) => {
    if (!(error instanceof UnreadableItem)) throw error;
    await market.markUnreadable(error.key);
  };

  /** What the latest day hands on lies where no day is read that is folded. */
  const noteLatest = ({ place, asOf }: { readonly place: string; readonly asOf: BusinessDay }) =>
    Promise.all([registry.markUnreadableBalances(place), market.markUnreadableMemory(place, addDays(asOf, 1))]);

  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event, context: Partial<Context>) => {
    const book = await registry.ruleBook();
    const rebuild = rebuildPlace(
      {
        ...registry,
        ...market,
        ...outputs,
        noteUnreadable,
        compare: async (staged) => {
          for (const { kept } of staged) if (kept.in === 'desk') await noteLatest(kept.episodes);
          return outputs.compare(staged);
        },
        rulesOf: async (day) => rulesAsOf(book, city, day),
        today: () => businessDayOf(clock()),
        keptDays: CHECKPOINT_DAYS,
        correctionDays: city.detection.correctionDays,
        timeIsUp: () => (context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) < LEFT_TO_END_MS,
      },
      city,
    );
    return workThrough(
      event.Records,
      ({ pk, sk }) => ({ group: `${pk} ${sk}`, order: sk }),
      (_, order) => {
        const { place, isResumption } = rebuildOf(order);
        return rebuild(place, isResumption);
      },
      platform,
    );
  });
};

export const handler = onColdStart(() => createHandler(wokenPlatform(), catalogue));
