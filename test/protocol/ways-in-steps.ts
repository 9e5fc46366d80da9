import type { OutgoingMessage, Way } from '#functions/deliver-messages/deliver-message.ts';
import type { Step } from './tables-in-steps.ts';

/** A message that a way has accepted: nobody can take it back. */
export interface Accepted {
  readonly message: OutgoingMessage;
  readonly reader: string;
}

/** Longer than any number of steps takes: nobody loses a lease while he works. */
const LEASE_MS = 600_000;

/** A mail to one reader. */
export function wayInSteps(step: Step, reader: string, accept: (message: Accepted) => void): Way {
  return {
    name: 'mail',
    leaseMs: LEASE_MS,
    send: async (message) => {
      await step('send');
      accept({ message, reader });
      await step('accepted');
    },
  };
}
