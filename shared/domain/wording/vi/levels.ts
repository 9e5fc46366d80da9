import type { Level } from '../../level.ts';

/** The levels as they are named within a sentence. */
export const levels: Readonly<Record<Level, string>> = {
  normal: 'bình thường',
  watch: 'theo dõi',
  alert: 'cảnh báo',
  crisis: 'khẩn cấp',
};
