import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { contentHash } from '#storage/packed.ts';
import { familyDayOf } from '#storage/place-day-key.ts';
import { balancesByProduct } from '#storage/registry/balances.ts';
import { registryStore } from '#storage/registry.ts';
import { closeDay } from './close-day.ts';
import { matchFamily } from './match-family.ts';
import { noteCoverage } from './note-coverage.ts';

/** What the scheduler sends: a call that is tried again after midnight still closes the day that it was meant for. */
export interface ClosingHour {
  /** An instant of the day to close, ISO 8601; now unless said. */
  readonly at?: string;
}

/** Woken by the clock at the cut-off, and by each family of goods whose day is closed or is to be matched again. */
export const createHandler = (platform: Platform, city: Catalogue) => {
  const { env, dynamodb, clock, meter } = platform;
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const closeAll = closeDay(market, city);
  const desk = deskStore(dynamodb, tables.DESK_TABLE);
  const note = noteCoverage(
    { ...market, ...registry, noteCoverage: (pct) => meter.record({ CoverageAtCutOff: pct }) },
    city,
  );
  const match = matchFamily(
    { ...desk, ...registry, ...balancesByProduct(registry, city), clock, hashOf: contentHash },
    city,
  );
  return middy<DynamoDBStreamEvent | ClosingHour, DynamoDBBatchResponse>().handler(async (event) => {
    if (!('Records' in event)) {
      const day = businessDayOf(event.at === undefined ? clock() : Date.parse(event.at));
      await closeAll(day);
      await note(day);
      return { batchItemFailures: [] };
    }
    return workThrough(
      event.Records,
      ({ pk }) => {
        const closed = familyDayOf(pk);
        return closed && { group: closed.family, order: closed.day };
      },
      match,
      platform,
    );
  });
};

export const handler = onColdStart(() => createHandler(wokenPlatform(), catalogue));
