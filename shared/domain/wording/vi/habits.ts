import type { HabitDay } from '../../detection/same-days.ts';
import { FIGURES } from '../../figures.ts';

const figures = FIGURES.vi;

const DAYS: Readonly<Record<HabitDay, string>> = {
  weekday: 'ngày này trong tuần',
  'lunar-day': 'dịp mùng một và rằm âm lịch',
};

export const habits = {
  /** "thường thấy +12 % vào ngày này trong tuần"; inside a sentence. */
  usual: ({ pct, days }: { pct: number; days: readonly HabitDay[] }) =>
    `thường thấy ${figures.exactChange(pct)} vào ${days.map((day) => DAYS[day]).join(' và ')}`,
};
