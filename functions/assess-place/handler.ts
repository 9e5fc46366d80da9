import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { rulesAsOf } from '#domain/rules.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { assessmentOutputs } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { assessPlaceDay } from './assess-place.ts';

/** Woken by reports, parts, carries and openings: assesses each distinct place-day of the batch, oldest day first. */
export const createHandler = ({ env, dynamodb, clock }: Platform, city: Catalogue) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const outputs = assessmentOutputs({ market, desk: deskStore(dynamodb, tables.DESK_TABLE), registry }, city);

  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event) => {
    const book = await registry.ruleBook();
    const rulesOf = async (date: BusinessDay) => rulesAsOf(book, city, date);
    const assessDay = assessPlaceDay({ ...market, ...outputs, rulesOf });
    return workThrough(event.Records, placeDayOf, assessDay);
  });
};

function placeDayOf({ pk }: { readonly pk: string }): { group: string; order: BusinessDay } | undefined {
  const split = pk.lastIndexOf('#');
  const place = pk.slice(0, split);
  return place === ROOT_PLACE ? undefined : { group: place, order: pk.slice(split + 1) };
}

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
