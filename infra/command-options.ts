/** True where the command line holds `--help` or `-h`, whatever else is in it. */
export function asksForHelp(): boolean {
  return process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h');
}

/** Ends the process with how its command is used. */
export function showUsage(usage: string): never {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
