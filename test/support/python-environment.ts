import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnProcesses } from './own-processes.ts';

export interface PythonEnvironment {
  /** The interpreter that finds the packages. */
  readonly python: string;
  /** True when an earlier run has made it. */
  readonly reused: boolean;
}

/**
 * A virtual environment with exactly the packages of a requirements file, made in the folder unless an earlier run has
 * made the same there. Needs Python 3.10 or newer with venv and pip, and the package index that pip is set to.
 */
export async function pythonEnvironment(
  processes: OwnProcesses,
  folder: string,
  requirements: string,
): Promise<PythonEnvironment> {
  const stamp = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const home = join(folder, `python-${stamp}`);
  const python = join(home, 'bin', 'python');
  // Written last: an environment that was interrupted while it was made has none, and is made anew.
  const complete = join(home, 'complete');
  if (existsSync(complete) && existsSync(python)) return { python, reused: true };

  await rm(home, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const log = join(folder, 'python.log');
  await writeFile(log, '');
  const run = (name: string, command: string, ...args: string[]) => processes.run({ name, command, args, log });
  const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input'];
  await run('python3 -m venv', 'python3', '-m', 'venv', home);
  await run('pip install', python, ...pip, 'install', '--no-deps', '--only-binary=:all:', '-r', requirements);
  await run('pip check', python, ...pip, 'check');
  await writeFile(complete, '');
  return { python, reused: false };
}
