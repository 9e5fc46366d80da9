import type { CeilingRule, ThresholdRule } from '#domain/detection/rules.ts';
import type { MatchSettings } from '#domain/matching/match-settings.ts';
import { type Attributes, put, readItem, readPartition, type Table } from '../table-client.ts';
import { withoutKeys } from './hashed-item.ts';

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

/** The rules that days are judged and supply is matched by, with who set them. */
export function ruleStore(table: Table) {
  return {
    /** All thresholds and ceilings ever set, each with its author. */
    async ruleBook(): Promise<RecordedRuleBook> {
      const items = await readPartition(table, 'rule');
      return {
        thresholds: items.filter((item) => item['kind'] === 'threshold').map(toThreshold),
        ceilings: items.filter((item) => item['kind'] === 'ceiling').map(toCeiling),
      };
    },

    /** A product's thresholds from a day on; entered again for the same day, the later entry stands. */
    putThreshold({ thresholds, ...rule }: RecordedThreshold): Promise<void> {
      const sk = `threshold#${rule.product}#${rule.validFrom}`;
      return put(table, { pk: 'rule', sk, kind: 'threshold', ...rule, ...thresholds });
    },

    /** A product's ceiling from an instant on; entered again for the same instant, the later entry stands. */
    putCeiling(rule: RecordedCeiling): Promise<void> {
      const instant = new Date(rule.effectiveFrom).toISOString();
      return put(table, { pk: 'rule', sk: `ceiling#${rule.product}#${instant}`, kind: 'ceiling', ...rule });
    },

    /** The weights of matching that staff have set instead of the defaults; none before that. */
    async readMatchSettings(): Promise<RecordedMatchSettings | undefined> {
      const item = await readItem(table, { pk: 'setting', sk: 'matching' });
      return item && withoutKeys<RecordedMatchSettings>(item);
    },

    putMatchSettings(settings: RecordedMatchSettings): Promise<void> {
      return put(table, { pk: 'setting', sk: 'matching', ...settings });
    },
  };
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
