/**
 * `npm run --silent sign-in -- --email WHO [--stack binh-on-prod]`: signs in without the pages, with credentials of AWS.
 * Asks for password and code on stderr, and prints the id token, which the API takes for an hour.
 */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { commandOptions } from '../command-options.ts';
import { NobodyAnswers, operatorAt } from './ask-operator.ts';
import { languageNamed } from './command-language.ts';
import { deployedStack } from './deployed-stack.ts';
import { SignInFailed, signInAtShell } from './sign-in-at-shell.ts';
import { SIGN_IN_WORDS } from './sign-in-words.ts';

const USAGE = `Usage: export STAFF_TOKEN=$(npm run --silent sign-in -- --email WHO)

  --language vi|en       what it says (en)
  --stack binh-on-prod   a deployment in the cloud, with the credentials and the region of the shell
  --help                 shows this`;

class Unusable extends Error {}

const operator = operatorAt({ input: process.stdin, output: process.stderr });
try {
  const { email, language: named, stack } = readCommandLine();
  const language = languageNamed(named);
  if (!email?.includes('@') || language === undefined) throw new Unusable(USAGE);
  const words = SIGN_IN_WORDS[language];
  const found = await deployedStack(stack);
  const password = await operator.askSecretly(words.password);
  const token = await signInAtShell(
    {
      cognito: new CognitoIdentityProviderClient(),
      userPoolId: found.userPoolId(),
      clientId: found.userPoolClientId(),
      operator,
      // The token alone stands on stdout.
      tell: (line) => void process.stderr.write(`${line}\n`),
      words,
      issuer: stack,
    },
    { email, password },
    true,
  );
  process.stdout.write(`${token}\n`);
} catch (error) {
  const isToBeSaid = [Unusable, SignInFailed, NobodyAnswers].some((known) => error instanceof known);
  if (!(error instanceof Error && isToBeSaid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof Unusable ? 2 : 1;
} finally {
  operator.close();
}

function readCommandLine() {
  return commandOptions(
    USAGE,
    {
      email: { type: 'string' },
      language: { type: 'string', default: 'en' },
      stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
    },
    (message) => new Unusable(message),
  );
}
