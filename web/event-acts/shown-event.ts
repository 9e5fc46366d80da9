import type { ReceivedFrom } from '#contract/client.ts';

/** An event as lists show it. */
export type ShownEvent = ReceivedFrom<'GET /v1/events'>['items'][number];

/** One good of an event, with the numbers of its widest place. */
export type ShownGood = ShownEvent['goods'][number];

/** True for what asks somebody to take it over. */
export function isWanted({ level, state }: Pick<ShownEvent, 'level' | 'state'>): boolean {
  return level !== 'watch' && level !== 'normal' && (state === 'open' || state === 'recovering');
}
