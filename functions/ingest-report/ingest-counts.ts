import type { Rejection } from './describe-receipt.ts';
import type { IngestOutcome } from './ingest-report.ts';

/** What one request brought: kept store-days and rows, rows held back from the statistics, refused rows by code. */
export interface IngestCounts {
  readonly reports: number;
  readonly rows: number;
  readonly quarantined: number;
  readonly rejectedByCode: ReadonlyMap<string, number>;
}

export function countIngested(
  outcomes: readonly IngestOutcome[],
  rejections: readonly Pick<Rejection, 'code'>[],
): IngestCounts {
  const receipts = outcomes.flatMap((outcome) => (outcome.kind === 'kept' ? [outcome.receipt] : []));
  const rejectedByCode = new Map<string, number>();
  for (const { code } of rejections) rejectedByCode.set(code, (rejectedByCode.get(code) ?? 0) + 1);
  return {
    reports: receipts.length,
    rows: receipts.reduce((sum, { accepted }) => sum + accepted, 0),
    quarantined: receipts.reduce(
      (sum, { warnings }) => sum + warnings.filter(({ code }) => code === 'quarantined').length,
      0,
    ),
    rejectedByCode,
  };
}
