import type { DailyWords } from './vi.ts';

/** The English words of the mails of a day. */
export const en: DailyWords = {
  tag: { digest: 'DIGEST', calm: 'CALM' },
  subject: {
    digest: (day, parts) => `[Digest] ${parts.join(', ')} · ${day}`,
    calm: (day) => `[Calm] No alert is on · ${day}`,
  },
  day: (day) => day,
  sentence: {
    changes: (count) =>
      `Since the last digest ${count} ${count === 1 ? 'change was' : 'changes were'} not told by a message.`,
    waiting: (count) => (count === 1 ? '1 supplier waits for a call.' : `${count} suppliers wait for a call.`),
    thin: (reported, shops) => `Only ${reported} of ${shops} shops have reported today.`,
    calm: 'At your places nothing of level alert or above is on.',
  },
  whenNot: 'You will be told at once when that changes.',
  live: (count) =>
    count === 0
      ? 'No event of level alert or above is on.'
      : `${count} ${count === 1 ? 'event' : 'events'} of level alert or above ${count === 1 ? 'is' : 'are'} on.`,
  what: { on: 'Watched', lowered: 'Level lowered', wider: 'Further places' },
  more: (count) => ['And', `${count} more`],
  inShort: {
    changes: (count) => `${count} ${count === 1 ? 'change' : 'changes'} not told yet`,
    waiting: (count) => `${count} ${count === 1 ? 'supplier' : 'suppliers'} to call`,
    thin: (reported, shops) => `reports ${reported}/${shops}`,
  },
  call: {
    head: 'Call suppliers',
    says: (count) =>
      `${count} ${count === 1 ? 'was' : 'were'} proposed for your places, and nobody has answered for ${count === 1 ? 'it' : 'them'}.`,
  },
  remind: {
    head: 'Ask for reports',
    says: (count) =>
      `${count} ${count === 1 ? 'shop has' : 'shops have'} not reported today: the day's figures say little.`,
  },
  coverage: (reported, shops) => ['Reported', `${reported} of ${shops} shops today`],
  nothingToDo: 'There is nothing to do.',
  toDo: 'To do',
  open: 'Open the events',
  repeat: 'This mail may have been sent before.',
  footer: ['This mail is sent once a day at most. A lead sets when, and whether it is.'],
};
