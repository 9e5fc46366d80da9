import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { parseKeys } from '#runtime/system-keys.ts';
import { type Check, fails, holds, unknown } from './check.ts';
import type { DoctorPorts } from './doctor-ports.ts';

/** What the templates' own rule asks of the bootstrap stack. */
const OLDEST_BOOTSTRAP = 6;
const OLDEST_NODE = 20;
/** Lambda leaves so many runs to functions for which none are set aside. */
const NEVER_RESERVED = 100;
/** What a morning of a city asks for at once: reports, their assessment, and what follows (docs/cost.md). */
const MORNING_RUNS = 100;

/** Whether the account and this machine are ready for a deployment. */
export function accountChecks(ports: DoctorPorts): Check[] {
  const { keysSecret } = ports.settings;
  return [
    { name: 'node', run: async () => nodeVersion(ports) },
    { name: 'credentials', run: () => credentials(ports) },
    { name: 'bootstrap', run: () => bootstrap(ports) },
    { name: 'concurrency', run: () => concurrency(ports) },
    ...(keysSecret === undefined ? [] : [{ name: 'keys-secret', run: () => keys(ports, keysSecret) }]),
  ];
}

function nodeVersion({ nodeVersion: version }: DoctorPorts) {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return holds(`Node ${version}.`, `Node ${version}.`);
  return fails(
    { vi: `Node ${version} quá cũ.`, en: `Node ${version} is too old.` },
    { vi: `Cài Node ${OLDEST_NODE} trở lên.`, en: `Install Node ${OLDEST_NODE} or newer.` },
  );
}

async function credentials({ aws, region }: DoctorPorts) {
  try {
    const { Account, Arn } = await aws.sts.send(new GetCallerIdentityCommand({}));
    return holds(
      `Tài khoản ${Account}, vùng ${region}, là ${Arn}.`,
      `Account ${Account}, Region ${region}, as ${Arn}.`,
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fails(
      { vi: `AWS không nhận thông tin đăng nhập: ${why}`, en: `AWS does not take the credentials: ${why}` },
      { vi: 'Đăng nhập lại (aws sso login) hoặc đặt AWS_PROFILE.', en: 'Sign in (aws sso login), or set AWS_PROFILE.' },
    );
  }
}

async function bootstrap({ aws, region }: DoctorPorts) {
  const todo = { vi: 'Chạy: npx cdk bootstrap', en: 'Run: npx cdk bootstrap' };
  try {
    const { Stacks: [stack] = [] } = await aws.cloudformation.send(
      new DescribeStacksCommand({ StackName: 'CDKToolkit' }),
    );
    const version = stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'BootstrapVersion')?.OutputValue;
    if (Number(version) >= OLDEST_BOOTSTRAP) {
      return holds(`Đã chuẩn bị cho CDK (phiên bản ${version}).`, `Bootstrapped for the CDK (version ${version}).`);
    }
    const says = { vi: `Bản chuẩn bị CDK ${version} quá cũ.`, en: `The bootstrap of version ${version} is too old.` };
    return fails(says, todo);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationError')) throw error;
    return fails(
      { vi: `Vùng ${region} chưa chuẩn bị cho CDK.`, en: `${region} is not bootstrapped for the CDK.` },
      todo,
    );
  }
}

async function concurrency({ aws, settings }: DoctorPorts) {
  const { AccountLimit } = await aws.lambda.send(new GetAccountSettingsCommand({}));
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  const reserved = Object.values(settings.reservedConcurrency).reduce((sum, count) => sum + (count ?? 0), 0);
  const todo = {
    vi: 'Xin tăng ở Service Quotas: Lambda, Concurrent executions, 1000.',
    en: 'Ask in Service Quotas: Lambda, Concurrent executions, 1000.',
  };
  if (reserved > 0 && limit - reserved < NEVER_RESERVED) {
    const says = {
      vi: `reservedConcurrency cần ${reserved}, tài khoản có ${limit} và phải để lại ${NEVER_RESERVED}.`,
      en: `reservedConcurrency takes ${reserved} of ${limit} runs at once; ${NEVER_RESERVED} must be left.`,
    };
    return fails(says, todo);
  }
  if (limit < MORNING_RUNS) {
    const says = {
      vi: `Tài khoản chạy ${limit} hàm cùng lúc; 06:00 của một thành phố cần ${MORNING_RUNS}: báo cáo sẽ bị lùi (429).`,
      en: `The account runs ${limit} functions at once; 06:00 of a city takes ${MORNING_RUNS}: reports will wait (429).`,
    };
    return unknown(says, todo);
  }
  return holds(`Chạy được ${limit} hàm cùng lúc.`, `${limit} functions may run at once.`);
}

async function keys({ aws }: DoctorPorts, SecretId: string) {
  const todo = {
    vi: `Chạy: npm run rotate-keys -- --secret ${SecretId}`,
    en: `Run: npm run rotate-keys -- --secret ${SecretId}`,
  };
  try {
    const { SecretString = '' } = await aws.secrets.send(new GetSecretValueCommand({ SecretId }));
    const count = parseKeys(SecretString).length;
    return holds(`keysSecret đọc được, có ${count} khóa.`, `keysSecret can be read and holds ${count} keys.`);
  } catch (error) {
    const isEmpty = error instanceof Error && /NoSystemKey|SyntaxError|ResourceNotFound/.test(error.name);
    if (!isEmpty) throw error;
    return fails({ vi: 'keysSecret chưa có khóa nào.', en: 'keysSecret is not there, or holds no keys.' }, todo);
  }
}
