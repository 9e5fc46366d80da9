import type { CeilingRule, ThresholdRule } from '#domain/detection/rules.ts';
import type { DeskSettings } from '#domain/duty/desk-settings.ts';
import type { MatchSettings } from '#domain/matching/match-settings.ts';
import { present } from '#domain/present.ts';
import { type Attributes, put, readItem, readPartition, type Table } from '../table-client.ts';
import { hashOf, withoutKeys } from './hashed-item.ts';

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
      };
    },

    /** Thresholds from a day on, all or none; entered again for the same product and day, the later entry stands. */
    putThresholds(rules: readonly RecordedThreshold[]): Promise<void> {
      const flat = rules.map(({ thresholds, ...rule }) => ({ ...rule, ...thresholds }));
      return putRules(table, 'threshold', flat, ({ validFrom }) => validFrom);
    },

    /** Ceilings from an instant on, all or none; entered again for the same product and instant, the later entry stands. */
    putCeilings(rules: readonly RecordedCeiling[]): Promise<void> {
      const flat = rules.map((rule) => ({ ...rule }));
      return putRules(table, 'ceiling', flat, ({ effectiveFrom }) => new Date(effectiveFrom).toISOString());
    },

    /** The weights of matching that staff have set instead of the defaults; none before that. */
    async readMatchSettings(): Promise<RecordedMatchSettings | undefined> {
      const item = await readItem(table, { pk: 'setting', sk: 'matching' });
      return item && withoutKeys<RecordedMatchSettings>(item);
    },

    putMatchSettings(settings: RecordedMatchSettings): Promise<void> {
      return put(table, { pk: 'setting', sk: 'matching', ...settings });
    },

    /** How the desk works where staff have set it; none before that. */
    async readDeskSettings(): Promise<RecordedDeskSettings | undefined> {
      const item = await readItem(table, { pk: 'setting', sk: 'desk' });
      return item && withoutKeys<RecordedDeskSettings>(item);
    },

    putDeskSettings(settings: RecordedDeskSettings): Promise<void> {
      return put(table, { pk: 'setting', sk: 'desk', ...settings });
    },
  };
}

/**
 * One rule is an item of its own, under its product and time. Several are one item, since a write is one item: a list
 * whose second half failed would be a rule that nobody has decided.
 */
function putRules<Rule extends Attributes & Recorded & { readonly product: string }>(
  table: Table,
  kind: 'threshold' | 'ceiling',
  rules: readonly Rule[],
  timeOf: (rule: Rule) => string,
): Promise<void> {
  const [first] = rules;
  if (!first) return Promise.resolve();
  if (rules.length === 1) {
    return put(table, { pk: 'rule', sk: `${kind}#${first.product}#${timeOf(first)}`, kind, ...first });
  }
  const instant = String(first.at).padStart(13, '0');
  return put(table, { pk: 'rule', sk: `${kind}s#${instant}#${hashOf(rules)}`, kind: `${kind}s`, rules });
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
