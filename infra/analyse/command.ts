import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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
    const { values, tokens } = parseArgs({ options, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) throw new Error(`--${twice} is given twice`);
    return values;
  } catch (error) {
    throw new UnusableFile(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
  }
}

/** Raises `UnusableFile` for an `--out` that cannot be written: better said before a long run than after it. */
export async function requireWritable(out: string): Promise<void> {
  const found = await stat(out).catch(() => undefined);
  if (found?.isDirectory()) throw new UnusableFile(`--out ${out}: is a folder; name a file`);
  try {
    await access(found ? out : dirname(out), constants.W_OK);
    if (!found && !(await stat(dirname(out))).isDirectory()) throw new Error(`${dirname(out)} is no folder`);
  } catch (error) {
    throw unwritable(out, error);
  }
}

/** Writes a result. Raises `UnusableFile` where the disk does not take it. */
export async function writeOut(out: string, text: string): Promise<void> {
  try {
    await writeFile(out, text);
  } catch (error) {
    throw unwritable(out, error);
  }
}

function unwritable(out: string, error: unknown): UnusableFile {
  return new UnusableFile(`--out ${out}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
}

/** One line that is written over, on a terminal only. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
