import { drafts, waitingReports } from './days-kept.ts';

/** A day of which something is kept on this phone: it waits to be sent, was refused, or was never sent. */
export interface EarlierDay {
  readonly day: string;
  /** A moment of that day by the clock of this phone. */
  readonly at: number;
  readonly state: 'waiting' | 'refused' | 'unsent';
  /** How many prices it has; of what was never sent, those that were entered. */
  readonly count: number;
  /** Why it was refused. */
  readonly detail?: string;
}

/** The days of which something is kept here, the oldest first. */
export async function earlierDays(store: string): Promise<readonly EarlierDay[]> {
  const waiting = (await waitingReports(store)).map(({ day, at, rows, refusal }): EarlierDay => {
    const known = { day, at, count: rows.length };
    return refusal === undefined ? { ...known, state: 'waiting' } : { ...known, state: 'refused', detail: refusal };
  });
  const unsent = (await drafts())
    .filter(({ day }) => !waiting.some((known) => known.day === day))
    .map(({ day, at, rows }): EarlierDay => ({ day, at, state: 'unsent', count: Object.keys(rows).length }));
  return [...waiting, ...unsent].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
