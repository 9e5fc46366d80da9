import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/**
 * The options of the command line. Ends the process with the usage for who asks for it by `--help`; raises what `refuse`
 * makes of a message where an option is unknown, lacks its value or is given twice.
 */
export function commandOptions<Options extends ParseArgsOptionsConfig>(
  usage: string,
  options: Options,
  refuse: (message: string) => Error,
) {
  if (asksForHelp()) return showUsage(usage);
  try {
    const { values, tokens } = parseArgs({ options, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) throw new Error(`--${twice} is given twice`);
    return values;
  } catch (error) {
    throw refuse(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** True where the command line holds `--help` or `-h`, whatever else is in it. */
export function asksForHelp(): boolean {
  return process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h');
}

/** Ends the process with how its command is used. */
export function showUsage(usage: string): never {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
