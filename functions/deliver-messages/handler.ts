import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import { letterWay, reminderHook, reminderWay, waysOf } from '#delivery/ways.ts';
import { DEFAULT_CUT_OFF } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { deskSettingsWith } from '#domain/duty/desk-settings.ts';
import { present } from '#domain/present.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { eachForItself } from '#runtime/each-for-itself.ts';
import { log } from '#runtime/log.ts';
import { type ConversationName, requireSettings, type TellingPlatform } from '#runtime/platform.ts';
import { workThroughMessages } from '#runtime/queue-batch.ts';
import { queuedPlatform } from '#runtime/queued-platform.ts';
import { openedBy, systemKeys } from '#runtime/system-keys.ts';
import { conversationKey } from '#storage/desk/conversations.ts';
import { deskStore } from '#storage/desk.ts';
import { followedReceipts, followReceipts } from '#storage/follow-receipts.ts';
import { marketStore } from '#storage/market.ts';
import { rememberedStores } from '#storage/registry/remembered-stores.ts';
import { registryStore } from '#storage/registry.ts';
import { deskDefaultsOf, readDesk, workOn } from '#telling/attention.ts';
import { supplyKnown, waitsOf } from '#telling/readers.ts';
import { deliverDue } from './deliver-due.ts';
import { deliverMessage } from './deliver-message.ts';
import { describeNews } from './describe-news.ts';
import { noteReturned } from './note-returned.ts';
import { noteSilentShops } from './note-silent-shops.ts';
import { reachReader } from './reach-reader.ts';
import { readMessage } from './read-message.ts';
import { sendDailyMails } from './send-daily-mails.ts';
import { sendReminders } from './send-reminders.ts';

/** What the scheduler sends: nothing of it matters, the moment is the clock's. */
export interface Look {
  readonly at?: string;
}

/**
 * Woken by the queue of deliveries: tells a reader what is due of an event, or notes what came back. Woken by the clock:
 * delivers what is due and nobody has.
 */
export const createHandler = (platform: TellingPlatform, city: Catalogue) => {
  const { env, clock, dynamodb, meter } = platform;
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const desk = deskStore(dynamodb, tables.DESK_TABLE);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const cutOff = env['CUT_OFF'] ?? DEFAULT_CUT_OFF;
  const { recipients, foodSafetyHolds } = registry;
  const listStores = rememberedStores(registry, clock);
  const keys = systemKeys(env, clock);
  const surroundings = { ...platform, openSecret: async (sealed: string) => openedBy(await keys(), sealed) };
  const deliverOne = deliverMessage(
    {
      ...desk,
      clock,
      hasSupply: supplyKnown({ ...desk, ...registry, clock }, city),
      reader: reachReader({ env, recipients, readReturned: desk.readReturned, ways: waysOf(surroundings, city) }),
      describe: describeNews(
        {
          ...desk,
          ...registry,
          clock,
          listStores,
          nameOf: async (id) => (await registry.readPerson(id))?.value.personal?.name,
        },
        city,
      ),
      waits: waitsOf(env, city),
      desk: readDesk(registry, city, env),
      workedAt: workOn(desk),
      noteSent: ({ afterMs, ...sent }) => {
        meter.record({ DueToSent: afterMs });
        log.info('told', { ...sent, receipts: followedReceipts() });
      },
      noteGivenUp: () => meter.record({ DeliveriesFailed: 1 }),
    },
    city,
  );
  const deliver = (event: string, reader: string) =>
    followReceipts([conversationKey(event, reader)], clock(), () => deliverOne(event, reader));
  const note = noteReturned({ ...desk, clock });
  const look = deliverDue({ ...desk, clock, deliver });
  const sendDaily = sendDailyMails(
    present({
      ...desk,
      clock,
      recipients,
      foodSafetyHolds,
      listStores,
      reportHeads: market.reportHeads,
      cutOff,
      desk: readDesk(registry, city, env),
      letterTo: letterWay(platform, city),
    }),
    city,
  );
  const noteSilent = noteSilentShops(
    {
      ...desk,
      clock,
      cutOff,
      listStores,
      reportHeads: market.reportHeads,
      settings: async () => deskSettingsWith(deskDefaultsOf(env), (await registry.readDeskSettings())?.changes),
    },
    city,
  );
  const sendNoted = sendReminders(
    present({ ...desk, ...registry, clock, remindAt: reminderWay(platform), remindBy: reminderHook(surroundings) }),
  );
  const remind = async () => {
    await noteSilent();
    await sendNoted();
  };
  const tell = async ({ event, reader }: ConversationName) => {
    const next = await deliver(event, reader);
    if (next !== undefined) await platform.deliverLater({ event, reader }, next);
  };
  const work = async (body: string) => {
    const message = readMessage(body);
    const conversation =
      message.kind === 'returned'
        ? await note(message.mail)
        : message.kind === 'look'
          ? message.conversation
          : undefined;
    if (conversation) await tell(conversation);
  };
  return middy<SQSEvent | Look, SQSBatchResponse>().handler(async (event) => {
    if ('Records' in event) return workThroughMessages(event.Records, work, platform);
    await eachForItself([look, sendDaily, remind]);
    return { batchItemFailures: [] };
  });
};

export const handler = onColdStart(() => createHandler(queuedPlatform(), catalogue));
