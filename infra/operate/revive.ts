/**
 * `npm run revive -- ADDRESS [--stack binh-on-prod]`: writes again to an address from which mail came back, or whose reader
 * called one unwanted: ask that reader first. SES remembers such addresses as well, and is told to forget this one.
 */
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteSuppressedDestinationCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deskStore } from '#storage/desk.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { deployedStack } from './deployed-stack.ts';

const USAGE = 'npm run revive -- ADDRESS [--stack binh-on-prod]';

const { address, stack } = readArguments();
const deployed = await deployedStack(stack);
const desk = deskStore(DynamoDBDocumentClient.from(new DynamoDBClient()), deployed.tableName('desk'));
const returned = await desk.readReturned(address);
if (returned) await desk.revive(address, Date.now());
const wasSuppressed = await forgetIn(new SESv2Client());
process.stdout.write(
  returned
    ? `${address} is written to again: mail had ${returned.kind === 'bounced' ? 'come back' : 'been unwanted'} on ${new Date(returned.since).toISOString()}.\n`
    : `No mail to ${address} has come back${wasSuppressed ? '; SES had it on its list, and has forgotten it' : ''}.\n`,
);

/** Takes the address from the account's list of suppressed ones; false where it is not on it. */
async function forgetIn(ses: SESv2Client): Promise<boolean> {
  try {
    await ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress: address }));
    return true;
  } catch (error) {
    if (error instanceof NotFoundException) return false;
    throw error;
  }
}

function readArguments(): { readonly address: string; readonly stack: string } {
  if (asksForHelp()) return showUsage(`Usage: ${USAGE}`);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' } },
    });
    const [given = '', ...more] = positionals;
    if (!given.includes('@') || more.length > 0) throw new Error('One address is needed, such as lan@example.vn');
    return { address: given, stack: values.stack };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}\n`);
    process.exit(2);
  }
}
