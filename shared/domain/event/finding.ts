import { type BusinessDay, businessDayOf } from '../business-day.ts';
import type { StoreKey } from '../store.ts';

/** What somebody found who looked at a shop's price: it is as reported, it is another, the shop has none, or is shut. */
export const VERDICTS = ['right', 'wrong', 'not-sold', 'closed'] as const;
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

/** True for a verdict against the price that was reported; a shut shop says nothing of it. */
export function refutes({ verdict }: Pick<Finding, 'verdict'>): boolean {
  return verdict === 'wrong' || verdict === 'not-sold';
}

/** True for a verdict on the price that was reported. */
export function judges({ verdict }: Pick<Finding, 'verdict'>): boolean {
  return verdict !== 'closed';
}

/** Findings in the order in which they were made; of one instant in that in which they came in. */
export function inOrder<One extends Pick<KeptFinding, 'at' | 'receivedAt'>>(findings: readonly One[]): One[] {
  return findings.toSorted((a, b) => a.at - b.at || a.receivedAt - b.receivedAt);
}

/** The finding that stands for a good in a shop: the last one that was made of it, or of all goods there. */
export function standingFinding(
  findings: readonly KeptFinding[],
  { store, product }: { readonly store: StoreKey; readonly product: string },
): KeptFinding | undefined {
  return inOrder(findings).findLast(
    (finding) => finding.store === store && (finding.product === undefined || finding.product === product),
  );
}

/** True where a finding speaks of figures of a day: one from before says nothing of them. */
export function speaksOf({ at }: Pick<Finding, 'at'>, figuresOn: BusinessDay): boolean {
  return businessDayOf(at) >= figuresOn;
}
