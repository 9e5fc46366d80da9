import type { AlertNews } from '#domain/notification/delivery.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import type { OutgoingChannel } from '#functions/respond-to-alert/respond-ports.ts';
import type { Step } from './tables-in-steps.ts';

/** A message that a channel has accepted: nobody can take it back. */
export interface Accepted {
  readonly news: AlertNews;
  /** Who reads it; `everyone` on a channel without addressees. */
  readonly reader: string;
}

export const EVERYONE = 'everyone';

/** Longer than any number of steps takes: nobody loses a lease while he works. */
const LEASE_MS = 600_000;

/** A mail for each and one message for everyone: the two ways in which a message finds its readers. */
export function channelsInSteps(step: Step, accept: (message: Accepted) => void): OutgoingChannel[] {
  const channel = (name: string, audience: OutgoingChannel['audience']): OutgoingChannel => ({
    name,
    audience,
    leaseMs: LEASE_MS,
    send: async (news: AlertNews, recipient?: Recipient) => {
      await step('send');
      accept({ news, reader: recipient?.id ?? EVERYONE });
      await step('accepted');
    },
  });
  return [channel('mail', 'mailboxes'), channel('sns', 'everyone')];
}
