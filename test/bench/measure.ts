/** A line of the README's table. */
export function printRow(what: string, result: string, goal: string): void {
  process.stdout.write(`| ${what} | ${result} | ${goal} |\n`);
}

/**
 * Milliseconds that each contender takes, as medians over the rounds.
 *
 * They take turns, so that what disturbs the machine disturbs both; the first rounds only warm up.
 */
export async function medianOfTurns<Name extends string>(
  contenders: Readonly<Record<Name, () => unknown>>,
  rounds: number,
  warmUpRounds = 0,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    for (const name of names) {
      const started = performance.now();
      await contenders[name]();
      if (round >= warmUpRounds) taken.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, quantileOf(taken.get(name) ?? [], 0.5)])) as Record<
    Name,
    number
  >;
}

/** The smallest value that at least the given share of the values does not exceed. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
}
