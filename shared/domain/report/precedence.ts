import type { ReportSource } from './report.ts';

/** What decides which of two reports of one store-day stands. */
export interface ReportVersion {
  /** Milliseconds since the epoch. */
  readonly reportedAt: number;
  readonly source: ReportSource;
  /** Hash of the rows. */
  readonly contentHash: string;
}

/**
 * How a report that arrives stands to the one that is kept: it replaces it, says and dates the same, or stands behind.
 *
 * The latest `reportedAt` stands; at one instant a live report stands over history, and of two live reports the one
 * with the larger content hash, so that any order of arrival of the same reports ends the same. History is entered by
 * staff, file by file, and is dated by default at the start of its business day: a corrected file bears the same
 * instants as the wrong one, so of two history reports the one that arrives later stands.
 */
export function comparePrecedence(arriving: ReportVersion, kept: ReportVersion): 'newer' | 'same' | 'superseded' {
  const sameContent = arriving.contentHash === kept.contentHash;
  if (arriving.source === 'history' && kept.source === 'history') return sameContent ? 'same' : 'newer';
  if (arriving.reportedAt !== kept.reportedAt) return arriving.reportedAt > kept.reportedAt ? 'newer' : 'superseded';
  if (arriving.source !== kept.source) return arriving.source === 'live' ? 'newer' : 'superseded';
  if (sameContent) return 'same';
  return arriving.contentHash > kept.contentHash ? 'newer' : 'superseded';
}
