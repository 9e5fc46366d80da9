import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { hashOf } from './registry/hashed-item.ts';
import { IF_ABSENT, putIf, readRange, readRangeBackwards, type Table } from './table-client.ts';
import { instantKey, type LineSource, type LinesRequest, lineOfItem, linesBetween, rangeOf } from './trail-pages.ts';

/** What a line tells: that somebody changed something, or looked at what is not for everybody. */
export type LineKind = 'change' | 'look';

/** The first and last day of lines that are asked for. */
export interface DaysOfTrail {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** How long a line is kept unless said: what the papers of an inspection may still ask for. */
const DEFAULT_YEARS = 5;
const YEAR_SECONDS = 366 * 86_400;

/**
 * The audit trail: a table of its own, to which lines are added and nothing else. A line's key follows from what it says,
 * so the same line added twice is one.
 */
export function trailStore(dynamodb: DynamoDBDocumentClient, name: string, years: string | undefined = undefined) {
  const table: Table = { dynamodb, name, is: 'trail' };
  const source = (kind: LineKind): LineSource => ({
    backwards: (month, first, end, limit) => readRangeBackwards(table, `${kind}#${month}`, first, end, limit),
  });
  return {
    /** Adds a line; false where it is there already. */
    addLine(entry: AuditEntry, kind: LineKind = 'change'): Promise<boolean> {
      const month = businessDayOf(entry.at).slice(0, 7);
      return putIf(table, IF_ABSENT, {
        pk: `${kind}#${month}`,
        sk: `${instantKey(entry.at)}#${hashOf(entry)}`,
        ...entry,
        expiresAt: Math.ceil(entry.at / 1000) + Number(years ?? DEFAULT_YEARS) * YEAR_SECONDS,
      });
    },

    /**
     * Lines from one day to another, the newest first: at most `limit`, of the newest month that has any. `next` names
     * the line after which older ones follow. `others` are where lines were kept before.
     */
    linesBetween: (kind: LineKind, days: DaysOfTrail, page: LinesRequest, others: readonly LineSource[] = []) =>
      linesBetween([source(kind), ...others], days, page),

    /** All lines of a kind of a day, oldest first. */
    async linesOfDay(kind: LineKind, day: BusinessDay): Promise<AuditEntry[]> {
      const [first, end] = rangeOf(day, day);
      const items = await readRange(table, `${kind}#${day.slice(0, 7)}`, first, end);
      return items.filter(({ sk }) => (sk as string) < end).map(lineOfItem);
    },
  };
}
