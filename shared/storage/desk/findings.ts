import type { AuditEntry } from '#domain/audit-entry.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Finding, KeptFinding } from '#domain/event/finding.ts';
import type { Strand } from '#domain/event/strand.ts';
import { IF_ABSENT, putIf, readListBetween, readRange, type Table } from '../table-client.ts';
import { eventKey } from './events.ts';
import { fromJson, jsonOf } from './json-item.ts';
import { partitionOfStrand } from './partition.ts';

const FINDINGS = 'finding';

/** What people found at the shops of events. */
export function findingStore(table: Table) {
  return {
    /** Appends a finding; false when the very same one is kept already, whenever it came in. Raises on a text that is no event's id. */
    putFinding(finding: Finding, receivedAt: number, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const { h } = jsonOf(finding);
      const { event, at } = finding;
      const name = `${event}#${String(at).padStart(13, '0')}#${h}`;
      const item = {
        pk: eventKey(event),
        sk: `${FINDINGS}#${name}`,
        listPk: FINDINGS,
        listSk: `${businessDayOf(at)}#${name}`,
        json: JSON.stringify({ ...finding, receivedAt }),
        h,
      };
      return putIf(table, IF_ABSENT, item, lines);
    },

    /** The findings of a strand's events that began from one day to another; by event, and oldest first in each. */
    async findingsOf(strand: Strand, from: BusinessDay, to: BusinessDay): Promise<KeptFinding[]> {
      const [first, last] = [from, to].map((day) => `${FINDINGS}#${strand}-${day}`) as [string, string];
      return (await readRange(table, partitionOfStrand(strand), first, last + BEHIND_ALL)).map(fromJson<KeptFinding>);
    },

    /** What was found from one day to another, in all strands. Never quite up to date. */
    async findingsBetween(from: BusinessDay, to: BusinessDay): Promise<KeptFinding[]> {
      return (await readListBetween(table, FINDINGS, from, to + BEHIND_ALL)).map(fromJson<KeptFinding>);
    },
  };
}

/** Sorts behind all that begins alike. */
const BEHIND_ALL = '~';
