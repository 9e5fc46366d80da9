import type { ReminderWords } from './vi.ts';

/** The English words of a reminder to report. */
export const en: ReminderWords = {
  tag: 'PLEASE REPORT',
  subject: (day, count) => `[Please report] ${count} ${count === 1 ? 'shop' : 'shops'} without prices on ${day}`,
  day: (day) => `Day ${day}`,
  sentence: (day, count) => `${count} of your shops ${count === 1 ? 'has' : 'have'} not reported prices on ${day}.`,
  grounds: 'Please report today; a late report is taken, too.',
  toDo: 'What to do',
  closed: 'Report as on any day. If the shop is closed, tell who has sent this reminder.',
  noNote: 'no report yet',
  repeat: 'This mail may have been sent before.',
  footer: ['The market administration sends this mail; a shop is reminded once a day at most.'],
};
