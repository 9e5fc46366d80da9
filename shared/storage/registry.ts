import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { CeilingRule, ThresholdRule } from '#domain/detection/rules.ts';
import type { PlaceBalance } from '#domain/history/balance.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import type { MatchSettings } from '#domain/matching/match-settings.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { present } from '#domain/present.ts';
import { type Retailer, type Store, storeKey } from '#domain/store.ts';
import { succeeded } from './conditional.ts';
import type { Kept } from './kept.ts';
import { contentHash, pack, unpack } from './packed.ts';
import { type Attributes, queryAll } from './query-all.ts';

/** One key of a retailer: only a hash of its secret is kept. Instants in milliseconds since the epoch. */
export interface RetailerKey {
  readonly id: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}

export type RetailerRecord = Retailer & { readonly keys: readonly RetailerKey[] };

/** Who entered a rule, and when (milliseconds since the epoch). */
interface Recorded {
  readonly by: string;
  readonly at: number;
}

export type RecordedThreshold = ThresholdRule & Recorded;
export type RecordedCeiling = CeilingRule & Recorded;

/** What staff have set of the weights of matching. */
type RecordedMatchSettings = Recorded & { readonly changes: Partial<MatchSettings> };

/** The rule book with its authors; usable wherever a `RuleBook` is. */
export interface RecordedRuleBook {
  readonly thresholds: readonly RecordedThreshold[];
  readonly ceilings: readonly RecordedCeiling[];
}

/**
 * The registry table: who reports, who is told, by which rules, and what was changed by whom.
 * Reads are strongly consistent; each write is one item, and conditional where two people may write at once.
 */
export function registryStore(dynamodb: DynamoDBDocumentClient, table: string) {
  async function read(pk: string, sk: string): Promise<Attributes | undefined> {
    const { Item } = await dynamodb.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }));
    return Item;
  }

  async function readAll(pk: string, prefix?: string): Promise<Attributes[]> {
    return queryAll(dynamodb, {
      TableName: table,
      KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: present({ ':pk': pk, ':prefix': prefix }),
      ConsistentRead: true,
    });
  }

  async function put(pk: string, sk: string, attributes: object): Promise<void> {
    await dynamodb.send(new PutCommand({ TableName: table, Item: { pk, sk, ...attributes } }));
  }

  /** Writes only over the item whose hash was read, or, without one, only where nothing is kept yet. */
  function putOver(pk: string, sk: string, attributes: object, hash: string, expected?: string): Promise<boolean> {
    const condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'> =
      expected === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'h = :expected', ExpressionAttributeValues: { ':expected': expected } };
    return succeeded(
      dynamodb.send(new PutCommand({ TableName: table, Item: { pk, sk, ...attributes, h: hash }, ...condition })),
    );
  }

  return {
    async readRetailer(id: string): Promise<Kept<RetailerRecord> | undefined> {
      const item = await read('retailer', id);
      return item && { value: toRetailer(item), hash: item['h'] as string };
    },

    /** False when another change came between; the caller reads again. */
    putRetailer(record: RetailerRecord, expected?: string): Promise<boolean> {
      const value = toRetailer({ ...record, sk: record.id });
      const { id, ...attributes } = value;
      return putOver('retailer', id, attributes, hashOf(value), expected);
    },

    async listRetailers(): Promise<RetailerRecord[]> {
      return (await readAll('retailer')).map(toRetailer);
    },

    async readStore(retailer: string, store: string): Promise<Kept<Store> | undefined> {
      const item = await read('store', storeKey(retailer, store));
      return item && { value: toStore(item), hash: item['h'] as string };
    },

    async storesOf(retailer: string): Promise<Store[]> {
      return (await readAll('store', `${retailer}/`)).map(toStore);
    },

    async listStores(): Promise<Store[]> {
      return (await readAll('store')).map(toStore);
    },

    /** False when another change came between; the caller reads again. */
    putStore(store: Store, expected?: string): Promise<boolean> {
      const value = toStore({ ...store });
      return putOver('store', storeKey(store.retailer, store.id), value, hashOf(value), expected);
    },

    /** All thresholds and ceilings ever set, each with its author. */
    async ruleBook(): Promise<RecordedRuleBook> {
      const items = await readAll('rule');
      return {
        thresholds: items.filter((item) => item['kind'] === 'threshold').map(toThreshold),
        ceilings: items.filter((item) => item['kind'] === 'ceiling').map(toCeiling),
      };
    },

    /** A product's thresholds from a day on; entered again for the same day, the later entry stands. */
    async putThreshold(rule: RecordedThreshold): Promise<void> {
      const { thresholds, ...rest } = rule;
      await put('rule', `threshold#${rule.product}#${rule.validFrom}`, { kind: 'threshold', ...rest, ...thresholds });
    },

    /** A product's ceiling from an instant on; entered again for the same instant, the later entry stands. */
    async putCeiling(rule: RecordedCeiling): Promise<void> {
      const instant = new Date(rule.effectiveFrom).toISOString();
      await put('rule', `ceiling#${rule.product}#${instant}`, { kind: 'ceiling', ...rule });
    },

    async readRecipient(id: string): Promise<Recipient | undefined> {
      const item = await read('recipient', id);
      return item && toRecipient(item);
    },

    async recipients(): Promise<Recipient[]> {
      return (await readAll('recipient')).map(toRecipient);
    },

    async putRecipient(recipient: Recipient): Promise<void> {
      const { id, ...attributes } = recipient;
      await put('recipient', id, attributes);
    },

    /** The weights of matching that staff have set instead of the defaults; none before that. */
    async readMatchSettings(): Promise<RecordedMatchSettings | undefined> {
      const item = await read('setting', 'matching');
      return item && withoutKeys<RecordedMatchSettings>(item);
    },

    async putMatchSettings(settings: RecordedMatchSettings): Promise<void> {
      await put('setting', 'matching', settings);
    },

    /** The pairs of a product that staff have refused for long. */
    async refusedPairs(product: string): Promise<RefusedPair[]> {
      return (await readAll('refusal', `${product}#`)).map(withoutKeys<RefusedPair>);
    },

    /** Refused again, the later word stands. */
    async putRefusedPair(pair: RefusedPair): Promise<void> {
      await put('refusal', `${pair.product}#${pair.from}#${pair.to}`, pair);
    },

    /** A page of all refused pairs, also those that have ended, or of a product's, by product, giver and receiver. */
    async listRefusedPairs({
      product,
      limit,
      after,
    }: {
      readonly product?: string;
      readonly limit: number;
      /** The key of the last pair of the page before. */
      readonly after?: string;
    }): Promise<{
      readonly items: readonly { readonly key: string; readonly pair: RefusedPair }[];
      readonly next?: string;
    }> {
      const { Items = [], LastEvaluatedKey } = await dynamodb.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: product === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: present({
            ':pk': 'refusal',
            ':prefix': product === undefined ? undefined : `${product}#`,
          }),
          ConsistentRead: true,
          Limit: limit,
          ExclusiveStartKey: after === undefined ? undefined : { pk: 'refusal', sk: after },
        }),
      );
      return present({
        items: Items.map((item) => ({ key: item['sk'] as string, pair: withoutKeys<RefusedPair>(item) })),
        next: LastEvaluatedKey ? (LastEvaluatedKey['sk'] as string) : undefined,
      });
    },

    async readRefusedPair(key: string): Promise<RefusedPair | undefined> {
      const item = await read('refusal', key);
      return item && withoutKeys<RefusedPair>(item);
    },

    /** All holds that were ever entered. */
    async foodSafetyHolds(): Promise<FoodSafetyHold[]> {
      return (await readAll('hold')).map(toHold);
    },

    async readHold(id: string): Promise<Kept<FoodSafetyHold> | undefined> {
      const item = await read('hold', id);
      return item && { value: toHold(item), hash: item['h'] as string };
    },

    /** False when another change came between; the caller reads again. */
    putHold({ id, ...attributes }: FoodSafetyHold, expected?: string): Promise<boolean> {
      return putOver('hold', id, attributes, hashOf({ id, ...attributes }), expected);
    },

    async balances(): Promise<PlaceBalance[]> {
      return (await readAll('balance')).map((item) => unpack(item['data'] as Uint8Array) as PlaceBalance);
    },

    async readBalance(place: string): Promise<Kept<PlaceBalance> | undefined> {
      const item = await read('balance', place);
      return item && { value: unpack(item['data'] as Uint8Array) as PlaceBalance, hash: item['h'] as string };
    },

    /** False when another assessment came between; the caller reads again. */
    putBalance(value: PlaceBalance, hash: string, expected?: string): Promise<boolean> {
      const attributes = { asOf: value.asOf, data: pack(value).bytes };
      return putOver('balance', value.place, attributes, hash, expected);
    },

    /** The last day that open-day has opened everywhere. */
    async readOpenedThrough(): Promise<BusinessDay | undefined> {
      return (await read('calendar', 'opened-through'))?.['day'] as BusinessDay | undefined;
    },

    /** Moves forward only: a late, repeated run changes nothing. */
    async putOpenedThrough(day: BusinessDay): Promise<void> {
      await succeeded(
        dynamodb.send(
          new PutCommand({
            TableName: table,
            Item: { pk: 'calendar', sk: 'opened-through', day },
            ConditionExpression: 'attribute_not_exists(pk) OR #day < :day',
            ExpressionAttributeNames: { '#day': 'day' },
            ExpressionAttributeValues: { ':day': day },
          }),
        ),
      );
    },

    /** Appends one line; the same line sent twice is kept once. */
    async appendAudit(entry: AuditEntry): Promise<void> {
      const month = businessDayOf(entry.at).slice(0, 7);
      const instant = String(entry.at).padStart(13, '0');
      await put(`audit#${month}`, `${instant}#${hashOf(entry)}`, entry);
    },

    /** The audit trail of a month (`YYYY-MM`), oldest first. */
    async auditOf(month: string): Promise<AuditEntry[]> {
      return (await readAll(`audit#${month}`)).map(withoutKeys<AuditEntry>);
    },

    /** The key that signs what the system hands out; made once, by whoever asks first. */
    async signingKey(create: () => Uint8Array): Promise<Uint8Array> {
      const known = await read('secret', 'signing-key');
      if (known) return known['key'] as Uint8Array;
      const key = create();
      return (await putOver('secret', 'signing-key', { key }, contentHash(key)))
        ? key
        : ((await read('secret', 'signing-key'))?.['key'] as Uint8Array);
    },
  };
}

function hashOf(value: unknown): string {
  return contentHash(JSON.stringify(value));
}

function withoutKeys<T>(item: Attributes): T {
  const { pk: _pk, sk: _sk, h: _h, ...rest } = item;
  return rest as T;
}

/** Members in one fixed order, so that equal records have equal hashes. */
function toRetailer(item: Attributes): RetailerRecord {
  const record = item as unknown as RetailerRecord;
  const { name, phone, email } = record.contact;
  return {
    id: item['sk'] as string,
    name: record.name,
    contact: present({ name, phone, email }),
    keys: (record.keys ?? []).map(({ id, hash, createdAt, revokedAt }) => present({ id, hash, createdAt, revokedAt })),
  };
}

function toStore(item: Attributes): Store {
  const { retailer, id, name, channel, lat, lon, places } = item as unknown as Store;
  return present({
    retailer,
    id,
    name,
    channel,
    lat,
    lon,
    places: places.map(({ place, validFrom }) => ({ place, validFrom })),
  });
}

function toRecipient(item: Attributes): Recipient {
  return { id: item['sk'] as string, ...withoutKeys<Omit<Recipient, 'id'>>(item) };
}

function toHold(item: Attributes): FoodSafetyHold {
  return { id: item['sk'] as string, ...withoutKeys<Omit<FoodSafetyHold, 'id'>>(item) };
}

function toThreshold(item: Attributes): RecordedThreshold {
  const { product, validFrom, watch, alert, crisis, by, at } = item as unknown as RecordedThreshold &
    RecordedThreshold['thresholds'];
  return { product, validFrom, thresholds: { watch, alert, crisis }, by, at };
}

function toCeiling(item: Attributes): RecordedCeiling {
  const { product, effectiveFrom, price, recordedOn, by, at } = item as unknown as RecordedCeiling;
  return { product, effectiveFrom, price, recordedOn, by, at };
}
