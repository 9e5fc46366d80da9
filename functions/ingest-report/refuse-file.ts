import { explainDay } from '#domain/wording/refusals.ts';
import { Problem } from '#runtime/problem.ts';
import { BUSY, STRICT } from './day-refusals.ts';
import { shownRejections } from './describe-receipt.ts';
import type { FileOutcome } from './receive-file.ts';

/** The refusal of a file of which nothing was kept: 429 where it may be sent again as it is, 422 otherwise. */
export function nothingKept({ outcomes, rejections }: FileOutcome): Problem {
  const isBusy = outcomes.some((outcome) => outcome.kind === 'refused' && outcome.refusal === BUSY);
  const { status, code, detail } = isBusy ? BUSY : NOTHING_KEPT;
  const retry = isBusy ? { retryAfterSeconds: BUSY.retryAfterSeconds } : {};
  return new Problem(status, code, detail, { ...retry, ...shownRejections(rejections) });
}

/** The refusal of a whole file for some of its lines. */
export function allOrNothing({ rejections }: FileOutcome): Problem {
  return new Problem(STRICT.status, STRICT.code, STRICT.detail, shownRejections(rejections));
}

const NOTHING_KEPT = { status: 422, code: 'nothing-kept', detail: explainDay('nothing-kept') };
