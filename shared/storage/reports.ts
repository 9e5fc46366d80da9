import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { BusinessDay } from '#domain/business-day.ts';
import type { PriceType, ReportRow, ReportSource, StoreDay } from '#domain/report/report.ts';
import { orderRows } from '#domain/report/row-order.ts';
import { type Channel, parseStoreKey, type StoreKey } from '#domain/store.ts';
import { succeeded } from './conditional.ts';
import { contentHash, type Packed, pack, unpack } from './packed.ts';
import { expiryOf, partitionOf } from './place-day-key.ts';
import { queryAll } from './query-all.ts';

/** A store-day as it is kept, with what tells its versions apart. */
export interface KeptReport {
  readonly day: StoreDay;
  /** Grows with the content, from 1. */
  readonly revision: number;
  readonly receivedAt: number;
  /** Hash of the rows alone: two reports with equal hashes say the same. */
  readonly contentHash: string;
  /** Hash that a conditional write names. */
  readonly hash: string;
}

/** What is known of a report without its rows. */
export interface ReportHead {
  readonly store: StoreKey;
  readonly rows: number;
  readonly revision: number;
  readonly reportedAt: number;
  readonly receivedAt: number;
  readonly source: ReportSource;
}

/** A report ready to be kept. */
export interface PackedReport {
  readonly day: StoreDay;
  readonly packed: Packed;
}

export function packStoreDay(day: StoreDay): PackedReport {
  return { day, packed: pack(toColumns(day.rows)) };
}

/** The kept store-days of the market. */
export function reportStore(dynamodb: DynamoDBDocumentClient, table: string, clock: () => number) {
  const isExpired = (item: Record<string, unknown>) => Number(item['expiresAt']) <= Math.floor(clock() / 1000);
  return {
    async readReport(place: string, date: BusinessDay, store: StoreKey): Promise<KeptReport | undefined> {
      const { Item } = await dynamodb.send(
        new GetCommand({
          TableName: table,
          Key: { pk: partitionOf(place, date), sk: `report#${store}` },
          ConsistentRead: true,
        }),
      );
      if (!Item || isExpired(Item)) return undefined;
      return {
        day: unpackStoreDay(Item),
        revision: Item['revision'] as number,
        receivedAt: Item['receivedAt'] as number,
        contentHash: Item['contentHash'] as string,
        hash: Item['h'] as string,
      };
    },

    /** Keeps a store-day if what is kept is still what was read (`expected`), or nothing was. */
    putReport({ day, packed }: PackedReport, revision: number, expected: string | undefined): Promise<boolean> {
      return succeeded(
        dynamodb.send(
          new PutCommand({
            TableName: table,
            Item: {
              pk: partitionOf(day.place, day.date),
              sk: `report#${day.store}`,
              h: contentHash(`${packed.hash}|${day.reportedAt}|${day.source}|${day.channel}|${revision}`),
              contentHash: packed.hash,
              data: packed.bytes,
              rows: day.rows.length,
              revision,
              reportedAt: day.reportedAt,
              receivedAt: clock(),
              channel: day.channel,
              source: day.source,
              expiresAt: expiryOf(clock()),
            },
            // An expired item is invisible but may not have been deleted yet: it counts as none.
            ...(expected === undefined
              ? {
                  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
                  ExpressionAttributeValues: { ':now': Math.floor(clock() / 1000) },
                }
              : {
                  ConditionExpression: '#h = :expected',
                  ExpressionAttributeNames: { '#h': 'h' },
                  ExpressionAttributeValues: { ':expected': expected },
                }),
          }),
        ),
      );
    },

    /** Who has reported for a place and day, without the rows. */
    async reportHeads(place: string, date: BusinessDay): Promise<ReportHead[]> {
      const items = await queryAll(dynamodb, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :report)',
        ExpressionAttributeValues: { ':pk': partitionOf(place, date), ':report': 'report#' },
        ProjectionExpression: 'sk, #rows, revision, reportedAt, receivedAt, #source, expiresAt',
        ExpressionAttributeNames: { '#rows': 'rows', '#source': 'source' },
      });
      return items
        .filter((item) => !isExpired(item))
        .map((item) => ({
          store: parseStoreKey((item['sk'] as string).slice('report#'.length)),
          rows: item['rows'] as number,
          revision: item['revision'] as number,
          reportedAt: item['reportedAt'] as number,
          receivedAt: item['receivedAt'] as number,
          source: item['source'] as ReportSource,
        }));
    },
  };
}

export function unpackStoreDay(item: Record<string, unknown>): StoreDay {
  const pk = item['pk'] as string;
  const split = pk.lastIndexOf('#');
  return {
    store: parseStoreKey((item['sk'] as string).slice('report#'.length)),
    channel: item['channel'] as Channel,
    place: pk.slice(0, split),
    date: pk.slice(split + 1),
    reportedAt: item['reportedAt'] as number,
    source: item['source'] as ReportSource,
    rows: fromColumns(unpack(item['data'] as Uint8Array) as RowColumns),
  };
}

/** Rows by column. `product` holds indexes into `products` as differences to the row before: mostly 0 and 1. */
interface RowColumns {
  readonly products: readonly string[];
  readonly priceTypes: readonly PriceType[];
  readonly product: readonly number[];
  readonly priceType: readonly number[];
  readonly price: readonly number[];
  readonly gtin: readonly (string | 0)[];
  readonly stock: readonly (number | null)[];
  readonly sold: readonly (number | null)[];
  readonly incoming: readonly (number | null)[];
  readonly confirmed: readonly number[];
}

/** Indexes are kept, so this order is part of the format: a new price type goes to the end. */
const ORDERED_PRICE_TYPES: readonly PriceType[] = ['retail', 'promo', 'wholesale'];

/** The rows in their canonical order, so that the order in which a retailer lists them does not matter. */
function toColumns(unordered: readonly ReportRow[]): RowColumns {
  const rows = orderRows(unordered);
  const products: string[] = [];
  const confirmed: number[] = [];
  const [product, priceType, price] = [numbers(rows), numbers(rows), numbers(rows)];
  const [stock, sold, incoming] = [quantities(rows), quantities(rows), quantities(rows)];
  const gtin = new Array<string | 0>(rows.length);
  // One pass instead of one for each column packs a large report a fifth faster.
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as ReportRow;
    const isNext = row.product !== products.at(-1);
    if (isNext) products.push(row.product);
    if (row.confirmed) confirmed.push(index);
    product[index] = isNext && index > 0 ? 1 : 0;
    priceType[index] = ORDERED_PRICE_TYPES.indexOf(row.priceType);
    price[index] = row.price;
    gtin[index] = row.gtin ?? 0;
    stock[index] = row.stockMilli ?? null;
    sold[index] = row.soldMilli ?? null;
    incoming[index] = row.incomingMilli ?? null;
  }
  return {
    products,
    priceTypes: ORDERED_PRICE_TYPES,
    product,
    priceType,
    price,
    gtin,
    stock,
    sold,
    incoming,
    confirmed,
  };
}

function numbers({ length }: readonly ReportRow[]): number[] {
  return new Array<number>(length);
}

function quantities({ length }: readonly ReportRow[]): (number | null)[] {
  return new Array<number | null>(length);
}

/** A member that is not there is spread from `undefined`: from empty objects unpacking takes a tenth longer. */
function fromColumns(columns: RowColumns): ReportRow[] {
  const confirmed = new Set(columns.confirmed);
  let product = 0;
  return columns.price.map((price, row): ReportRow => {
    product += columns.product[row] as number;
    const gtin = columns.gtin[row];
    const stock = columns.stock[row];
    const sold = columns.sold[row];
    const incoming = columns.incoming[row];
    return {
      product: columns.products[product] as string,
      ...(gtin ? { gtin } : undefined),
      priceType: columns.priceTypes[columns.priceType[row] as number] as PriceType,
      price,
      ...(stock == null ? undefined : { stockMilli: stock }),
      ...(sold == null ? undefined : { soldMilli: sold }),
      ...(incoming == null ? undefined : { incomingMilli: incoming }),
      ...(confirmed.has(row) ? { confirmed: true } : undefined),
    };
  });
}
