import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { TURNS, type Turn } from '#storage/assessment-outputs.ts';

export { UNREADABLE } from '#storage/unreadable-item.ts';

/** One output of an assessment, ready to be kept: what it is called, and a hash of its content. */
export interface StagedOutput {
  readonly name: string;
  readonly hash: string;
  /** True when nothing is lost by not writing it where nothing is kept yet. */
  readonly empty: boolean;
  readonly turn: Turn;
}

/** What keeping needs of the world; `Output` is the storage's own form of an output. */
export interface KeepPorts<Output extends StagedOutput> {
  /**
   * Hashes of what is kept under the outputs' names; a name that a later day has taken maps to `newer`. And as outputs
   * that say nothing: what an earlier folding has kept and this one does not have.
   */
  readonly compare: (outputs: readonly Output[]) => Promise<{
    readonly kept: ReadonlyMap<string, string | 'newer'>;
    readonly gone: readonly Output[];
  }>;
  /** A head as it stands while the facts behind it are being written. */
  readonly changing: (head: Output) => Output;
  /** Keeps an output on condition that what is kept is still what was read; false if it is not. */
  readonly put: (output: Output, expected: string | undefined) => Promise<boolean>;
}

/** What was written: `lost` where another came between, so that the place-day must be read again. */
export type Written = 'nothing' | 'something' | 'news' | 'lost';

/** Outputs that are written at once: fewer than the connections of a function. */
const AT_ONCE = 32;

/**
 * Keeps what differs, turn by turn. Heads say so before the facts behind them change, and are written again after it: so
 * the places around are woken after the last change, however often it went and came back, and wherever somebody died.
 */
export async function keepDifferences<Output extends StagedOutput>(
  ports: KeepPorts<Output>,
  staged: readonly Output[],
): Promise<Written> {
  const { kept, gone } = await ports.compare(staged);
  const outputs = [...staged, ...gone];
  const known = new Map(kept);
  const put = async (output: Output) => {
    const isKept = await ports.put(output, known.get(output.name));
    if (isKept) known.set(output.name, output.hash);
    return isKept;
  };
  const differs = ({ name, hash, empty }: Output) => {
    const then = known.get(name);
    return then !== hash && then !== 'newer' && !(then === undefined && empty);
  };
  const differing = outputs.filter(differs);
  if (differing.some(({ turn }) => turn === 'facts')) {
    const heads = outputs.filter(({ turn }) => turn === 'head').map(ports.changing);
    if ((await aFewAtOnce(heads, AT_ONCE, put)).includes(false)) return 'lost';
  }
  for (const turn of TURNS) {
    const due = outputs.filter((output) => output.turn === turn && differs(output));
    if ((await aFewAtOnce(due, AT_ONCE, put)).includes(false)) return 'lost';
  }
  if (differing.some(({ turn }) => turn === 'news')) return 'news';
  return differing.length > 0 ? 'something' : 'nothing';
}
