import type { calendar as vi } from '../vi/calendar.ts';

export const calendar: typeof vi = {
  tet: 'Lunar New Year',
  closed: 'First to third day of Tết, markets shut',
  dayOff: 'Day off by the settings of the desk',
  workingDay: 'Working day by the settings of the desk',
  first: 'First of the lunar month',
  fifteenth: 'Fifteenth of the lunar month',
};
