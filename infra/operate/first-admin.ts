/**
 * `npm run first-admin -- --email WHO --name NAME [--another] [--stack binh-on-prod]`: makes the first administrator, who
 * enters all others: record, account, password, authenticator app, and a first sign-in. Needs no pages, may be broken off
 * and run again, and refuses where there is an administrator already.
 */
import { randomBytes } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PERSON_ID_BYTES, personIdFrom } from '#domain/people/person-id.ts';
import { commandOptions } from '../command-options.ts';
import { NobodyAnswers, operatorAt } from './ask-operator.ts';
import { languageNamed } from './command-language.ts';
import { deployedStack } from './deployed-stack.ts';
import { makeFirstAdministrator, ThereIsOne } from './first-administrator.ts';
import { SignInFailed } from './sign-in-at-shell.ts';
import { SIGN_IN_WORDS } from './sign-in-words.ts';
import { outputsOfStack } from './stack-outputs.ts';

const USAGE = `Usage: npm run first-admin -- --email WHO --name NAME [options]

  --another              one more, though there is an administrator
  --new-password         sets the password anew
  --without-app          no authenticator app; only where the deployment does not ask for one (stage dev)
  --language vi|en       what it says (en)
  --stack binh-on-prod   a deployment in the cloud, with the credentials and the region of the shell
  --help                 shows this

Asks for the password without showing it. In a pipe each answer is a line.`;

class Unusable extends Error {}

const operator = operatorAt({ input: process.stdin, output: process.stderr });
try {
  const given = readCommandLine();
  const words = SIGN_IN_WORDS[given.language];
  const found = await deployedStack(given.stack);
  const cognito = new CognitoIdentityProviderClient();
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  const userPoolId = found.userPoolId();
  await makeFirstAdministrator(
    {
      cognito,
      userPoolId,
      dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient()),
      registryTable: found.tableName('registry'),
      clock: Date.now,
      newPersonId: () => personIdFrom(new Uint8Array(randomBytes(PERSON_ID_BYTES))),
    },
    { cognito, userPoolId, clientId: found.userPoolClientId(), operator, tell, words, issuer: given.stack },
    given,
  );
  const { PagesUrl: pages } = await outputsOfStack(`${given.stack}-pages`);
  if (pages !== undefined) tell(words.byPages(pages));
  const shell = `npm run --silent sign-in -- --email ${given.email} --stack ${given.stack}`;
  tell(words.byShell(`export STAFF_TOKEN=$(${shell})`));
} catch (error) {
  const isToBeSaid = [Unusable, ThereIsOne, SignInFailed].some((known) => error instanceof known);
  if (!isToBeSaid && !(error instanceof NobodyAnswers)) throw error;
  process.stderr.write(`${error instanceof NobodyAnswers ? `\n${SIGN_IN_WORDS.en.brokenOff}` : messageOf(error)}\n`);
  process.exitCode = error instanceof Unusable ? 2 : 1;
} finally {
  operator.close();
}

function readCommandLine() {
  const values = commandOptions(
    USAGE,
    {
      email: { type: 'string' },
      name: { type: 'string' },
      another: { type: 'boolean', default: false },
      'new-password': { type: 'boolean', default: false },
      'without-app': { type: 'boolean', default: false },
      language: { type: 'string', default: 'en' },
      stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
    },
    (message) => new Unusable(message),
  );
  const { email, name, another, stack } = values;
  const language = languageNamed(values.language);
  if (!email?.includes('@') || !name) throw new Unusable(`--email and --name are needed.\n${USAGE}`);
  if (language === undefined) throw new Unusable(`--language ${values.language} is neither vi nor en.\n${USAGE}`);
  const [newPassword, withoutApp] = [values['new-password'], values['without-app']];
  return { email, name, another, stack, language, newPassword, withoutApp };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
