import type { DailyWords } from './vi.ts';

/** The English words of the mails of a day. */
export const en: DailyWords = {
  tag: { digest: 'DIGEST', calm: 'CALM' },
  subject: {
    digest: (day, count) => `[Digest] ${count} ${count === 1 ? 'change' : 'changes'} not told yet · ${day}`,
    calm: (day) => `[Calm] No alert is on · ${day}`,
  },
  day: (day) => day,
  sentence: {
    digest: (count) =>
      `Since the last digest ${count} ${count === 1 ? 'change was' : 'changes were'} not told by a message.`,
    calm: 'At your places nothing of level alert or above is on.',
  },
  live: (count) =>
    count === 0
      ? 'No event of level alert or above is on.'
      : `${count} ${count === 1 ? 'event' : 'events'} of level alert or above ${count === 1 ? 'is' : 'are'} on.`,
  what: { on: 'Watched', lowered: 'Level lowered', wider: 'Further places' },
  more: (count) => ['And', `${count} more`],
  nothingToDo: 'There is nothing to do.',
  toDo: 'To do',
  open: 'Open the events',
  repeat: 'This mail may have been sent before.',
  footer: ['This mail is sent once a day at most. A lead changes when and whether it is, by /v1/desk-settings.'],
};
