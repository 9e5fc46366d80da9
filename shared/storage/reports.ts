import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import type { RefusedByCode } from '#domain/report/refused-by-code.ts';
import { isCarried, type ReportSource, type StoreDay } from '#domain/report/report.ts';
import { type Channel, parseStoreKey, type StoreKey } from '#domain/store.ts';
import { fromColumns, type RowColumns, toColumns } from './market/row-columns.ts';
import { contentHash, type Packed, pack, unpack } from './packed.ts';
import { expiryOf, isKept, partitionOf, placeDayOf } from './place-day-key.ts';
import {
  type Attributes,
  type Condition,
  type ItemKey,
  over,
  putIf,
  readItem,
  type Table,
  UNPUBLISHED,
} from './table-client.ts';

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
  /** Rows that were refused when it was sent; absent for none, and before version 0.3. */
  readonly refused?: RefusedByCode;
}

/** What is known of a report without its rows. */
export interface ReportHead {
  readonly store: StoreKey;
  readonly rows: number;
  readonly revision: number;
  readonly reportedAt: number;
  readonly receivedAt: number;
  readonly source: ReportSource;
  /** Rows that were refused when it was sent; absent for none, and before version 0.3. */
  readonly refused?: RefusedByCode;
  /** True where the item holds lines that are not in the trail yet. */
  readonly isUnpublished?: true;
  /** Rows that were sent along untouched; absent for none, and in the first version. */
  readonly carried?: number;
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
export function reportStore(dynamodb: DynamoDBDocumentClient, name: string, clock: () => number) {
  const table: Table = { dynamodb, name, is: 'market' };
  return {
    async readReport(place: string, date: BusinessDay, store: StoreKey): Promise<KeptReport | undefined> {
      const item = await readItem(table, { pk: partitionOf(place, date), sk: `${REPORT}${store}` });
      if (!item || !isKept(item, clock())) return undefined;
      return present<KeptReport>({
        day: unpackStoreDay(item),
        revision: item['revision'] as number,
        receivedAt: item['receivedAt'] as number,
        contentHash: item['contentHash'] as string,
        hash: item['h'] as string,
        refused: item['refused'] as RefusedByCode | undefined,
      });
    },

    /** Keeps a store-day if what is kept is still what was read (`expected`), or nothing was. */
    putReport(
      { day, packed }: PackedReport,
      revision: number,
      expected: string | undefined,
      refused?: RefusedByCode,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      const condition = expected === undefined ? ifAbsentOrExpired(clock()) : over(expected);
      const item = present<Attributes & ItemKey>({
        pk: partitionOf(day.place, day.date),
        sk: `${REPORT}${day.store}`,
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
        refused,
        carried: carriedIn(day) || undefined,
      });
      return putIf(table, condition, item, lines);
    },

    /** What is known of a report without its rows, if the store has reported. */
    async readReportHead(place: string, date: BusinessDay, store: StoreKey): Promise<ReportHead | undefined> {
      const only = ['sk', 'rows', 'revision', 'reportedAt', 'receivedAt', 'source', 'expiresAt', 'refused', 'carried'];
      const key = { pk: partitionOf(place, date), sk: `${REPORT}${store}` };
      const item = await readItem(table, key, { consistent: false, only });
      return item && isKept(item, clock()) ? headOf(item) : undefined;
    },
  };
}

function carriedIn({ rows }: StoreDay): number {
  return rows.reduce((count, row) => (isCarried(row) ? count + 1 : count), 0);
}

/** What sort keys of reports begin with. */
export const REPORT = 'report#';

/** An expired item is invisible but may not have been deleted yet: it counts as none. */
function ifAbsentOrExpired(nowMs: number): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    ExpressionAttributeValues: { ':now': Math.floor(nowMs / 1000) },
  };
}

/** What an item tells of its report without the rows. */
export function headOf(item: Attributes): ReportHead {
  return present<ReportHead>({
    store: parseStoreKey((item['sk'] as string).slice(REPORT.length)),
    rows: item['rows'] as number,
    revision: item['revision'] as number,
    reportedAt: item['reportedAt'] as number,
    receivedAt: item['receivedAt'] as number,
    source: item['source'] as ReportSource,
    refused: item['refused'] as RefusedByCode | undefined,
    isUnpublished: item[UNPUBLISHED] === undefined ? undefined : true,
    carried: item['carried'] as number | undefined,
  });
}

export function unpackStoreDay(item: Attributes): StoreDay {
  return {
    store: parseStoreKey((item['sk'] as string).slice(REPORT.length)),
    channel: item['channel'] as Channel,
    ...placeDayOf(item['pk'] as string),
    reportedAt: item['reportedAt'] as number,
    source: item['source'] as ReportSource,
    rows: fromColumns(unpack(item['data'] as Uint8Array) as RowColumns),
  };
}
