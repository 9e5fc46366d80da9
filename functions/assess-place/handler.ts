import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { log } from '#runtime/log.ts';
import { orSetAside } from '#runtime/or-set-aside.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { keyOf, type StreamKey, type Subject, workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { assessmentOutputs } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { followedReceipts, followReceipts } from '#storage/follow-receipts.ts';
import { makerOf } from '#storage/market/memory-items.ts';
import { marketStore } from '#storage/market.ts';
import { partitionOf, placeDayOf } from '#storage/place-day-key.ts';
import { publishLines } from '#storage/publish-lines.ts';
import { registryStore } from '#storage/registry.ts';
import { REPORT, type ReportHead } from '#storage/reports.ts';
import type { ItemKey } from '#storage/table-client.ts';
import { trailStore } from '#storage/trail.ts';
import { UnreadableItem } from '#storage/unreadable-item.ts';
import { assessPlaceDay } from './assess-place.ts';

/**
 * Woken by reports, parts, carries and openings: assesses each distinct place-day of the batch, oldest day first, and
 * the places inside another before it, so that a batch which wakes both assesses the outer one once.
 */
export const createHandler = (platform: Platform, city: Catalogue) => {
  const { env, dynamodb, clock, meter } = platform;
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE', 'TRAIL_TABLE']);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const outputs = assessmentOutputs({ market, desk: deskStore(dynamodb, tables.DESK_TABLE), registry }, city);

  const ofMarket = { dynamodb, name: tables.MARKET_TABLE, is: 'market' } as const;
  const publish = orSetAside(
    platform,
    publishLines(ofMarket, trailStore(dynamodb, tables.TRAIL_TABLE, env['TRAIL_YEARS'])),
  );
  /** What staff have decided on reports is read with them, and its lines are taken to the trail. */
  const readPlaceDay = async (place: string, date: BusinessDay) => {
    const day = await market.readPlaceDay(place, date);
    const noted = day?.heads.filter(({ isUnpublished }) => isUnpublished) ?? [];
    for (const { store } of noted) await publish({ pk: partitionOf(place, date), sk: `${REPORT}${store}` });
    return day;
  };

  /** What cannot be read is folded anew from the day that made it; who has waited for it is woken by what is written. */
  const makeAnew = async (key: ItemKey) => {
    await market.markUnreadable(key);
    const { place, date } = makerOf(key);
    await registry.requestRebuild(withAncestors(city, place).at(-1) ?? place, date);
  };

  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event) => {
    // Most of what wakes is a day that is not open yet, which needs no rules.
    let book: ReturnType<typeof registry.ruleBook> | undefined;
    const rulesOf = async (date: BusinessDay) => {
      book ??= registry.ruleBook();
      return rulesAsOf(await book, city, date);
    };
    const noteRaised = (receivedAt: number) => meter.record({ ReportToEpisode: clock() - receivedAt });
    const assessOrRebuild = async (
      place: string,
      date: BusinessDay,
      noteHeads: (heads: readonly ReportHead[]) => void,
    ) => {
      const readNoted = async () => {
        const day = await readPlaceDay(place, date);
        noteHeads(day?.heads ?? []);
        return day;
      };
      try {
        return await assessPlaceDay({ ...market, ...outputs, readPlaceDay: readNoted, rulesOf, noteRaised })(
          place,
          date,
        );
      } catch (error) {
        if (!(error instanceof UnreadableItem)) throw error;
        await makeAnew(error.key);
        return 'rebuilt';
      }
    };
    const wokenBy = Map.groupBy(event.Records.map(keyOf), ({ pk }) => pk);
    const assessFollowed = (place: string, date: BusinessDay) => {
      const keys = wokenBy.get(partitionOf(place, date)) ?? [];
      return followReceipts(keys, clock(), async () => {
        let heads: readonly ReportHead[] = [];
        const done = await assessOrRebuild(place, date, (read) => {
          heads = read;
        });
        const receipts = followedReceipts();
        if (done === 'assessed') noteJudged(platform, heads, keys);
        if (receipts.length > 0) log.info('assessed', { place, date, done, receipts });
      });
    };
    return workThrough(event.Records, (key) => subjectOf(key, city), assessFollowed, platform);
  });
};

/** Records how long each live report that has woken this took to be judged. */
function noteJudged({ meter, clock }: Platform, heads: readonly ReportHead[], keys: readonly StreamKey[]): void {
  const woken = new Set(keys.map(({ sk }) => sk));
  for (const { store, source, receivedAt } of heads) {
    if (source !== 'live' || !woken.has(`${REPORT}${store}`)) continue;
    meter.record({ ReportToAssessment: clock() - receivedAt });
  }
}

function subjectOf({ pk }: StreamKey, city: Catalogue): Subject | undefined {
  const { place, date } = placeDayOf(pk);
  if (place === ROOT_PLACE) return undefined;
  return { group: place, order: date, turn: -withAncestors(city, place).length };
}

export const handler = onColdStart(() => createHandler(wokenPlatform(), catalogue));
