import type { ParseArgsOptionsConfig } from 'node:util';
import { commandOptions } from '../command-options.ts';
import { StartRefused } from './start-refused.ts';

/** Runs an operator's command on one machine: prints what it ends with, or why it was refused (exit code 2). */
export async function runForOperator(command: () => Promise<string>): Promise<void> {
  // Nobody but the owner reads what is written.
  process.umask(0o077);
  try {
    process.stdout.write(`${await command()}\n`);
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

/** The options of the command line; raises `StartRefused` where they cannot be used. */
export function readOptions<Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  return commandOptions(usage, options, (message) => new StartRefused(message));
}
