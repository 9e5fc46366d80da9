import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OwnProcesses, ownProcesses } from '#support/own-processes.ts';
import { pythonEnvironment } from '#support/python-environment.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { forgetAccount } from './forget-account.ts';
import { readFunctionLogs } from './function-logs.ts';
import { secondsSoFar, tell } from './tell.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const HOME = join(PROJECT, '.e2e');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** What a story is played on. */
export interface Stage {
  readonly emulator: Emulator;
  readonly processes: OwnProcesses;
  /** Takes what programs print; kept where the story fails. */
  readonly folder: string;
}

/**
 * Plays a story on an emulator of its own, in this project's folder, and ends the process: exit code 1 at the first
 * surprise, or after so many seconds. All that was started is ended, whatever happens.
 */
export async function playOnEmulator(mostSeconds: number, story: (stage: Stage) => Promise<void>): Promise<void> {
  process.chdir(PROJECT);
  forgetAccount(process.env);
  await mkdir(HOME, { recursive: true });
  const folder = await mkdtemp(join(HOME, 'run-'));
  const processes = ownProcesses();
  endWith('SIGINT', 130);
  endWith('SIGTERM', 143);
  endWith('SIGHUP', 129);
  setTimeout(() => {
    tell(`not done after ${mostSeconds} s: given up`);
    process.exit(1);
  }, mostSeconds * 1000).unref();

  let emulator: Emulator | undefined;
  let failure: unknown;
  try {
    emulator = await makeCloud(processes, folder);
    await story({ emulator, processes, folder });
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
}

async function makeCloud(processes: OwnProcesses, folder: string): Promise<Emulator> {
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
