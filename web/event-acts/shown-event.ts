import type { ReceivedFrom } from '#contract/client.ts';

/** An event as lists show it. */
export type ShownEvent = ReceivedFrom<'GET /v1/events'>['items'][number];

/** The states of events that are not over. */
export const OPEN_STATES = ['open', 'recovering', 'acknowledged', 'silenced'] as const;
/** As many as one answer lists. */
export const MOST_EVENTS = 200;

/** One good of an event, with the numbers of its widest place. */
export type ShownGood = ShownEvent['goods'][number];

/** True for what asks somebody to take it over. */
export function isWanted({ level, state }: Pick<ShownEvent, 'level' | 'state'>): boolean {
  return level !== 'watch' && level !== 'normal' && (state === 'open' || state === 'recovering');
}
