import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { present } from '#domain/present.ts';
import { unlessRefused } from '../channel.ts';

/** How long one sending may take. */
export const SES_LEASE_MS = 120_000;

/** A mail as SES takes it. */
interface SesMail {
  readonly sender: string;
  readonly to: string;
  readonly mail: Uint8Array;
  /** What SES tells of mails of this set: that they came back. */
  readonly configurationSet?: string | undefined;
  /** What SES says with it: letters, digits, `_` and `-` only. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Hands a mail to SES; raises `NotAccepted` where SES has refused it. SES sets its own Message-ID, so threads hang on
 * References and In-Reply-To.
 */
export async function sendBySes(
  ses: Pick<SESv2Client, 'send'>,
  { sender, to, mail, configurationSet, tags = {} }: SesMail,
): Promise<void> {
  const command = new SendEmailCommand(
    present({
      FromEmailAddress: sender,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: mail } },
      ConfigurationSetName: configurationSet,
      EmailTags: configurationSet ? Object.entries(tags).map(([Name, Value]) => ({ Name, Value })) : undefined,
    }),
  );
  await unlessRefused(ses.send(command));
}
