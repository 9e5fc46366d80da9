import type { reminders as vi } from '../vi/reminders.ts';

export const reminders: typeof vi = {
  waiting: 'The reminder is noted; a mail goes to the contact within minutes.',
  sent: 'A mail has gone to the contact.',
  failed: 'Not reminded: the mail did not arrive; call them.',
  'no-address': 'Not reminded: the contact has no e-mail; call them.',
  'no-mail': 'Not reminded: this system sends no mail; call them.',
  reported: 'The shop has reported; there is nothing to remind it of.',
};
