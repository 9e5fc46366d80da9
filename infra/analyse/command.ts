import { open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { commandOptions } from '../command-options.ts';
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

/** The options of the command line; raises `UnusableFile` where they cannot be used. */
export function readOptions<Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  return commandOptions(`Usage: ${usage}`, options, (message) => new UnusableFile(message));
}

/** Raises where no result could be written, before the work is done that leads to it. Leaves what is there as it is. */
export async function requireWritable(out: string): Promise<void> {
  const isNew = await stat(out).then(
    () => false,
    () => true,
  );
  try {
    await (await open(out, 'a')).close();
  } catch (error) {
    throw unwritable(error, out);
  }
  if (isNew) await rm(out);
}

export async function writeResult(out: string, text: string): Promise<void> {
  await writeFile(out, text).catch((error: unknown) => {
    throw unwritable(error, out);
  });
}

const WORDS: Readonly<Record<string, (out: string) => string>> = {
  ENOENT: (out) => `the folder ${dirname(out)} is not there; make it first`,
  ENOTDIR: (out) => `${dirname(out)} is no folder`,
  EISDIR: () => 'is a folder; name a file',
  ENOSPC: () => 'the disk is full; make room',
};

/** What keeps a file from being written, in words. */
function unwritable(error: unknown, out: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new UnusableFile(`${out}: ${WORDS[code]?.(out) ?? `cannot be written (${code}); name another by --out`}`);
}

/** One line that is written over, on a terminal only. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
