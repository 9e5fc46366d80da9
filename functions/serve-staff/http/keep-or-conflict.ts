import { Problem } from '#runtime/problem.ts';

/** Raises `changed-meanwhile` (409) when somebody else's change came between reading and writing. */
export async function keepOrConflict(kept: Promise<boolean>): Promise<void> {
  if (await kept) return;
  throw new Problem(409, 'changed-meanwhile', {
    vi: 'Vừa có người khác sửa mục này. Hãy tải lại rồi sửa tiếp.',
    en: 'Somebody else has just changed this. Read it again and repeat the change.',
  });
}
