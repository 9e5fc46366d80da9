import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type Channel, mailboxesOf } from '../channel.ts';
import { composeMail } from '../compose-mail.ts';

/** Destinations that SES takes with one message. */
const MAX_DESTINATIONS = 50;

/** E-mail by SES. SES sets its own Message-ID, so threads hang on References and In-Reply-To. */
export function sesChannel(ses: Pick<SESv2Client, 'send'>, sender: string): Channel {
  return {
    name: 'mail',
    audience: 'languages',
    leaseMs: 120_000,
    async send(message, recipients) {
      const mailboxes = mailboxesOf(recipients);
      const mail = await composeMail(message, { from: sender, to: mailboxes });
      for (let sent = 0; sent < mailboxes.length; sent += MAX_DESTINATIONS) {
        await ses.send(
          new SendEmailCommand({
            FromEmailAddress: sender,
            Destination: { ToAddresses: mailboxes.slice(sent, sent + MAX_DESTINATIONS) },
            Content: { Raw: { Data: mail } },
          }),
        );
      }
    },
  };
}
