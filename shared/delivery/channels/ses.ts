import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type Channel, unlessRefused } from '../channel.ts';
import { composeMail } from '../compose-mail.ts';

/** E-mail by SES. SES sets its own Message-ID, so threads hang on References and In-Reply-To. */
export function sesChannel(ses: Pick<SESv2Client, 'send'>, sender: string): Channel {
  return {
    name: 'mail',
    audience: 'mailboxes',
    leaseMs: 120_000,
    async send(message, recipient) {
      const to = recipient?.email;
      if (to === undefined) return;
      const command = new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: await composeMail(message, { from: sender, to }) } },
      });
      await unlessRefused(ses.send(command));
    },
  };
}
