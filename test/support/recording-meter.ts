import type { Meter } from '#runtime/meter.ts';

/** A meter that keeps what it is told: values by name, and by name and value of the dimension. */
export function recordingMeter(): Meter & { readonly recorded: Record<string, number>[] } {
  const recorded: Record<string, number>[] = [];
  return {
    recorded,
    record: (values) => void recorded.push({ ...values }),
    recordBy: (name, values) => {
      for (const [dimension, value] of values) recorded.push({ [`${name} ${dimension}`]: value });
    },
  };
}
