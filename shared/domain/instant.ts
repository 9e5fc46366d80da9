import { isBusinessDay } from './business-day.ts';

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch of an ISO 8601 instant with its offset; none without an offset or for any other text. */
export function parseInstant(text: string): number | undefined {
  // Checked first, since `Date.parse` takes the 30th of February for the 2nd of March.
  const date = ISO_INSTANT.exec(text)?.[1];
  if (date === undefined || !isBusinessDay(date)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
