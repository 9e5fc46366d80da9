/**
 * `npm run doctor -- before|after`: whether an account is ready for a deployment, and whether what is deployed works, from
 * a report that comes in to a mail that goes out. One line a check; exit code 1 where one fails, 2 for wrong arguments.
 */
import { randomBytes } from 'node:crypto';
import { resolveCname } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { catalogue } from '#catalog/city.ts';
import { contractClient } from '#contract/client.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Language } from '#domain/language.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { newKey } from '#storage/retailer-key.ts';
import { asksForHelp, showUsage } from '../../command-options.ts';
import { readSettings } from '../../settings.ts';
import { languageNamed } from '../command-language.ts';
import { deployedStack } from '../deployed-stack.ts';
import { outputsOfStack } from '../stack-outputs.ts';
import { accountChecks } from './account-checks.ts';
import { type Check, type Finding, findingsOf, lineOf } from './check.ts';
import { isCheckAssessed, removeCheckStore, takeBackCheck } from './check-place.ts';
import { domainChecks } from './domain-checks.ts';
import { loopChecks } from './loop-check.ts';
import { mailChecks } from './mail-checks.ts';

const USAGE = `Usage: npm run doctor -- before [-c key=value ...] [options]
       npm run doctor -- after --mail-to WHO [options]

  before                 is the account ready for a deployment with these settings (and those of cdk.json)?
  after                  does what is deployed work? A report in, a mail to WHO out, and all of it taken back
  --language vi|en       what it says (en)
  --json                 one JSON document in place of lines
  --stack binh-on-prod   a deployment in the cloud, with the credentials and the region of the shell
  --help                 shows this`;

interface Arguments {
  readonly when: 'before' | 'after';
  readonly context: readonly string[];
  readonly mailTo: string | undefined;
  readonly language: Language;
  readonly json: boolean;
  readonly stack: string;
}

const given = readArguments();
const checks = given.when === 'before' ? await checksBefore(given) : await checksAfter(given);
const findings = await findingsOf(checks, (finding) => {
  if (!given.json) process.stdout.write(`${lineOf(finding, given.language)}\n`);
});
if (given.json) process.stdout.write(`${JSON.stringify({ findings: findings.map(asJson) })}\n`);
process.exitCode = findings.some(({ state }) => state === 'fails') ? 1 : 0;

function asJson({ name, state, says, todo }: Finding) {
  return { name, state, says: says[given.language], todo: todo?.[given.language] };
}

async function checksBefore({ context, stack }: Arguments): Promise<Check[]> {
  const kept = JSON.parse(await readFile('cdk.json', 'utf8')) as { readonly context: Record<string, unknown> };
  const said = Object.fromEntries(context.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  const all: Record<string, unknown> = { ...kept.context, ...said };
  const cloudformation = new CloudFormationClient();
  const region = await cloudformation.config.region().catch(() => endWith('No Region: set AWS_REGION.'));
  const ports = {
    settings: readSettings((key) => all[key], Object.keys(all)),
    region,
    nodeVersion: process.versions.node,
    aws: {
      sts: new STSClient(),
      cloudformation,
      lambda: new LambdaClient(),
      secrets: new SecretsManagerClient(),
      ses: new SESv2Client(),
      sns: new SNSClient(),
      acm: new ACMClient({ region: 'us-east-1' }),
    },
    pointsTo: (host: string) => resolveCname(host).catch(() => []),
    pagesHost: async () => (await outputsOfStack(`${stack}-pages`))['PagesHost'],
  };
  return [...accountChecks(ports), ...mailChecks(ports), ...domainChecks(ports)];
}

async function checksAfter({ stack, mailTo }: Arguments): Promise<Check[]> {
  if (!mailTo?.includes('@')) endWith(`after needs --mail-to.\n${USAGE}`);
  const found = await deployedStack(stack);
  const url = process.env['API'] ?? (await outputsOfStack(stack))['ApiUrl'];
  const product = [...catalogue.products.values()].find(({ ceilinged, channels }) => !(ceilinged || channels));
  if (url === undefined || !product) throw new Error(`${stack} gives out no ApiUrl`);
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());
  const tables = { dynamodb, nameOf: found.tableName };
  const lambda = new LambdaClient();
  const FunctionName = found.functionName('deliver-messages');
  return loopChecks({
    registry: registryStore(dynamodb, found.tableName('registry')),
    desk: deskStore(dynamodb, found.tableName('desk')),
    retailer: (token) => contractClient({ url, token }),
    isAssessed: (day) => isCheckAssessed(tables, day),
    open: (place, day) => marketStore(dynamodb, found.tableName('market'), Date.now).open(place, day, undefined),
    removeStore: () => removeCheckStore(tables),
    takeBack: () => takeBackCheck(tables, businessDayOf(Date.now()), catalogue.detection.correctionDays),
    lookNow: async () => void (await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }))),
    newKey: (retailer) => newKey(retailer, randomBytes),
    clock: Date.now,
    pause: (ms) => pause(ms),
    product,
    mailTo,
  });
}

function readArguments(): Arguments {
  if (asksForHelp()) return showUsage(USAGE);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        context: { type: 'string', short: 'c', multiple: true, default: [] },
        'mail-to': { type: 'string' },
        language: { type: 'string', default: 'en' },
        json: { type: 'boolean', default: false },
        stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
      },
    });
    const [when, ...more] = positionals;
    const language = languageNamed(values.language);
    if ((when !== 'before' && when !== 'after') || more.length > 0) throw new Error('Say before or after');
    if (language === undefined) throw new Error(`--language ${values.language} is neither vi nor en`);
    const { context, json, stack } = values;
    return { when, context, mailTo: values['mail-to'], language, json, stack };
  } catch (error) {
    return endWith(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function endWith(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
