import { expect, test } from 'vitest';
import { runCommand } from '#support/run-command.ts';
import { type Account, answersAsAws } from './answers-as-aws.ts';

const READY: Account = {
  identity: 'taken',
  bootstrapVersion: 30,
  concurrency: 1000,
  mailsAnybody: true,
  sends: true,
  verified: ['market.example.vn'],
  smsSandbox: false,
  certificate: { status: 'ISSUED', name: 'binh-on.market.example.invalid' },
  secret: JSON.stringify({ keys: [{ id: '1', key: 'x' }] }),
};
const SETTINGS = [
  'sender=alerts@market.example.vn',
  'smsForCrises=true',
  'keysSecret=arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:keys-abcdef',
  'pages=true',
  'publicUrl=https://binh-on.market.example.invalid',
  'pagesCertificate=arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
];

/** The command as it is typed, before an account that answers at the network's edge. */
async function doctorOf(
  account: Partial<Account>,
  settings: readonly string[] = SETTINGS,
  more: readonly string[] = [],
) {
  const aws = await answersAsAws({ ...READY, ...account });
  const context = settings.flatMap((setting) => ['-c', setting]);
  const ended = await runCommand('infra/operate/doctor/doctor.ts', ['before', '--json', ...context, ...more], {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  });
  await aws.close();
  const { findings } = JSON.parse(ended.out || '{"findings":[]}') as {
    readonly findings: readonly {
      readonly name: string;
      readonly state: string;
      readonly says: string;
      readonly todo?: string;
    }[];
  };
  return { ...ended, of: (name: string) => findings.find((finding) => finding.name === name), findings };
}

test('an account that is ready holds in every check; a name that is not yet deployed to cannot be told', async () => {
  const { code, findings } = await doctorOf({});
  expect(findings.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'node holds',
    'credentials holds',
    'bootstrap holds',
    'concurrency holds',
    'keys-secret holds',
    'mail holds',
    'sender holds',
    'sms holds',
    'certificate holds',
    'dns unknown',
  ]);
  expect(code).toBe(0);
});

test.each([
  ['credentials', { identity: 'refused' }, /aws sso login/],
  ['bootstrap', { bootstrapVersion: 'none' }, /npx cdk bootstrap/],
  ['bootstrap', { bootstrapVersion: 5 }, /npx cdk bootstrap/],
  ['keys-secret', { secret: undefined }, /npm run rotate-keys/],
  ['keys-secret', { secret: '{}' }, /npm run rotate-keys/],
  ['keys-secret', { secret: 'no json' }, /npm run rotate-keys/],
  ['mail', { mailsAnybody: false }, /production access/],
  ['mail', { sends: false }, /Reputation/],
  ['sender', { verified: [] }, /create-email-identity --email-identity market\.example\.vn/],
  ['sms', { smsSandbox: true }, /End User Messaging/],
  ['certificate', { certificate: { status: 'PENDING_VALIDATION', name: READY.certificate.name } }, /CNAME/],
  ['certificate', { certificate: { status: 'ISSUED', name: 'other.example.vn' } }, /us-east-1/],
] as const)('%s fails with what to do, and the command with 1 (%j)', async (name, account, todo) => {
  const { code, of, findings } = await doctorOf(account);
  expect(of(name)).toMatchObject({ state: 'fails', todo: expect.stringMatching(todo) });
  expect(findings.filter(({ state }) => state === 'fails')).toHaveLength(1);
  expect(code).toBe(1);
});

test('ten runs at once in all are told, and stop a deployment that sets some aside', async () => {
  expect((await doctorOf({ concurrency: 10 })).of('concurrency')).toMatchObject({ state: 'unknown' });
  const reserving = await doctorOf({ concurrency: 10 }, ['reservedConcurrency=assess-place=5']);
  expect(reserving.of('concurrency')).toMatchObject({ state: 'fails' });
  expect((await doctorOf({ concurrency: 1000 }, ['reservedConcurrency=assess-place=5'])).of('concurrency')?.state).toBe(
    'holds',
  );
});

test('a permission that is missing is named, and the other checks go on', async () => {
  const { of, findings } = await doctorOf({ concurrency: 'denied' });
  expect(of('concurrency')).toMatchObject({
    state: 'fails',
    says: 'A permission is missing: lambda:GetAccountSettings.',
  });
  expect(findings).toHaveLength(10);
});

test('it asks for no more than the settings need, and speaks Vietnamese', async () => {
  const { findings, of } = await doctorOf({}, ['stage=dev'], ['--language', 'vi']);
  expect(findings.map(({ name }) => name)).toEqual(['node', 'credentials', 'bootstrap', 'concurrency', 'sender']);
  expect(of('bootstrap')?.says).toBe('Đã chuẩn bị cho CDK (phiên bản 30).');
});

test('wrong arguments, unknown settings and a recipient that is missing end it before anybody is asked', async () => {
  for (const args of [[], ['between'], ['before', '--language', 'fr'], ['after']]) {
    const { code, complaint } = await runCommand('infra/operate/doctor/doctor.ts', args, {
      AWS_REGION: 'ap-southeast-1',
    });
    expect(complaint).toContain('npm run doctor');
    expect(code).toBe(2);
  }
});
