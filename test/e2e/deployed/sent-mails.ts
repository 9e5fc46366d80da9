import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { ACCOUNT, type Emulator } from './emulator.ts';

/** A mail that SES took. */
export interface SentMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Makes an address known to SES, as docs/deploy.md asks for before the first mail. */
export async function verifySender({ client }: Emulator, address: string): Promise<void> {
  await new SESv2Client(client).send(new CreateEmailIdentityCommand({ EmailIdentity: address }));
}

/** The mails that the system would have sent by now, oldest first: those of Cognito, which invites people, are not among them. */
export async function sentMails(emulator: Emulator): Promise<readonly SentMail[]> {
  return (await mailsOf(emulator)).filter(({ from }) => !isInvitation(from));
}

/** The addresses that Cognito has sent an invitation to. */
export async function invitedByMail(emulator: Emulator): Promise<readonly string[]> {
  return (await mailsOf(emulator)).filter(({ from }) => isInvitation(from)).flatMap(({ to }) => to);
}

const isInvitation = (from: string) => from.endsWith('@verificationemail.com');

/** MiniStack shows what was sent; AWS shows it to its readers only. */
async function mailsOf({ endpoint }: Emulator): Promise<readonly SentMail[]> {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages?account=${ACCOUNT}`);
  const { messages } = (await answer.json()) as { messages: Record<string, readonly Kept[]> };
  return (messages[ACCOUNT] ?? []).map(({ Source, To, Subject, BodyText, BodyHtml }) => ({
    from: Source,
    to: To,
    subject: Subject,
    text: BodyText,
    html: BodyHtml,
  }));
}

interface Kept {
  readonly Source: string;
  readonly To: readonly string[];
  readonly Subject: string;
  readonly BodyText: string;
  readonly BodyHtml: string;
}
