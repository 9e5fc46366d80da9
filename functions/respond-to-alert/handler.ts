import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import { configuredChannels } from '#delivery/configured-channels.ts';
import { writeMessage } from '#delivery/message.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import type { OutgoingChannel } from './respond-ports.ts';
import { DeliveryFailed, LeaseHeld, respondToAlert } from './respond-to-alert.ts';

/** An alert, something that was done with it, or that it should be looked at: each names its id next. */
const ALERT_KEYS = /^(?:alert|action|wake)#([^#]+)/;

/** A stream may come back at once: its tries, each with this pause, must outlast the longest lease (two minutes). */
const LEASE_PAUSE_MS = 5_000;

/** Woken by alerts and by what people do with them: suggests supply and delivers messages for each distinct alert of the batch, place by place. */
export const createHandler = (platform: Platform, city: Catalogue) => {
  const tables = requireSettings(platform.env, ['DESK_TABLE', 'REGISTRY_TABLE']);
  const publicUrl = platform.env['PUBLIC_URL'];
  const channels = configuredChannels(platform).map(
    (channel): OutgoingChannel => ({
      ...channel,
      send: (news, recipient) => channel.send(writeMessage(news, publicUrl), recipient),
    }),
  );
  const respond = respondToAlert(
    {
      ...deskStore(platform.dynamodb, tables.DESK_TABLE),
      ...registryStore(platform.dynamodb, tables.REGISTRY_TABLE),
      clock: platform.clock,
      hashOf: contentHash,
      channels,
    },
    city,
  );
  const countOrWait = async (error: unknown): Promise<never> => {
    if (error instanceof DeliveryFailed) platform.meter.record({ DeliveriesFailed: error.failures.length });
    if (error instanceof LeaseHeld) await platform.pause(LEASE_PAUSE_MS);
    throw error;
  };
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event) =>
    workThrough(
      event.Records,
      ({ pk, sk }) => {
        const alert = ALERT_KEYS.exec(sk)?.[1];
        return alert === undefined ? undefined : { group: pk, order: alert };
      },
      (_place, alert) => respond(alert).catch(countOrWait),
    ),
  );
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
