import { type BusinessDay, businessDayOf } from '../business-day.ts';
import type { StoreKey } from '../store.ts';

/**
 * What somebody found who looked at a shop's price: it is as reported, it is another, the goods are there without a price,
 * the shop has none, or is shut. `taken-back` says that an earlier finding was none: nobody has looked.
 */
export const VERDICTS = ['right', 'wrong', 'no-price', 'not-sold', 'closed', 'taken-back'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a person found at a shop of an event: appended, never changed. A later one stands over it. */
export interface Finding {
  /** The event for which the shop was looked at. */
  readonly event: string;
  readonly store: StoreKey;
  /** Where the store lay then. */
  readonly place: string;
  /** The good that was looked at; absent of all goods of the event in that shop. */
  readonly product?: string;
  readonly verdict: Verdict;
  /** VND for one unit, as it was seen. */
  readonly seenPrice?: number;
  /** The price that the shop had reported, and its usual one, as they stood when the finding came in; of one good. */
  readonly reported?: number;
  readonly usual?: number;
  /** True where the price that was seen is past the threshold, too. */
  readonly isStillBeyond?: boolean;
  readonly note?: string;
  /** When it was seen, milliseconds since the epoch: a phone without network sends it later. */
  readonly at: number;
  readonly by: string;
  /** Ids of the event's alerts that it concerns: those of its goods at places around the store. */
  readonly alerts: readonly string[];
}

/** A finding as it is kept. */
export interface KeptFinding extends Finding {
  /** When it came in first, milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** True for a finding against the move that was told: a price that is another, but past the threshold too, confirms it. */
export function refutes({ verdict, isStillBeyond = false }: Pick<Finding, 'verdict' | 'isStillBeyond'>): boolean {
  return verdict === 'not-sold' || (verdict === 'wrong' && !isStillBeyond);
}

/** True for a finding that speaks for or against the move: a shut shop and goods without a price say nothing of it. */
export function judges({ verdict }: Pick<Finding, 'verdict'>): boolean {
  return verdict === 'right' || verdict === 'wrong' || verdict === 'not-sold';
}

/** Findings in the order in which they were made; of one instant in that in which they came in. */
export function inOrder<One extends Pick<KeptFinding, 'at' | 'receivedAt'>>(findings: readonly One[]): One[] {
  return findings.toSorted((a, b) => a.at - b.at || a.receivedAt - b.receivedAt);
}

/** The finding that stands for a good in a shop: the last one of it, or of all goods there, unless it was taken back. */
export function standingFinding(
  findings: readonly KeptFinding[],
  { store, product }: { readonly store: StoreKey; readonly product: string },
): KeptFinding | undefined {
  const last = inOrder(findings).findLast(
    (finding) => finding.store === store && (finding.product === undefined || finding.product === product),
  );
  return last?.verdict === 'taken-back' ? undefined : last;
}

/** True where a finding speaks of figures of a day: one from before says nothing of them. */
export function speaksOf({ at }: Pick<Finding, 'at'>, figuresOn: BusinessDay): boolean {
  return businessDayOf(at) >= figuresOn;
}

/** Which finding a later one corrects: both ways, by the findings themselves. */
export interface Corrections {
  /** The finding that this one corrects. */
  readonly correctedBy: (finding: KeptFinding) => KeptFinding | undefined;
  readonly corrects: (finding: KeptFinding) => KeptFinding | undefined;
}

/** A later finding of the same day corrects one of the same good in the same shop, where it says something else. */
export function correctionsIn(findings: readonly KeptFinding[]): Corrections {
  const byShop = Map.groupBy(inOrder(findings), ({ store, at }) => `${store} ${businessDayOf(at)}`);
  const next = new Map<KeptFinding, KeptFinding>();
  const previous = new Map<KeptFinding, KeptFinding>();
  for (const own of byShop.values()) {
    for (const [index, later] of own.entries()) {
      const before = own.slice(0, index).findLast((earlier) => isOfSameGoods(earlier, later));
      if (!before || saysSame(before, later)) continue;
      previous.set(later, before);
      if (!next.has(before)) next.set(before, later);
    }
  }
  return { correctedBy: (finding) => next.get(finding), corrects: (finding) => previous.get(finding) };
}

function isOfSameGoods({ product: one }: KeptFinding, { product: other }: KeptFinding): boolean {
  return one === undefined || other === undefined || one === other;
}

function saysSame(one: KeptFinding, other: KeptFinding): boolean {
  return one.verdict === other.verdict && one.seenPrice === other.seenPrice && one.note === other.note;
}
