import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A program to be started, and the file that takes what it prints. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** All that this run has started. */
export interface OwnProcesses {
  /** Runs a program to its end; raises with the last lines that it printed unless it ended well. */
  readonly run: (program: Program) => Promise<void>;
  /** Starts a program that goes on; raises through `failed` should it end before it is told to. */
  readonly start: (program: Program) => { readonly pid: number; readonly failed: Promise<never> };
  /** Ends every program and all that it started itself. */
  readonly endAll: () => Promise<void>;
}

/** Raised when a program ended otherwise than it should. */
class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
}

const GRACE_MS = 3_000;
const LINES_SHOWN = 40;

/**
 * Starts programs, each as the leader of a process group, so that ending the group ends whatever they started in turn;
 * nothing is ever ended by its name. Should this process leave without `endAll`, the groups are killed as it goes.
 */
export function ownProcesses(): OwnProcesses {
  const groups = new Set<number>();
  process.once('exit', () => {
    for (const group of groups) signal(group, 'SIGKILL');
  });

  const launch = ({ command, args, log, env, cwd }: Program): ChildProcess & { readonly pid: number } => {
    const output = openSync(log, 'a');
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', output, output],
      ...(env ? { env } : {}),
      ...(cwd ? { cwd } : {}),
    });
    closeSync(output);
    if (child.pid !== undefined) groups.add(child.pid);
    return child as ChildProcess & { readonly pid: number };
  };

  return {
    run: async (program) => {
      const child = launch(program);
      const [code] = (await once(child, 'exit')) as [number | null];
      await endGroup(child.pid);
      groups.delete(child.pid);
      if (code !== 0) throw await failure(program, code);
    },
    start: (program) => {
      const child = launch(program);
      const failed = once(child, 'exit').then(async ([code]) => {
        throw await failure(program, code as number | null);
      });
      // Whoever waits for the program sees the failure; ending it on purpose is none.
      failed.catch(() => undefined);
      return { pid: child.pid, failed };
    },
    endAll: async () => {
      await Promise.all([...groups].map(endGroup));
      groups.clear();
    },
  };
}

async function failure({ name, log }: Program, code: number | null): Promise<ProgramFailed> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-LINES_SHOWN);
  return new ProgramFailed(`${name} ended with ${code ?? 'a signal'}:\n${lines.join('\n')}`);
}

/** Asks a group to end, and kills what is left of it after a while. */
async function endGroup(group: number): Promise<void> {
  for (const ending of ['SIGTERM', 'SIGKILL'] as const) {
    const deadline = performance.now() + GRACE_MS;
    while (signal(group, ending) && performance.now() < deadline) await wait(50);
  }
}

/** False when nobody is left in the group. */
function signal(group: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(-group, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
