import { parseArgs } from 'node:util';
import { asksForHelp, showUsage } from '../command-options.ts';

/** What the operators' commands take: the name of a function, and of the stack. */
export interface OperatorArguments {
  readonly name: string;
  readonly stack: string;
  /** Days back, today not counted. */
  readonly days: number;
}

const MOST_DAYS = 400;

/** Reads the command line, or ends the process with what is wrong and how the command is used. */
export function readArguments(usage: string, names: readonly string[]): OperatorArguments {
  if (asksForHelp()) return showUsage(`Usage: ${usage}`);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
        days: { type: 'string', default: '7' },
      },
    });
    const [name = ''] = positionals;
    if (!names.includes(name)) throw new Error(`"${name}" is none of ${names.join(', ')}`);
    const days = Number(values.days);
    if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS) {
      throw new Error(`--days ${values.days} is not between 0 and ${MOST_DAYS}`);
    }
    return { name, stack: values.stack, days };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}\n`);
    process.exit(2);
  }
}
