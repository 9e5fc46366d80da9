/**
 * `npm run staff -- list|invite|take-over|everywhere [--email WHO] [--stack binh-on-prod]`: the accounts of staff, and
 * the records of people that they follow from, by whoever holds credentials of AWS.
 *
 * list: every account with its person and its places. invite: enters a person (--email, --name; --group admin and
 * --places '*' unless said) and mails an invitation, as for the first administrator. take-over: gives a record to the
 * accounts that were made before people had records. everywhere: gives `*` to the accounts that have no attribute
 * `custom:places`, as those made before it had to be said; with --email to that one, whatever it has.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PERSON_GROUPS, type PersonGroup } from '#domain/people/person.ts';
import { PERSON_ID_BYTES, personIdFrom } from '#domain/people/person-id.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { invitePerson, listAccounts, type PeopleOfStack, seeEverywhere, takeOver } from './staff-accounts.ts';

const USAGE = `npm run staff -- list|take-over|everywhere [--email WHO] [--stack binh-on-prod]
       npm run staff -- invite --email WHO --name NAME [--group ${PERSON_GROUPS.join('|')}] [--places '*'] [--stack binh-on-prod]`;
const ACTIONS = ['list', 'invite', 'take-over', 'everywhere'] as const;

interface Arguments {
  readonly action: (typeof ACTIONS)[number];
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly group: PersonGroup;
  readonly places: readonly string[];
  readonly stack: string;
}

const given = readArguments();
const found = await deployedStack(given.stack);
const people: PeopleOfStack = {
  cognito: new CognitoIdentityProviderClient(),
  userPoolId: found.userPoolId(),
  dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient()),
  registryTable: found.tableName('registry'),
  clock: Date.now,
  newPersonId: () => personIdFrom(new Uint8Array(randomBytes(PERSON_ID_BYTES))),
};
if (given.action === 'invite') await invite(people, given);
else await workOnAccounts(people, given);

async function invite(stack: PeopleOfStack, { email, name, group, places }: Arguments): Promise<void> {
  if (email === undefined || name === undefined) endWith(`invite needs --email and --name.\nUsage: ${USAGE}`);
  const id = await invitePerson(stack, { email, name, group, places });
  tell(`${email} is ${id} and has an invitation by mail`);
}

async function workOnAccounts(stack: PeopleOfStack, { action, email, stack: named }: Arguments): Promise<void> {
  const accounts = (await listAccounts(stack)).filter((account) => email === undefined || account.email === email);
  if (email !== undefined && accounts.length === 0) {
    endWith(`There is no account ${email} in ${named}. See: npm run staff -- list`);
  }
  for (const account of accounts) {
    const { person, places } = account;
    if (action === 'list') tell(`${account.email} ${person ?? '(no record)'} ${places || '(nothing)'}`);
    else if (action === 'take-over' && person === undefined) tell(await takeOver(stack, account));
    else if (action === 'everywhere' && (email !== undefined || places === undefined)) {
      await seeEverywhere(stack, account);
      tell(`${account.email} sees everywhere now, from the next sign-in on`);
    }
  }
}

function readArguments(): Arguments {
  if (asksForHelp()) return showUsage(`Usage: ${USAGE}`);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        group: { type: 'string', default: 'admin' },
        places: { type: 'string', default: '*' },
        stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
      },
    });
    const [wanted = ''] = positionals;
    const action = ACTIONS.find((known) => known === wanted);
    if (!action) throw new Error(`"${wanted}" is none of ${ACTIONS.join(', ')}`);
    const group = PERSON_GROUPS.find((known) => known === values.group);
    if (!group) throw new Error(`--group ${values.group} is none of ${PERSON_GROUPS.join(', ')}`);
    const places = values.places.split(/[\s,]+/).filter(Boolean);
    return { action, email: values.email, name: values.name, group, places, stack: values.stack };
  } catch (error) {
    return endWith(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`);
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function endWith(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
