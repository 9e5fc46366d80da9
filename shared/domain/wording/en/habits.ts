import type { HabitDay } from '../../detection/same-days.ts';
import { FIGURES } from '../../figures.ts';
import type { habits as vi } from '../vi/habits.ts';

const figures = FIGURES.en;

const DAYS: Readonly<Record<HabitDay, string>> = {
  weekday: 'this weekday',
  'lunar-day': 'the 1st and 15th of the lunar month',
};

export const habits: typeof vi = {
  usual: ({ pct, days }) =>
    `${figures.exactChange(pct)} is usual for ${days.map((day) => DAYS[day]).join(' and for ')}`,
};
