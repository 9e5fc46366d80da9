import type { Spent } from './metered-functions.ts';

export type Counted =
  | 'invocations'
  | 'cpuMs'
  | 'requests'
  | 'writeUnits'
  | 'strongUnits'
  | 'eventualUnits'
  | 'logBytes';

export function of(spent: ReadonlyMap<string, Spent>, kind: string): Spent {
  const account = spent.get(kind);
  if (!account) throw new Error(`Nothing was spent on ${kind}; there are ${[...spent.keys()].join(', ')}`);
  return account;
}

export function mean(account: Spent, member: Counted): number {
  return account[member] / account.invocations;
}

export function each(account: Spent, member: Counted): string {
  const value = mean(account, member);
  return value.toFixed(value < 20 ? 1 : 0);
}

export function count(value: number): string {
  return value.toLocaleString('en');
}

export function kb(bytes: number): string {
  return (bytes / 1024).toFixed(bytes < 20 * 1024 ? 1 : 0);
}

/** Sums of units by the first word of what they were spent on. */
export function byKind(sums: ReadonlyMap<string, number>, per: number): string {
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([what, units]) => `${what} ${(units / per).toFixed(1)}`)
    .join(', ');
}
