import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { CeilingRule, ThresholdRule } from '#domain/detection/rules.ts';
import type { DeskSettings } from '#domain/duty/desk-settings.ts';
import type { MatchSettings } from '#domain/matching/match-settings.ts';
import { present } from '#domain/present.ts';
import {
  type Attributes,
  type Condition,
  IF_ABSENT,
  type ItemKey,
  putIf,
  readItem,
  readPartition,
  type Table,
} from '../table-client.ts';
import { withoutKeys } from './hashed-item.ts';

/** Who entered a rule, and when (milliseconds since the epoch). */
interface Recorded {
  readonly by: string;
  readonly at: number;
}

/** With the reason that was given, if one was; entries of before 0.3 have none. */
export type RecordedThreshold = ThresholdRule & Recorded & { readonly reason?: string };
export type RecordedCeiling = CeilingRule & Recorded;

/** What staff have set of the weights of matching. */
type RecordedMatchSettings = Recorded & { readonly changes: Partial<MatchSettings> };

/** What staff have set of how the desk works. */
export type RecordedDeskSettings = Recorded & { readonly changes: Partial<DeskSettings> };

/** The rule book with its authors; usable wherever a `RuleBook` is. */
export interface RecordedRuleBook {
  readonly thresholds: readonly RecordedThreshold[];
  readonly ceilings: readonly RecordedCeiling[];
  /** How often rules have been entered, all goods together; 0 where only versions before 0.3 have entered any. */
  readonly revision: number;
}

/** The rules that days are judged and supply is matched by, with who set them. */
export function ruleStore(table: Table) {
  return {
    /** All thresholds and ceilings ever set, each with its author; of those for the same day or instant, the latest. */
    async ruleBook(): Promise<RecordedRuleBook> {
      const items = await readPartition(table, 'rule');
      return {
        thresholds: latest(items.flatMap(thresholdsIn), ({ product, validFrom }) => `${product}#${validFrom}`),
        ceilings: latest(items.flatMap(ceilingsIn), ({ product, effectiveFrom }) => `${product}#${effectiveFrom}`),
        revision: items.reduce((highest, item) => Math.max(highest, numberOf(item)), 0),
      };
    },

    /**
     * Thresholds from a day on, all or none; entered again for the same product and day, the later entry stands. False
     * where somebody has entered rules since the book was at `revision`.
     */
    putThresholds(
      rules: readonly RecordedThreshold[],
      revision: number,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      const flat = rules.map(({ thresholds, ...rule }) => ({ ...rule, ...thresholds }));
      return putRules(table, { kind: 'thresholds', rules: flat, revision }, lines);
    },

    /** Ceilings from an instant on, all or none, as `putThresholds`. */
    putCeilings(
      rules: readonly RecordedCeiling[],
      revision: number,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      return putRules(table, { kind: 'ceilings', rules, revision }, lines);
    },

    /** The weights of matching that staff have set instead of the defaults; none before that. */
    async readMatchSettings(): Promise<RecordedMatchSettings | undefined> {
      const item = await readItem(table, { pk: 'setting', sk: 'matching' });
      return item && withoutKeys<RecordedMatchSettings>(item);
    },

    /** False where somebody has set them since `before` was read. */
    putMatchSettings(
      settings: RecordedMatchSettings,
      before: Recorded | undefined,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      return putSetting(table, { pk: 'setting', sk: 'matching', ...settings }, before, lines);
    },

    /** How the desk works where staff have set it; none before that. */
    async readDeskSettings(): Promise<RecordedDeskSettings | undefined> {
      const item = await readItem(table, { pk: 'setting', sk: 'desk' });
      return item && withoutKeys<RecordedDeskSettings>(item);
    },

    /** False where somebody has set it since `before` was read. */
    putDeskSettings(
      settings: RecordedDeskSettings,
      before: Recorded | undefined,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      return putSetting(table, { pk: 'setting', sk: 'desk', ...settings }, before, lines);
    },
  };
}

/**
 * What is entered at once is one item, since a write is one item: a list whose second half failed would be a rule that
 * nobody has decided. Its key is its number, so of two who have read the same book one is refused. Versions before 0.3
 * kept a single rule under its product and time, and several under their instant.
 */
async function putRules(
  table: Table,
  {
    kind,
    rules,
    revision,
  }: {
    readonly kind: 'thresholds' | 'ceilings';
    readonly rules: readonly object[];
    readonly revision: number;
  },
  lines: readonly AuditEntry[],
): Promise<boolean> {
  if (rules.length === 0) return true;
  const key = { pk: 'rule', sk: `${ENTRY}${String(revision + 1).padStart(6, '0')}` };
  if (await putIf(table, IF_ABSENT, { ...key, kind, rules }, lines)) return true;
  // Asked twice, since an answer was lost, it stands all the same.
  return isDeepStrictEqual((await readItem(table, key))?.['rules'], rules);
}

const ENTRY = 'entry#';

/** The number of an entry; 0 for what versions before 0.3 have kept. */
function numberOf({ sk }: Attributes): number {
  return String(sk).startsWith(ENTRY) ? Number(String(sk).slice(ENTRY.length)) : 0;
}

async function putSetting(
  table: Table,
  item: Attributes & ItemKey & Recorded,
  before: Recorded | undefined,
  lines: readonly AuditEntry[],
): Promise<boolean> {
  if (await putIf(table, overRecorded(before), item, lines)) return true;
  const now = await readItem(table, item, { only: ['at', 'by'] });
  return now?.['at'] === item.at && now['by'] === item.by;
}

/** Only over what somebody has set, as it was read, or where nobody has set anything. */
function overRecorded(before: Recorded | undefined): Condition {
  if (!before) return IF_ABSENT;
  return {
    ConditionExpression: '#at = :at AND #by = :by',
    ExpressionAttributeNames: { '#at': 'at', '#by': 'by' },
    ExpressionAttributeValues: { ':at': before.at, ':by': before.by },
  };
}

function thresholdsIn(item: Attributes): RecordedThreshold[] {
  return rulesIn(item, 'threshold').map((rule) => toThreshold(rule));
}

function ceilingsIn(item: Attributes): RecordedCeiling[] {
  return rulesIn(item, 'ceiling').map((rule) => toCeiling(rule));
}

function rulesIn(item: Attributes, kind: 'threshold' | 'ceiling'): readonly Attributes[] {
  if (item['kind'] === kind) return [item];
  return item['kind'] === `${kind}s` ? (item['rules'] as readonly Attributes[]) : [];
}

/** Of rules with the same key the one that was entered last, in the order of their keys. */
function latest<Rule extends Recorded>(rules: readonly Rule[], keyOf: (rule: Rule) => string): Rule[] {
  const byKey = new Map<string, Rule>();
  for (const rule of rules.toSorted((a, b) => a.at - b.at)) byKey.set(keyOf(rule), rule);
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

function toThreshold(item: Attributes): RecordedThreshold {
  const { product, validFrom, watch, alert, crisis, by, at, reason } = item as unknown as RecordedThreshold &
    RecordedThreshold['thresholds'];
  return present<RecordedThreshold>({ product, validFrom, thresholds: { watch, alert, crisis }, by, at, reason });
}

function toCeiling(item: Attributes): RecordedCeiling {
  const { product, effectiveFrom, price, recordedOn, by, at } = item as unknown as RecordedCeiling;
  return { product, effectiveFrom, price, recordedOn, by, at };
}
