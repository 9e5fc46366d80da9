/**
 * `npm run staff -- list|everywhere [--email WHO] [--stack binh-on-prod]`: what the accounts of staff may see. An account
 * sees the places that its attribute `custom:places` names, with `*` everywhere, without the attribute nothing.
 *
 * list: every account with its places. everywhere: gives `*` to the accounts that have no such attribute, as those made
 * before it had to be said; with --email to that one, whatever it has. An attribute that somebody has emptied stays empty.
 */
import { parseArgs } from 'node:util';
import {
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  paginateListUsers,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { asksForHelp, showUsage } from '../command-options.ts';
import { deployedStack } from './deployed-stack.ts';

const USAGE = 'npm run staff -- list|everywhere [--email WHO] [--stack binh-on-prod]';
const PLACES = 'custom:places';

const { action, email, stack } = readArguments();
const UserPoolId = (await deployedStack(stack)).userPoolId();
const cognito = new CognitoIdentityProviderClient();
const accounts: Account[] = [];
for await (const { Users = [] } of paginateListUsers({ client: cognito }, { UserPoolId })) {
  accounts.push(...Users.map(accountOf));
}
accounts.sort((a, b) => (a.email < b.email ? -1 : 1));
if (email !== undefined && !accounts.some((account) => account.email === email)) {
  endWith(`There is no account ${email} in ${stack}. See: npm run staff -- list`);
}
for (const account of accounts.filter((each) => email === undefined || each.email === email)) {
  if (action === 'everywhere' && (email !== undefined || account.places === undefined)) {
    await cognito.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId,
        Username: account.username,
        UserAttributes: [{ Name: PLACES, Value: '*' }],
      }),
    );
    process.stdout.write(`${account.email} sees everywhere now, from the next sign-in on\n`);
  } else if (action === 'list') {
    process.stdout.write(`${account.email} ${account.places || '(nothing)'}\n`);
  }
}

interface Account {
  readonly username: string;
  readonly email: string;
  readonly places: string | undefined;
}

function accountOf({ Username = '', Attributes = [] }: UserType): Account {
  const attribute = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
  return { username: Username, email: attribute('email') ?? Username, places: attribute(PLACES) };
}

function readArguments(): { readonly action: string; readonly email: string | undefined; readonly stack: string } {
  if (asksForHelp()) return showUsage(`Usage: ${USAGE}`);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
      },
    });
    const [action = ''] = positionals;
    if (action !== 'list' && action !== 'everywhere') throw new Error(`"${action}" is neither list nor everywhere`);
    return { action, email: values.email, stack: values.stack };
  } catch (error) {
    return endWith(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`);
  }
}

function endWith(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
