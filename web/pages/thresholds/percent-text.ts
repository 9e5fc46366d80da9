import type { ThresholdPercents } from '#domain/product.ts';
import { STEPS, type Step } from './thresholds.ts';

/** The three numbers as somebody is typing them. */
export type Draft = Readonly<Record<Step, string>>;

const LEAST = 0.01;
const GREATEST = 1000;

export function draftOf(thresholds: ThresholdPercents): Draft {
  return { watch: String(thresholds.watch), alert: String(thresholds.alert), crisis: String(thresholds.crisis) };
}

/** A percentage as it was typed, with a comma or a point; undefined for what is none. */
export function percentIn(text: string): number | undefined {
  const written = text.trim().replace(',', '.');
  const value = Number(written);
  return /^\d+(\.\d{1,4})?$/.test(written) && value >= LEAST && value <= GREATEST ? value : undefined;
}

/** What is wrong with a draft; undefined for one that can be set. */
export function wrongIn(draft: Draft): 'no-number' | 'order' | undefined {
  const [watch, alert, crisis] = STEPS.map((step) => percentIn(draft[step]));
  if (watch === undefined || alert === undefined || crisis === undefined) return 'no-number';
  return watch < alert && alert < crisis ? undefined : 'order';
}

/** A draft as numbers, if it can be set. */
export function thresholdsIn(draft: Draft): ThresholdPercents | undefined {
  const [watch, alert, crisis] = STEPS.map((step) => percentIn(draft[step]));
  if (watch === undefined || alert === undefined || crisis === undefined) return undefined;
  return wrongIn(draft) === undefined ? { watch, alert, crisis } : undefined;
}

/** One percent more or less, as far as there is any. */
export function stepped(text: string, by: 1 | -1): string {
  const value = percentIn(text);
  if (value === undefined) return text;
  return String(Math.min(GREATEST, Math.max(1, Math.round((value + by) * 10_000) / 10_000)));
}
