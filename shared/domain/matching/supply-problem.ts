/** Who has, who lacks, and what it costs to carry: all that a solver is told. Quantities in thousandths of a unit. */
interface SupplyProblem {
  readonly sources: readonly { readonly id: string; readonly surplusMilli: number }[];
  readonly sinks: readonly { readonly id: string; readonly needMilli: number; readonly coverDays: number }[];
  /** VND for one unit, an integer; none where the way is forbidden. */
  readonly unitCost: (source: string, sink: string) => number | undefined;
  /** Pairs that staff have refused. */
  readonly banned: readonly { readonly from: string; readonly to: string }[];
}

/** Why a need stays unmet. */
type UnmetCause = 'nobody-reachable' | 'supply-exhausted';

export interface MatchResult {
  readonly method: string;
  /** Positive quantities only, at most one flow a pair. */
  readonly flows: readonly {
    readonly from: string;
    readonly to: string;
    readonly quantityMilli: number;
    readonly unitCost: number;
  }[];
  readonly unmet: readonly { readonly sink: string; readonly quantityMilli: number; readonly cause: UnmetCause }[];
}

/** Solves a problem; the same problem in any order of its lists has the same result. */
export type MatchSupply = (problem: SupplyProblem) => MatchResult;
