import { Problem } from '#runtime/problem.ts';

/** Stands for a use case of the contract that is being written. */
export function notServedYet(): never {
  throw new Problem(503, 'not-served-yet', { vi: 'Chưa phục vụ.', en: 'Not served yet.' });
}
