import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an account says of itself, for each question of the doctor; an error is refused by its name. */
export interface Account {
  readonly identity: 'taken' | 'refused';
  readonly bootstrapVersion: number | 'none';
  readonly concurrency: number | 'denied';
  readonly mailsAnybody: boolean;
  readonly sends: boolean;
  readonly verified: readonly string[];
  readonly smsSandbox: boolean;
  readonly certificate: { readonly status: string; readonly name: string };
  /** The text of the secret; none where it is not there. */
  readonly secret: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const XML = 'text/xml';
const JSON_TYPE = 'application/json';
const ok = (type: string, body: string): Answer => ({ status: 200, type, body });
const asJson = (value: object): Answer => ok(JSON_TYPE, JSON.stringify(value));
const refusedXml = (status: number, code: string, message: string): Answer => ({
  status,
  type: XML,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
const refusedJson = (status: number, code: string, message: string): Answer => ({
  status,
  type: JSON_TYPE,
  body: JSON.stringify({ __type: code, message }),
});

/** Answers as AWS does, by the Query, JSON and REST protocols, for the few questions that the doctor asks. */
export async function answersAsAws(account: Account) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { status, type, body: text } = answerTo(request, body, account, asked);
      response.writeHead(status, { 'content-type': type, ...(status >= 400 && errorHeader(text)) });
      response.end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answerTo({ url = '', headers }: IncomingMessage, body: string, account: Account, asked: string[]): Answer {
  const target = headers['x-amz-target'];
  const query = new URLSearchParams(body);
  const action = typeof target === 'string' ? (target.split('.')[1] ?? '') : (query.get('Action') ?? url);
  asked.push(action);
  if (action.endsWith('/account-settings')) return concurrency(account);
  if (action === '/v2/email/account') {
    const { mailsAnybody: ProductionAccessEnabled, sends: SendingEnabled } = account;
    return asJson({
      ProductionAccessEnabled,
      SendingEnabled,
      EnforcementStatus: SendingEnabled ? 'HEALTHY' : 'SHUTDOWN',
    });
  }
  if (action.startsWith('/v2/email/identities/')) {
    const name = decodeURIComponent(action.split('/').at(-1) ?? '');
    const found = account.verified.includes(name);
    return found
      ? asJson({ VerifiedForSendingStatus: true })
      : refusedJson(404, 'NotFoundException', 'No such identity');
  }
  const answers: Readonly<Record<string, () => Answer>> = {
    GetCallerIdentity: () => identity(account),
    DescribeStacks: () => stack(account, query.get('StackName') ?? ''),
    GetSMSSandboxAccountStatus: () =>
      ok(
        XML,
        `<GetSMSSandboxAccountStatusResponse><GetSMSSandboxAccountStatusResult><IsInSandbox>${account.smsSandbox}</IsInSandbox></GetSMSSandboxAccountStatusResult></GetSMSSandboxAccountStatusResponse>`,
      ),
    DescribeCertificate: () =>
      asJson({ Certificate: { DomainName: account.certificate.name, Status: account.certificate.status } }),
    GetSecretValue: () =>
      account.secret === undefined
        ? refusedJson(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
        : asJson({ SecretString: account.secret }),
  };
  return answers[action]?.() ?? refusedJson(400, 'UnknownOperationException', action);
}

function identity({ identity: state }: Account): Answer {
  if (state === 'refused') return refusedXml(403, 'InvalidClientTokenId', 'The security token is invalid.');
  const result = '<Arn>arn:aws:sts::123456789012:assumed-role/Deployer/an</Arn><Account>123456789012</Account>';
  return ok(
    XML,
    `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );
}

function stack({ bootstrapVersion }: Account, name: string): Answer {
  if (name !== 'CDKToolkit' || bootstrapVersion === 'none') {
    return refusedXml(400, 'ValidationError', `Stack with id ${name} does not exist`);
  }
  const output = `<member><OutputKey>BootstrapVersion</OutputKey><OutputValue>${bootstrapVersion}</OutputValue></member>`;
  const found = `<member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-23T00:00:00Z</CreationTime><Outputs>${output}</Outputs></member>`;
  return ok(
    XML,
    `<DescribeStacksResponse><DescribeStacksResult><Stacks>${found}</Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  );
}

function concurrency({ concurrency: limit }: Account): Answer {
  if (limit !== 'denied') return asJson({ AccountLimit: { ConcurrentExecutions: limit } });
  const message =
    'User: arn:aws:sts::123456789012:assumed-role/Deployer/an is not authorized to perform: lambda:GetAccountSettings on resource: *';
  return refusedJson(403, 'AccessDeniedException', message);
}

function errorHeader(text: string) {
  const name = /"__type":"(\w+)"/.exec(text)?.[1];
  return name === undefined ? {} : { 'x-amzn-errortype': name };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
