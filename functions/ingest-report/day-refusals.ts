import type { Bilingual } from '#domain/language.ts';
import type { Product } from '#domain/product.ts';
import type { ReportRow } from '#domain/report/report.ts';
import { explainClosedDay, explainDay, explainDrop } from '#domain/wording/refusals.ts';

/** Why a whole store-day was refused. */
export interface DayRefusal {
  readonly status: 404 | 409 | 413 | 422 | 429;
  readonly code: string;
  /** When the same may be sent again, for a refusal that passes by itself. */
  readonly retryAfterSeconds?: number;
  readonly detail: Bilingual;
  /** Rows that are kept and would be gone. */
  readonly dropped?: readonly ReportRow[];
}

/** Days back that history may reach; a day before it is a slip of the year. */
export const HISTORY_DAYS = 3653;

export const FUTURE_DATE = refusal(422, 'future-date');
export const FUTURE_INSTANT = refusal(422, 'future-reported-at');
export const TOO_OLD = refusal(422, 'too-old');
export const STRICT = refusal(422, 'rows-refused');
export const NO_VALID_ROWS = refusal(422, 'no-valid-rows');
export const NO_REPORT = refusal(404, 'no-report');
export const TOO_LARGE = refusal(413, 'report-too-large');
export const CHANGED_MEANWHILE = refusal(409, 'changed-meanwhile');
export const SUPERSEDED = refusal(409, 'superseded');
export const SAME_TIME: DayRefusal = { ...SUPERSEDED, detail: explainDay('same-time') };
export const BUSY: DayRefusal = { ...refusal(429, 'busy'), retryAfterSeconds: 2 };

function refusal(status: DayRefusal['status'], code: Parameters<typeof explainDay>[0]): DayRefusal {
  return { status, code, detail: explainDay(code) };
}

export function dayClosed(correctionDays: number): DayRefusal {
  return { status: 422, code: 'day-closed', detail: explainClosedDay(correctionDays) };
}

export function wouldDrop(
  dropped: readonly ReportRow[],
  kept: readonly ReportRow[],
  products: ReadonlyMap<string, Product>,
): DayRefusal {
  const ids = [...new Set(dropped.map(({ product }) => product))];
  const detail = explainDrop({ dropped: dropped.length, kept: kept.length, ids }, products);
  return { status: 409, code: 'rows-would-drop', detail, dropped };
}
