import { FIGURES } from '../../figures.ts';
import type { events as model } from '../vi/events.ts';

const figures = FIGURES.en;

export const events: typeof model = {
  happened({ goods, direction, ceiling, changes, coverDays, where }) {
    if (!changes)
      return `${goods} running out ${where}${coverDays === undefined ? '' : `: enough for about ${figures.days(coverDays)}`}`;
    const moved = ceiling ? 'above the price ceiling by' : direction === 'up' ? 'up' : 'down';
    const cover = coverDays === undefined ? '' : `; stock lasts about ${figures.days(coverDays)}`;
    return `${goods} ${moved} ${rangeOf(changes)} ${where}${cover}`;
  },
  over: ({ goods, where }) => `${goods} ${where}: over`,
  takenBack: ({ goods, where }) => `${goods} ${where}: alert withdrawn after figures were corrected`,
  inCity: 'across the whole city',
  inPlaces: (names) => `in ${names.join(' and ')}`,
  inWards: ({ wards, communes, others }) =>
    `in ${[counted(wards, 'ward'), counted(communes, 'commune'), counted(others, 'place')].filter(Boolean).join(', ')}`,
};

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count}\u00a0${noun}${count === 1 ? '' : 's'}`;
}

function rangeOf({ least, greatest }: { readonly least: number; readonly greatest: number }): string {
  return `${least === greatest ? '' : `${figures.number(least)}–`}${figures.percent(greatest)}`;
}
