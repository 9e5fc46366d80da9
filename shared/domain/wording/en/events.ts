import type { events as model } from '../vi/events.ts';

export const events: typeof model = {
  happened({ goods, direction, ceiling, changes, cover, where }) {
    if (!changes) return `${goods} running out ${where}${cover === undefined ? '' : `: enough for ${cover}`}`;
    const moved = ceiling ? 'above the price ceiling by' : direction === 'up' ? 'up' : 'down';
    return `${goods} ${moved} ${changes} ${where}${cover === undefined ? '' : `; stock lasts ${cover}`}`;
  },
  over: ({ goods, where }) => `${goods} ${where}: over`,
  takenBack: ({ goods, where }) => `${goods} ${where}: alert withdrawn after figures were corrected`,
  inCity: 'across the whole city',
  inPlaces: (names) => `in ${names.join(' and ')}`,
  inWards: (counts) => `in ${events.wards(counts)}`,
  wholeCity: 'the whole city',
  wards: ({ wards, communes, others }) =>
    [counted(wards, 'ward'), counted(communes, 'commune'), counted(others, 'place')].filter(Boolean).join(', '),
};

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count}\u00a0${noun}${count === 1 ? '' : 's'}`;
}
