import { Problem } from '#runtime/problem.ts';

/** The refusal of a store that is none of the caller's: whether it is another's is not told. */
export function notYourStore(): Problem {
  return new Problem(403, 'not-your-store', {
    vi: 'Không có điểm bán này trong các điểm bán của đơn vị. Xem /v1/me.',
    en: 'You have no store with this id. See /v1/me.',
  });
}
