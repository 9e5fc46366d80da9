import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { catalogue } from '#catalog/city.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { rulesFingerprint } from '#domain/detection/rules.ts';
import { DEFAULT_CLOSED_CONTACT_DAYS } from '#domain/people/kept-contacts.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { onceEach } from '#runtime/once-each.ts';
import { orSetAside } from '#runtime/or-set-aside.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { keyOf, workThrough } from '#runtime/stream-batch.ts';
import { wokenPlatform } from '#runtime/woken-platform.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { contentHash } from '#storage/packed.ts';
import { publishLines } from '#storage/publish-lines.ts';
import { FORMS } from '#storage/registry/opened-days.ts';
import { registryStore } from '#storage/registry.ts';
import { trailStore } from '#storage/trail.ts';
import { forgetContacts } from './forget-contacts.ts';
import { matchAgain } from './match-again.ts';
import { openDay, openStores } from './open-day.ts';

/** What the scheduler sends: nothing of it matters, the day is the clock's. */
export interface DailySchedule {
  readonly source?: string;
}

/** Woken by the clock each morning, and by the registry: by stores, rules, and what bars goods or pairs. Of all that people change there it takes
 * the lines of the trail. */
export const createHandler = (platform: Platform, city: Catalogue) => {
  const { env, dynamodb, clock } = platform;
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE', 'TRAIL_TABLE']);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const again = matchAgain({ ...registry, ...market, clock }, city);
  const ports = {
    ...registry,
    readEpisodes: deskStore(dynamodb, tables.DESK_TABLE).readEpisodes,
    open: market.open,
    forms: FORMS,
    rulesStamp: async (day: string) => contentHash(`${FORMS}|${rulesFingerprint(await registry.ruleBook(), day)}`),
    correctionDays: city.detection.correctionDays,
  };
  const openAll = openDay(ports, city);
  const register = { dynamodb, name: tables.REGISTRY_TABLE, is: 'registry' } as const;
  const publish = orSetAside(
    platform,
    publishLines(register, trailStore(dynamodb, tables.TRAIL_TABLE, env['TRAIL_YEARS'])),
  );

  const forget = forgetContacts({ ...registry, clock, days: closedContactDays(env) });

  /** Stores that were registered together mostly lie in the same places: each is opened once for all of them. */
  const openEachStore = () => {
    const openSome = openStores({ ...ports, open: onceEach(ports.open) }, city);
    return async (key: string, today: string) => {
      const [retailer = '', store = ''] = key.split('/');
      const kept = await registry.readStore(retailer, store);
      if (kept) await openSome([kept.value], today);
    };
  };

  return middy<DynamoDBStreamEvent | DailySchedule, DynamoDBBatchResponse>().handler(async (event) => {
    const today = businessDayOf(clock());
    if (!('Records' in event)) {
      await openAll(today);
      await forget(today);
      return { batchItemFailures: [] };
    }
    const openStore = openEachStore();
    const rules = new Map(event.Records.map(keyOf).map((key) => [key.sk, key]));
    const work = async (kind: string, key: string) => {
      if (kind === 'rule') {
        for (const rule of rules.values()) if (rule.pk === kind) await publish(rule);
        return openAll(today);
      }
      await publish({ pk: kind, sk: key });
      if (kind === 'store') return openStore(key, today);
      if (kind === 'hold' || kind === 'refusal') return again(kind, key);
    };
    return workThrough(
      event.Records,
      ({ pk, sk }) => ({ group: pk, order: pk === 'rule' ? 'rules' : sk }),
      work,
      platform,
    );
  });
};

function closedContactDays({ CLOSED_CONTACT_DAYS: days }: Platform['env']): number {
  return days === undefined ? DEFAULT_CLOSED_CONTACT_DAYS : Number(days);
}

export const handler = onColdStart(() => createHandler(wokenPlatform(), catalogue));
