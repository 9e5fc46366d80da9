import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { asksForHelp, showUsage } from '../show-usage.ts';
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

/**
 * The options of the command line, or how the command is used where one is unknown or lacks its value; that is also shown
 * to who asks for it by `--help`.
 */
export function readOptions<Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  if (asksForHelp()) return showUsage(usage);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
