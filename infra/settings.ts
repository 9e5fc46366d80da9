import * as z from 'zod';
import { DEFAULT_CUT_OFF } from '#domain/business-day.ts';
import { DEFAULT_CLOSED_CONTACT_DAYS } from '#domain/people/kept-contacts.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { unknownKeys } from './context-keys.ts';
import { FUNCTION_NAMES } from './function-definitions.ts';

/** A list may come from cdk.json as an array, or from the command line as "a,b". */
const listed = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  z.array(
    z.url({ protocol: /^https?$/, hostname: /./ }).refine(isOrigin, 'must be an origin such as https://example.vn'),
  ),
);

/** From cdk.json as an object, or from the command line as "assess-place=20,ingest-report=50". */
const countsByFunction = z.preprocess(
  (value) => (typeof value === 'string' ? Object.fromEntries(value.split(',').map((part) => part.split('='))) : value),
  z.partialRecord(z.enum(FUNCTION_NAMES), z.coerce.number().int().min(1)),
);

/** From cdk.json as an object, or from the command line as "desk=2". */
const generations = z.preprocess(
  (value) => (typeof value === 'string' ? Object.fromEntries(value.split(',').map((part) => part.split('='))) : value),
  z.partialRecord(z.enum(TABLE_NAMES), z.coerce.number().int().min(2)),
);

const settingsSchema = z
  .strictObject({
    /** `prod` keeps data through every mistake; `dev` can be destroyed and asks for no second factor. */
    stage: z.enum(['prod', 'dev']).default('prod'),
    /** Tells two deployments of one account apart; also the first part of the stack's name. */
    deployment: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be 2 to 31 small letters, digits and hyphens')
      .default('binh-on'),
    /** Address that alert mails come from; verified in SES. Without it no mail is sent. */
    sender: z.email().optional(),
    /** Whether crises and their ends are also told by text messages, to who has a telephone among the channels. Each costs. */
    smsForCrises: z.union([z.boolean(), z.stringbool()]).default(false),
    /** Who text messages are from, where the country lets a sender have a name; Vietnam asks to register it. */
    smsSenderId: z
      .string()
      .regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, 'must be 1 to 11 letters and digits, one letter at least')
      .optional(),
    /** Who is mailed when the system itself is unwell. */
    operatorEmail: z.email().optional(),
    /** Origins whose pages may call the API from a browser. */
    webOrigins: listed.default([]),
    /** Address of the staff's pages; without it messages carry no link. */
    publicUrl: z.url({ protocol: /^https$/ }).optional(),
    /** Whether the staff's pages are deployed, too; makes a stack of its own. People sign in there once `publicUrl` is known. */
    pages: z.union([z.boolean(), z.stringbool()]).default(false),
    /** Certificate for the host of `publicUrl`; without it the pages stand at CloudFront's own name. */
    pagesCertificate: z
      .string()
      .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/, 'must be the ARN of a certificate in us-east-1')
      .optional(),
    /** Time of day in the city after which reports are late and all goods are matched. */
    cutOff: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 15:00')
      .default(DEFAULT_CUT_OFF),
    /** How many years the audit trail is kept, in its table and in the locked bucket. */
    trailYears: z.coerce.number().int().min(1).max(10).default(5),
    /** `governance`: who may bypass governance can end the lock of the exported trail; `compliance`: nobody can, ever. */
    trailLock: z.enum(['governance', 'compliance']).default('governance'),
    /** How many days after a shop or retailer has closed for good its contact is kept. */
    closedContactDays: z.coerce.number().int().min(1).max(3650).default(DEFAULT_CLOSED_CONTACT_DAYS),
    /** The secret of Secrets Manager that holds the system's keys; without it they are kept in the registry. */
    keysSecret: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+-[A-Za-z0-9]{6}$/,
        'must be the whole ARN of a secret',
      )
      .optional(),
    /** Whether a new version takes over by and by, and is taken back where it fails; a deployment takes some minutes more. */
    gradualRelease: z.union([z.boolean(), z.stringbool()]).default(false),
    /** Tables that were lost and are made again, each with how many times it was made with this one. */
    remadeTables: generations.default({}),
    /** Account that keeps copies of the nightly backups; with `backupRegion` makes a stack of its own. */
    backupAccount: z
      .string()
      .regex(/^\d{12}$/, 'must be the twelve digits of an account')
      .optional(),
    /** Region in which that account keeps them. */
    backupRegion: z
      .string()
      .regex(/^[a-z]{2}-[a-z]+-\d$/, 'must be a Region such as ap-northeast-1')
      .optional(),
    /** Name of the vault there. */
    backupVault: z
      .string()
      .regex(/^[A-Za-z0-9_-]{2,50}$/, 'must be 2 to 50 letters, digits, hyphens and underscores')
      .default('binh-on-copies'),
    /** How many days backups and their copies are kept. */
    backupDays: z.coerce.number().int().min(7).max(3650).default(35),
    /** Whether there are alarms and a dashboard of what people may rely on; makes a stack of its own. */
    serviceLevels: z.union([z.boolean(), z.stringbool()]).default(true),
    /** How long logs are kept. */
    logDays: z.coerce
      .number()
      .pipe(z.literal([7, 14, 30, 90, 180, 365]))
      .default(90),
    /** Requests per second over all callers, and the burst above it, before the gateway answers 429. */
    requestsPerSecond: z.coerce.number().int().min(1).max(5000).default(100),
    requestBurst: z.coerce.number().int().min(1).max(5000).default(200),
    /** Where the runbook can be read; each alarm links to a heading of it. */
    runbook: z.string().min(1).default('infra/RUNBOOK.md'),
    /** Runs of a function at once, set aside for it and never exceeded. Off by default: a new account may have 10 in all. */
    reservedConcurrency: countsByFunction.default({}),
    /** US dollars a month at 80 % of which, spent or foreseen, the operators are mailed; makes a stack of its own. */
    monthlyBudgetUsd: z.coerce.number().positive().optional(),
  })
  .refine(({ monthlyBudgetUsd, operatorEmail }) => monthlyBudgetUsd === undefined || operatorEmail !== undefined, {
    path: ['operatorEmail'],
    message: 'is needed by monthlyBudgetUsd: somebody must be told',
  })
  .refine(({ backupAccount, backupRegion }) => backupAccount === undefined || backupRegion !== undefined, {
    path: ['backupRegion'],
    message: 'is needed by backupAccount: a copy is in an account and a Region',
  })
  .refine(({ backupAccount, backupRegion }) => backupRegion === undefined || backupAccount !== undefined, {
    path: ['backupAccount'],
    message: 'is needed by backupRegion: a copy in the same account is lost with it',
  })
  .refine(({ smsSenderId, smsForCrises }) => smsSenderId === undefined || smsForCrises, {
    path: ['smsForCrises'],
    message: 'must be true for smsSenderId to mean anything',
  })
  .refine(({ pages, publicUrl }) => !pages || publicUrl === undefined || isOrigin(publicUrl), {
    path: ['publicUrl'],
    message: 'must be an origin such as https://example.vn where pages are deployed',
  })
  .refine(({ pages, deployment }) => !pages || !/aws|amazon|cognito/.test(deployment), {
    path: ['deployment'],
    message: 'becomes a name of Cognito, which takes none with aws, amazon or cognito in it',
  })
  .refine(({ pages, pagesCertificate, publicUrl }) => pagesCertificate === undefined || (pages && publicUrl), {
    path: ['pagesCertificate'],
    message: 'needs pages and publicUrl: it is for the host that is named there',
  });

/** What one deployment is told: everything else is derived from the tables and the routes. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Where backups are copied to. */
export interface BackupCopy {
  readonly account: string;
  readonly region: string;
  readonly vault: string;
  readonly days: number;
}

/** Where backups are copied to; none where no other account is named. */
export function backupCopyOf(settings: Settings): BackupCopy | undefined {
  const { backupAccount: account, backupRegion: region, backupVault: vault, backupDays: days } = settings;
  return account !== undefined && region !== undefined ? { account, region, vault, days } : undefined;
}

/** Where a deployment's own metrics stand, apart from those of others in the account. */
export function metricsNamespace({ deployment, stage }: Settings): string {
  return `${deployment}-${stage}`;
}

export const SETTING_NAMES = Object.keys(settingsSchema.shape) as readonly (keyof Settings)[];

/** Raised when the context of `cdk` is not usable; its message has one line for each wrong key. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

/**
 * Reads the settings from the context (`cdk.json` or `-c key=value`), or raises `InvalidSettings` naming the keys: those
 * with a wrong value, and of `keys`, which is all that the context holds, those that mean nothing.
 */
export function readSettings(context: (key: string) => unknown, keys: Iterable<string> = []): Settings {
  const given = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, context(name)]).filter(([, value]) => value !== undefined && value !== ''),
  );
  const unknown = unknownKeys(keys, SETTING_NAMES);
  const result = settingsSchema.safeParse(given);
  if (result.success && unknown.length === 0) return result.data;
  const issues = result.error?.issues ?? [];
  const lines = [...unknown, ...issues.map((issue) => `  -c ${issue.path.join('.')}: ${issue.message}`)];
  throw new InvalidSettings(`These context keys are not usable:\n${lines.join('\n')}\nSee docs/deploy.md.`);
}

function isOrigin(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === url;
}
