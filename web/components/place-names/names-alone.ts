/** Asks places for their names, where they lie and their tiles, and reads nothing of the day. */
export const NAMES_ALONE = { query: { figures: 'none' } } as const;
