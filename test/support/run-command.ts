import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];

/** How a command ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaint: string;
}

/** Runs one of the project's commands, named by its file, to its end. */
export function runCommand(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...NODE_FLAGS, file, ...args],
      { cwd: ROOT, env: { ...process.env, ...env } },
      (error, out, complaint) =>
        resolve({ code: error ? ((error.code as number | undefined) ?? null) : 0, out, complaint }),
    );
  });
}

/** A machine of its own process. */
export interface MachineProcess {
  readonly pid: number;
  readonly url: string;
  readonly said: () => string;
  readonly ended: Promise<Ended>;
  readonly end: (signal: NodeJS.Signals) => void;
}

/** Starts one machine on a free port unless told otherwise, and waits until it answers. Raises if it does not start. */
export async function startMachine(
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<MachineProcess> {
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, 'infra/local/main.ts', '--port', '0', '--scenario', 'empty', '--data', folder, ...args],
    { cwd: ROOT, env: { ...process.env, ...env } },
  );
  let out = '';
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8');
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, complaint })));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
      const ready = /^ready (http:\/\/\S+)$/m.exec(out)?.[1];
      if (ready) resolve(ready);
    });
    void ended.then(({ code }) => reject(new Error(`The machine ended with ${code}: ${complaint}`)));
  });
  return {
    pid: child.pid as number,
    url,
    said: () => out + complaint,
    ended,
    end: (signal) => void child.kill(signal),
  };
}
