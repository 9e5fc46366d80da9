import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type Strand, strandOfAlert } from '#domain/event/strand.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { eachForItself } from '#runtime/each-for-itself.ts';
import { log } from '#runtime/log.ts';
import { onceEach } from '#runtime/once-each.ts';
import { type ConversationName, requireSettings, type TellingPlatform } from '#runtime/platform.ts';
import { keyOf, type StreamKey, workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { strandOfPartition } from '#storage/desk/partition.ts';
import { deskStore } from '#storage/desk.ts';
import { followedReceipts, followReceipts } from '#storage/follow-receipts.ts';
import { contentHash } from '#storage/packed.ts';
import { balancesByProduct } from '#storage/registry/balances.ts';
import { registryStore } from '#storage/registry.ts';
import { reportStore } from '#storage/reports.ts';
import { readDesk, workOn } from '#telling/attention.ts';
import { readersOf, supplyKnown, waitsOf } from '#telling/readers.ts';
import { answerStrand, type StrandNews } from './answer-strand.ts';
import { lookAgain } from './look-again.ts';
import { noteNews } from './note-news.ts';
import { respondToAlert } from './respond-to-alert.ts';

/** An alert, something that was done with it, or that it should be looked at: each names its id next. */
const ALERT_KEYS = /^(alert|action|wake)#([^#]+)/;
/** Stands for the events of a strand among the subjects of its partition. */
const EVENTS = 'events';

/** A first search waits so long for suppliers whose reports are pending; the batch's own lane waits with it. */
const WAIT_FOR_SUPPLIERS_MS = 20_000;

/** What the scheduler sends: nothing of it matters, the moment is the clock's. */
export interface Look {
  readonly at?: string;
}

/**
 * Woken by alerts, by events, and by what people do with them: gathers the alerts of the batch into the events of their
 * strands, and notes whom there is something to tell; then suggests supply for each distinct alert, place by place. Woken
 * by the clock: looks whose supply has changed since it was searched, and what has become news by the hour.
 */
export const createHandler = (platform: TellingPlatform, city: Catalogue) => {
  const tables = requireSettings(platform.env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const registry = registryStore(platform.dynamodb, tables.REGISTRY_TABLE);
  const desk = deskStore(platform.dynamodb, tables.DESK_TABLE);
  const ports = {
    ...desk,
    ...registry,
    ...balancesByProduct(registry, city),
    readReport: reportStore(platform.dynamodb, tables.MARKET_TABLE, platform.clock).readReport,
    clock: platform.clock,
    pause: platform.pause,
    hashOf: contentHash,
    readers: async () => readersOf(await registry.recipients(), platform.env),
    hasSupply: supplyKnown({ ...desk, ...registry, clock: platform.clock }, city),
    deliverLater: platform.deliverLater,
    waits: waitsOf(platform.env, city),
    desk: readDesk(registry, city, platform.env),
    workedAt: workOn(desk),
    followed: followedReceipts,
    noteNoted: (news: ConversationName) => log.info('news noted', { ...news, receipts: followedReceipts() }),
  };
  const look = lookAgain(ports, city);
  const note = noteNews(ports, city);
  return middy<DynamoDBStreamEvent | Look, DynamoDBBatchResponse>().handler(async (event) => {
    if (!('Records' in event)) {
      // First what people are told: no search of supply may keep anybody waiting, or in the dark.
      const boards = async () => (await desk.liveBoards()).map((board) => () => note(board));
      await eachForItself([async () => eachForItself(await boards(), 1), look], 1);
      return { batchItemFailures: [] };
    }
    const waiting = { ...ports, waitUntil: platform.clock() + WAIT_FOR_SUPPLIERS_MS };
    const respond = respondToAlert(waiting, city);
    const keys = event.Records.map(keyOf);
    const answer = answerStrand(waiting, city);
    const answerOnce = onceEach((strand: Strand) =>
      followReceipts(keys, platform.clock(), async () => {
        const news = newsOf(strand, keys, city);
        await answer(strand, news);
        const receipts = followedReceipts();
        if (receipts.length > 0) log.info('gathered', { strand, alerts: news.alerts, receipts });
      }),
    );
    return workThrough(
      event.Records,
      ({ pk, sk }) => {
        if (strandOfPartition(pk) !== undefined) return { group: pk, order: EVENTS };
        const [, kind, alert] = ALERT_KEYS.exec(sk) ?? [];
        return alert === undefined || kind === undefined ? undefined : { group: pk, order: alert };
      },
      async (group, order) => {
        const strand = order === EVENTS ? strandOfPartition(group) : strandOfAlert(city, order);
        if (strand !== undefined) await answerOnce(strand);
        if (order !== EVENTS) await respond(order);
      },
      platform,
    );
  });
};

/** What a batch names of a strand: one board takes all of it at once. */
function newsOf(strand: Strand, keys: readonly StreamKey[], city: Catalogue): StrandNews {
  const ofEvents = keys.filter(({ pk }) => strandOfPartition(pk) === strand).map(({ sk }) => sk.split('#'));
  const named = (kind: string) => [...new Set(ofEvents.flatMap(([own, id]) => (own === kind && id ? [id] : [])))];
  const alerts = keys.flatMap(({ pk, sk }) =>
    strandOfPartition(pk) === undefined ? (ALERT_KEYS.exec(sk)?.[2] ?? []) : [],
  );
  return {
    alerts: [...new Set(alerts)].filter((id) => strandOfAlert(city, id) === strand),
    acted: named('act'),
    woken: named('wake'),
  };
}

export const handler = onColdStart(() => createHandler(wokenPlatform(), catalogue));
