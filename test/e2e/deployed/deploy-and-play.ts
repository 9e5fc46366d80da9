/**
 * `npm run e2e`: the real CDK CLI deploys the whole system onto an AWS emulator that runs the functions, and a day of
 * the market is played through the public API. Prints each step with its time; exits 1 at the first surprise.
 *
 * What the emulator cannot show (docs/deploy.md lists it) is asserted on the template, in test/infra.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownProcesses } from '#support/own-processes.ts';
import { pythonEnvironment } from '#support/python-environment.ts';
import { cdkCli } from './cdk-cli.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { forgetAccount } from './forget-account.ts';
import { readFunctionLogs } from './function-logs.ts';
import { playDay } from './play-day.ts';
import { secondsSoFar, tell } from './tell.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const HOME = join(PROJECT, '.e2e');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
/** What continuous integration allows for. */
const MOST_SECONDS = 360;

process.chdir(PROJECT);
forgetAccount(process.env);
await mkdir(HOME, { recursive: true });
const folder = await mkdtemp(join(HOME, 'run-'));
const processes = ownProcesses();
endWith('SIGINT', 130);
endWith('SIGTERM', 143);
endWith('SIGHUP', 129);
setTimeout(() => {
  tell(`not done after ${MOST_SECONDS} s: given up`);
  process.exit(1);
}, MOST_SECONDS * 1000).unref();

let emulator: Emulator | undefined;
let failure: unknown;
try {
  emulator = await makeCloud();
  await playDay(emulator, cdkCli(processes, emulator, folder), folder);
} catch (error) {
  failure = error;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (emulator) await tellErrors(emulator).catch(() => tell('MiniStack no longer tells what its functions logged'));
} finally {
  await processes.endAll();
  tell(emulator ? `MiniStack (process ${emulator.pid}) and its functions are ended` : 'nothing is left running');
}

if (failure === undefined) {
  await rm(folder, { recursive: true });
  tell(`passed in ${secondsSoFar().toFixed(0)} s`);
} else {
  tell(`FAILED; what the programs printed is kept in ${relative(PROJECT, folder)}`);
  process.exitCode = 1;
}

async function makeCloud(): Promise<Emulator> {
  const { python, reused } = await pythonEnvironment(processes, HOME, REQUIREMENTS);
  tell(`a Python environment with MiniStack ${reused ? 'is there from an earlier run' : 'is made'}`);
  const started = await startEmulator(processes, python, folder);
  tell(
    `MiniStack answers at ${started.endpoint} (process ${started.pid}); roles may do what their policies allow, no more`,
  );
  return started;
}

async function tellErrors(cloud: Emulator): Promise<void> {
  const { errors } = await readFunctionLogs(cloud);
  for (const line of errors.slice(0, 20)) tell(`a function logged: ${line}`);
}

/** Leaving by a signal ends what was started, too: `ownProcesses` kills it as this process exits. */
function endWith(signal: NodeJS.Signals, code: number): void {
  process.once(signal, () => process.exit(code));
}
