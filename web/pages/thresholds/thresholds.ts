import type { ReceivedFrom } from '#contract/client.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { ThresholdPercents } from '#domain/product.ts';

/** What holds, and all that was ever set. */
export type Thresholds = ReceivedFrom<'GET /v1/thresholds'>;
export type InForce = Thresholds['items'][number];
export type SetThreshold = Thresholds['history'][number];

/** The levels of which each good has a threshold, the mildest first. */
export const STEPS = ['watch', 'alert', 'crisis'] as const;
export type Step = (typeof STEPS)[number];

/** When somebody last set one, as an instant; empty before that. */
export function lastSetAt({ history }: Thresholds): string {
  return (
    history
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? ''
  );
}

/** The next that was set for a later day, as it was set last. */
export function nextToCome({ history, date }: Thresholds, product: string): SetThreshold | undefined {
  const ahead = history.filter((set) => set.product === product && set.validFrom > date);
  const [next] = ahead.toSorted((a, b) =>
    a.validFrom === b.validFrom ? (a.at < b.at ? 1 : -1) : a.validFrom < b.validFrom ? -1 : 1,
  );
  return next;
}

/** What held on the days before one was set: an earlier one, or what the catalogue says. */
export function heldBefore(
  history: readonly SetThreshold[],
  { product, validFrom }: SetThreshold,
  unset: ThresholdPercents,
): ThresholdPercents {
  const earlier = history
    .filter((other) => other.product === product && other.validFrom < validFrom)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  return percentsOf(earlier ?? unset);
}

/** The three numbers alone. */
export function percentsOf({ watch, alert, crisis }: ThresholdPercents): ThresholdPercents {
  return { watch, alert, crisis };
}

export function areEqual(a: ThresholdPercents, b: ThresholdPercents): boolean {
  return STEPS.every((step) => a[step] === b[step]);
}

/** Whether a threshold that was set is still to come, holds, or was followed by another. */
export function phaseOf(
  { validFrom }: SetThreshold,
  inForce: InForce | undefined,
  today: BusinessDay,
): 'to-come' | 'in-force' | 'past' {
  if (validFrom > today) return 'to-come';
  return inForce?.source === 'own' && inForce.validFrom === validFrom ? 'in-force' : 'past';
}
