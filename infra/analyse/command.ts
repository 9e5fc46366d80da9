import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UnusableFile } from './read-table.ts';

/** Runs an analysts' command: prints the line that it ends with, or what is wrong with its files (exit code 1). */
export async function runCommand(command: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await command()}\n`);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** The options of the command line, or how the command is used where one is unknown or lacks its value. */
export function readOptions<Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UnusableFile(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
  }
}

/** One line that is written over, on a terminal only. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
