import type { reminders as vi } from '../vi/reminders.ts';

export const reminders: typeof vi = {
  waiting: 'The reminder is noted; a mail goes to the contact within minutes.',
  sent: 'A mail has gone to the contact.',
  failed: 'The mail could not be sent; call the contact.',
  'no-address': 'The reminder is noted, but the contact has no e-mail; call them.',
  'no-mail': 'The reminder is noted, but this system sends no mail; call them.',
  reported: 'The shop has reported; there is nothing to remind it of.',
};
