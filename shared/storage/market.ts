import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, type BatchGetCommandOutput, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PlaceAssessment, ProductAssessment } from '#domain/assessment/assessment.ts';
import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { quotesOfSeries } from '#domain/assessment/pooled-quotes.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { DOUBTS } from '#domain/history/doubt.ts';
import type { Quote, StoreEntry } from '#domain/history/quote.ts';
import { parseSeriesKey, type SeriesKey, seriesKey } from '#domain/history/series-key.ts';
import { NO_RECENT_PRICES, type RecentPrices, recentPricesOf, type StoreMemory } from '#domain/history/store-memory.ts';
import type { Supply } from '#domain/history/supply.ts';
import type { PricePast } from '#domain/indicators/screening.ts';
import { present } from '#domain/present.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { retailerOf, type StoreKey } from '#domain/store.ts';
import { succeeded } from './conditional.ts';
import { pack, unpack } from './packed.ts';
import { expiryOf, partitionOf, partitionOfFamily } from './place-day-key.ts';
import { type Attributes, queryAll } from './query-all.ts';
import { unpackStoreDay } from './reports.ts';

/** What is kept of a place-day, read strongly consistent, and a text that changes with any of it. */
export interface KeptPlaceDay {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  readonly parts: readonly PlaceAssessment[];
  readonly fingerprint: string;
  /** True when the day before has handed on its memory. */
  readonly previousDayDone: boolean;
  /** Receipt of its latest report, milliseconds since the epoch. */
  readonly latestReceivedAt?: number;
}

/** An output of an assessment, ready to be kept. */
export interface StagedItem {
  readonly pk: string;
  readonly sk: string;
  readonly hash: string;
  /** True when nothing is lost by not writing it where nothing is kept yet. */
  readonly empty: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

type Item = Attributes & { pk: string; sk: string; h: string };

/** The place-days of the market: reads for assessing and for showing, and conditional writes of the outputs. */
export function marketStore(dynamodb: DynamoDBDocumentClient, table: string, clock: () => number) {
  const query = async (pk: string, prefix?: string, projection?: string): Promise<Item[]> => {
    const items = (await queryAll(dynamodb, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: prefix ? '#pk = :pk AND begins_with(#sk, :sk)' : '#pk = :pk',
      ExpressionAttributeNames: projection
        ? { '#pk': 'pk', '#sk': 'sk', '#h': 'h', '#e': 'expiresAt' }
        : present({ '#pk': 'pk', '#sk': prefix ? 'sk' : undefined }),
      ExpressionAttributeValues: present({ ':pk': pk, ':sk': prefix || undefined }),
      ProjectionExpression: projection || undefined,
    })) as Item[];
    const now = Math.floor(clock() / 1000);
    return items.filter((item) => !(typeof item['expiresAt'] === 'number' && item['expiresAt'] <= now));
  };
  const heads = (pk: string, prefix?: string) => query(pk, prefix, '#pk, #sk, #h, #e');

  return {
    /** All inputs of a place-day, or none while the day is not open. */
    async readPlaceDay(place: string, date: BusinessDay): Promise<KeptPlaceDay | undefined> {
      const items = await query(partitionOf(place, date));
      if (!items.some((item) => item.sk === 'open')) return undefined;
      const carry = items.find((item) => item.sk === 'carry');
      const withPrefix = (prefix: string) => items.filter((item) => item.sk.startsWith(prefix));
      const receipts = withPrefix('report#').map((item) => item['receivedAt'] as number);
      return present({
        latestReceivedAt: receipts.length > 0 ? Math.max(...receipts) : undefined,
        previousDayDone: carry !== undefined,
        memory: memoryOf(
          carry,
          items.find((item) => item.sk === CARRY_PAST),
        ),
        stores: withPrefix('carry#').map((item) => unpack(item['data'] as Uint8Array) as StoreMemory),
        reports: withPrefix('report#').map(unpackStoreDay),
        parts: withPrefix('part#').map(unpackAssessment),
        fingerprint: fingerprintOf(items),
      });
    },

    async isOpen(place: string, date: BusinessDay): Promise<boolean> {
      const Key = { pk: partitionOf(place, date), sk: 'open' };
      const { Item } = await dynamodb.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item !== undefined;
    },

    /** The fingerprint alone, to see whether the inputs are still those that were used. */
    async fingerprint(place: string, date: BusinessDay): Promise<string> {
      return fingerprintOf(await heads(partitionOf(place, date)));
    },

    /** Hashes of what is kept where the staged items would go. */
    async keptHashes(staged: readonly StagedItem[]): Promise<Map<string, string>> {
      const hashes = new Map<string, string>();
      const carries = new Set(staged.filter((item) => item.sk.startsWith('carry')).map((item) => item.pk));
      for (const pk of carries) {
        for (const item of await heads(pk, 'carry')) hashes.set(`${item.pk}|${item.sk}`, item.h);
      }
      for (const { pk, sk } of staged.filter((item) => !carries.has(item.pk))) {
        const { Item } = await dynamodb.send(
          new GetCommand({
            TableName: table,
            Key: { pk, sk },
            ConsistentRead: true,
            ProjectionExpression: '#h',
            ExpressionAttributeNames: { '#h': 'h' },
          }),
        );
        if (Item) hashes.set(`${pk}|${sk}`, Item['h'] as string);
      }
      return hashes;
    },

    /** Keeps an output if what is kept is still what was read. */
    put(item: StagedItem, expected: string | undefined): Promise<boolean> {
      return succeeded(
        dynamodb.send(
          new PutCommand({
            TableName: table,
            Item: present({
              pk: item.pk,
              sk: item.sk,
              h: item.hash,
              ...item.attributes,
              expiresAt: item.sk.startsWith('carry') ? expiryOf(clock()) : undefined,
            }),
            ...(expected === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#h = :expected',
                  ExpressionAttributeNames: { '#h': 'h' },
                  ExpressionAttributeValues: { ':expected': expected },
                }),
          }),
        ),
      );
    },

    /**
     * Opens a place-day, so that it is assessed from now on; an open day is touched again only when `stamp` is given
     * and differs: that is how changed rules wake the places. True when something was written.
     */
    open(place: string, date: BusinessDay, stamp: string | undefined): Promise<boolean> {
      return succeeded(
        dynamodb.send(
          new PutCommand({
            TableName: table,
            Item: { pk: partitionOf(place, date), sk: 'open', h: stamp ?? 'opened' },
            ConditionExpression:
              stamp === undefined ? 'attribute_not_exists(pk)' : 'attribute_not_exists(pk) OR #h <> :h',
            ExpressionAttributeNames: stamp === undefined ? undefined : { '#h': 'h' },
            ExpressionAttributeValues: stamp === undefined ? undefined : { ':h': stamp },
          }),
        ),
      );
    },

    /** Closes the day of a family of goods, once, and so wakes its matching. False when it is closed already. */
    close(family: string, date: BusinessDay): Promise<boolean> {
      return succeeded(
        dynamodb.send(
          new PutCommand({
            TableName: table,
            Item: { pk: partitionOfFamily(family, date), sk: 'close', expiresAt: expiryOf(clock()) },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
    },

    /** Wakes the matching of a family whose day is closed; `because` tells one waking from another. False while it is open. */
    wakeClosed(family: string, date: BusinessDay, because: string): Promise<boolean> {
      return succeeded(
        dynamodb.send(
          new PutCommand({
            TableName: table,
            Item: { pk: partitionOfFamily(family, date), sk: 'close', because, expiresAt: expiryOf(clock()) },
            ConditionExpression: 'attribute_exists(pk)',
          }),
        ),
      );
    },

    /** What a store's prices of the day are compared with. */
    async recentPrices(store: StoreKey, place: string, date: BusinessDay): Promise<RecentPrices> {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: table, Key: { pk: partitionOf(place, date), sk: `carry#${store}` } }),
      );
      return Item ? recentPricesOf(unpack(Item['data'] as Uint8Array) as StoreMemory, date) : NO_RECENT_PRICES;
    },

    /** The assessment of a place on a day, without what it hands up; none where nothing was assessed. */
    async readAssessment(parent: string, place: string, date: BusinessDay): Promise<PlaceAssessment | undefined> {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: table, Key: { pk: partitionOf(parent, date), sk: `part#${place}` } }),
      );
      return Item ? assessmentSummary(Item as Item) : undefined;
    },

    /** The assessment of a place on a day with all that it hands up; none where nothing was assessed. */
    async readHandedUp(parent: string, place: string, date: BusinessDay): Promise<PlaceAssessment | undefined> {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: table, Key: { pk: partitionOf(parent, date), sk: `part#${place}` } }),
      );
      return Item ? unpackAssessment(Item as Item) : undefined;
    },

    /** Assessments of a place on several days, in their order; days without one are left out. */
    async readSeries(parent: string, place: string, dates: readonly BusinessDay[]): Promise<PlaceAssessment[]> {
      const found: PlaceAssessment[] = [];
      for (let start = 0; start < dates.length; start += 100) {
        let keys: Record<string, unknown>[] | undefined = dates
          .slice(start, start + 100)
          .map((date) => ({ pk: partitionOf(parent, date), sk: `part#${place}` }));
        while (keys && keys.length > 0) {
          const page: BatchGetCommandOutput = await dynamodb.send(
            new BatchGetCommand({
              RequestItems: {
                [table]: {
                  Keys: keys,
                  ProjectionExpression: '#pk, #sk, #face',
                  ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', '#face': 'face' },
                },
              },
            }),
          );
          for (const item of page.Responses?.[table] ?? []) found.push(assessmentSummary(item as Item));
          keys = page.UnprocessedKeys?.[table]?.Keys;
        }
      }
      return found.sort((a, b) => (a.date < b.date ? -1 : 1));
    },

    /** The assessments of all places that lie directly inside a place. */
    async childAssessments(place: string, date: BusinessDay): Promise<PlaceAssessment[]> {
      return (await query(partitionOf(place, date), 'part#')).map(assessmentSummary);
    },
  };
}

function fingerprintOf(items: readonly Item[]): string {
  return items.map((item) => `${item.sk}=${item.h}`).join('\n');
}

/** The assessment as an item of its parent's partition; a root parent needs no quotes. */
export function stageAssessment(assessment: PlaceAssessment, parent: string, handUp: boolean): StagedItem {
  const face = pack(assessment.products);
  const quotes = pack(handUp ? toColumns(assessment) : null);
  return {
    pk: partitionOf(parent, assessment.date),
    sk: `part#${assessment.place}`,
    hash: `${face.hash}.${quotes.hash}`,
    empty: assessment.stores.length === 0,
    attributes: { face: face.bytes, quotes: quotes.bytes },
  };
}

/** What the next day inherits, as items of its partition. */
export function stageMemories(
  place: string,
  date: BusinessDay,
  memory: PlaceMemory,
  stores: readonly StoreMemory[],
): StagedItem[] {
  const pk = partitionOf(place, addDays(date, 1));
  const {
    months: { past, ...months },
    ...others
  } = memory;
  const item = (sk: string, value: unknown, empty: boolean): StagedItem => {
    const { bytes, hash } = pack(value);
    return { pk, sk, hash, empty, attributes: { data: bytes } };
  };
  return [
    ...stores.map((store) => item(`carry#${store.store}`, store, false)),
    // Apart from the rest: it changes once a month, what is equal is not written again.
    item(CARRY_PAST, past, Object.keys(past).length === 0),
    // Also when there is nothing to remember: the next day waits for it.
    item('carry', { ...others, months }, false),
  ];
}

const CARRY_PAST = 'carry-past';

/** The memory of a place, put together from its two items. */
function memoryOf(carry: Item | undefined, past: Item | undefined): PlaceMemory {
  if (!carry) return EMPTY_MEMORY;
  const memory = unpack(carry['data'] as Uint8Array) as PlaceMemory;
  const months = { ...memory.months, past: past ? (unpack(past['data'] as Uint8Array) as PricePast) : {} };
  return { ...memory, months };
}

/** Quotes by column, those of silent stores behind the others: nine in ten references equal their price, so differences compress to almost nothing. */
interface Columns {
  readonly stores: readonly [StoreKey, string, string, number][];
  readonly keys: readonly SeriesKey[];
  readonly quotes: readonly (readonly (number | null)[])[];
  readonly supplies: readonly [string, Supply][];
}

const NO_VALUE = null;

function indexIn(stores: ReadonlyMap<StoreEntry, number>, from: StoreEntry): number {
  const index = stores.get(from);
  if (index === undefined) throw new Error(`${from.store} tells a price and is not among the stores`);
  return index;
}

function toColumns(assessment: PlaceAssessment): Columns {
  const quotes = [...assessment.quotes.flat(), ...assessment.absent];
  const keys = [...new Set(quotes.map(({ product, priceType }) => seriesKey(product, priceType)))];
  const keyIndex = new Map(keys.map((key, index) => [key, index]));
  const storeIndex = new Map(assessment.stores.map((entry, index) => [entry, index]));
  const column = (pick: (quote: Quote) => number | null) => quotes.map(pick);
  const difference = (quote: Quote, value: number | undefined) =>
    value === undefined ? NO_VALUE : value - quote.price;
  return {
    stores: assessment.stores.map((entry) => [entry.store, entry.channel, entry.place, entry.history ? 1 : 0]),
    keys,
    quotes: [
      column((quote) => keyIndex.get(seriesKey(quote.product, quote.priceType)) ?? NO_VALUE),
      column(({ from }) => indexIn(storeIndex, from)),
      column((quote) => quote.price),
      column((quote) => difference(quote, quote.reference)),
      ...[0, 1, 2].map((lag) => column((quote) => difference(quote, quote.drift?.[lag]))),
      column((quote) => difference(quote, quote.ceiling)),
      column((quote) => (quote.confirmed ? 1 : 0) + 2 * (quote.doubt ? DOUBTS.indexOf(quote.doubt) + 1 : 0)),
      column((quote) => quote.daysAgo),
    ],
    supplies: assessment.supplies.map(({ product, supply }) => [product, supply]),
  };
}

function assessmentSummary(item: Item): PlaceAssessment {
  return {
    place: item.sk.slice('part#'.length),
    date: item.pk.slice(item.pk.lastIndexOf('#') + 1),
    products: unpack(item['face'] as Uint8Array) as ProductAssessment[],
    stores: [],
    quotes: [],
    absent: [],
    supplies: [],
  };
}

function unpackAssessment(item: Item): PlaceAssessment {
  const face = assessmentSummary(item);
  const columns = unpack(item['quotes'] as Uint8Array) as Columns | null;
  if (!columns) return face;
  const stores = columns.stores.map(
    ([store, channel, place, history]): StoreEntry => ({
      store,
      retailer: retailerOf(store),
      channel: channel as StoreEntry['channel'],
      place,
      history: history === 1,
    }),
  );
  const at = (column: number, row: number) => columns.quotes[column]?.[row] ?? NO_VALUE;
  const series = columns.keys.map(parseSeriesKey);
  const quotes = (columns.quotes[0] ?? []).map((keyIndex, row): Quote => {
    const { product, priceType } = series[keyIndex as number] as (typeof series)[number];
    const price = at(2, row) as number;
    const absolute = (column: number) => {
      const value = at(column, row);
      return value === NO_VALUE ? undefined : value + price;
    };
    const drift = [absolute(4), absolute(5), absolute(6)];
    const flags = at(8, row) ?? 0;
    return {
      from: stores[at(1, row) as number] as StoreEntry,
      product,
      priceType,
      price,
      reference: absolute(3),
      drift: drift.some((value) => value !== undefined) ? drift : undefined,
      ceiling: absolute(7),
      doubt: DOUBTS[(flags >> 1) - 1],
      confirmed: (flags & 1) === 1,
      daysAgo: at(9, row) as number,
    };
  });
  return {
    ...face,
    stores,
    quotes: quotesOfSeries(quotes.filter(({ daysAgo }) => daysAgo === 0)),
    absent: quotes.filter(({ daysAgo }) => daysAgo > 0),
    supplies: columns.supplies.map(([product, supply]) => ({ product, supply })),
  };
}
