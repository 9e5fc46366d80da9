const startedAt = performance.now();

/** Seconds since the run began. */
export function secondsSoFar(): number {
  return (performance.now() - startedAt) / 1000;
}

/** Prints what has just happened, and when: `  12.3 s  three retailers and a supplier are registered`. */
export function tell(line: string): void {
  process.stdout.write(`${secondsSoFar().toFixed(1).padStart(6)} s  ${line}\n`);
}
