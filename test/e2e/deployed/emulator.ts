import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OwnProcesses } from '#support/own-processes.ts';

export const ACCOUNT = '000000000000';
export const REGION = 'ap-southeast-1';
/** What MiniStack takes for the keys of the account's root. */
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A running AWS of this machine. */
export interface Emulator {
  readonly endpoint: string;
  readonly pid: number;
  /** For clients of the AWS SDK. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: typeof CREDENTIALS;
  };
  /** The same by TLS, for what refuses callers without. */
  readonly secureClient: Emulator['client'] & {
    readonly requestHandler: { readonly httpsAgent: { readonly ca: string } };
  };
  /** What the emulator shows of itself by TLS, for servers that stand in front of it. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** For programs that speak to AWS: they reach the emulator and nothing else. */
  readonly env: NodeJS.ProcessEnv;
  /** The private key, as PEM, with which a user pool signs its id tokens: no true Cognito would hand it out. */
  readonly idTokenKey: (userPoolId: string) => Promise<string>;
}

/** How the emulator is reached: TLS for what the stack refuses without, plain for its own requests to itself. */
interface Ports {
  readonly plain: number;
  readonly secure: number;
  readonly certificate: string;
  readonly key: string;
}

/** Starts MiniStack on free ports of 127.0.0.1, with all its files in the folder, and waits until it answers. */
export async function startEmulator(processes: OwnProcesses, python: string, folder: string): Promise<Emulator> {
  const ports = {
    plain: await freePort(),
    secure: await freePort(),
    certificate: join(folder, 'certificate.pem'),
    key: join(folder, 'key.pem'),
  };
  await makeCertificate(processes, python, folder, ports);
  const state = join(folder, 'state');
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  // Functions are unpacked here, below the project whose package.json says that all is ES modules; in Lambda no such
  // file is above them.
  await writeFile(join(temporary, 'package.json'), '{}');

  const env = environmentFor(ports);
  const { pid, failed } = processes.start({
    name: 'MiniStack',
    command: python,
    args: ['-m', 'hypercorn', 'ministack.app:app', ...bindings(ports)],
    log: join(folder, 'ministack.log'),
    env: {
      ...env,
      GATEWAY_PORT: String(ports.plain),
      MINISTACK_REGION: REGION,
      // Each function may do what its role allows, and no more: without this everybody may do everything.
      AUTH: 'true',
      // Functions run as children of MiniStack; its other way needs Docker.
      LAMBDA_EXECUTOR: 'local',
      // Would open port 8883, for devices that there are none of.
      IOT_MTLS_ENABLED: '0',
      STATE_DIR: state,
      S3_DATA_DIR: join(folder, 's3'),
      TMPDIR: temporary,
    },
  });
  const endpoint = `http://127.0.0.1:${ports.plain}`;
  await Promise.race([failed, untilReady(endpoint)]);
  return {
    endpoint,
    pid,
    client: { endpoint, region: REGION, credentials: CREDENTIALS },
    secureClient: {
      endpoint: `https://127.0.0.1:${ports.secure}`,
      region: REGION,
      credentials: CREDENTIALS,
      requestHandler: { httpsAgent: { ca: await readFile(ports.certificate, 'utf8') } },
    },
    tls: { key: await readFile(ports.key, 'utf8'), cert: await readFile(ports.certificate, 'utf8') },
    env,
    idTokenKey: (userPoolId) => readFile(join(state, 'cognito-pool-keys', `${userPoolId}-id.pem`), 'utf8'),
  };
}

/** The staging bucket and the topics refuse whoever comes without TLS, as on AWS. */
async function makeCertificate(
  processes: OwnProcesses,
  python: string,
  folder: string,
  { certificate, key }: Ports,
): Promise<void> {
  const script = fileURLToPath(new URL('make-certificate.py', import.meta.url));
  const log = join(folder, 'certificate.log');
  await processes.run({ name: 'make-certificate.py', command: python, args: [script, certificate, key], log });
}

/** MiniStack's own start would also take port 443 where it may. */
function bindings({ plain, secure, certificate, key }: Ports): string[] {
  const tls = ['--bind', `127.0.0.1:${secure}`, '--certfile', certificate, '--keyfile', key];
  return [...tls, '--insecure-bind', `127.0.0.1:${plain}`, '--keep-alive', '75'];
}

/** This Node comes first on the path, because MiniStack runs functions with the `node` that it finds there. */
function environmentFor({ secure, certificate }: Ports): NodeJS.ProcessEnv {
  const loopback = '127.0.0.1,localhost,.localhost';
  return {
    ...process.env,
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    AWS_ENDPOINT_URL: `https://127.0.0.1:${secure}`,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_CA_BUNDLE: certificate,
    NODE_EXTRA_CA_CERTS: certificate,
    NO_PROXY: loopback,
    no_proxy: loopback,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(endpoint: string): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await wait(100)) {
    try {
      if ((await fetch(`${endpoint}/_ministack/ready`)).ok) return;
    } catch {
      // Nobody listens yet.
    }
  }
  throw new Error('MiniStack did not answer within 30 s');
}
