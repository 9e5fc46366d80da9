/** Reports in a trailing reference, and how many of them it needs. */
export const TRAILING_REPORTS = 28;
export const MIN_REPORTS = 7;
