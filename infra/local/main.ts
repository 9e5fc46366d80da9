import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chosenCity } from './chosen-city.ts';
import { machineOutput } from './machine-output.ts';
import type { PageFiles } from './page-files.ts';
import { SCENARIOS, type ScenarioName } from './scenarios.ts';
import { refusalOf, StartRefused } from './start-refused.ts';

const USAGE = `Usage: npm start -- [--port 4000] [--data .local] [--scenario ${SCENARIOS.join('|')}] [--catalog DIR] [--verbose]

  --port      where it answers, on 127.0.0.1 only; 0 takes a free one
  --data      folder that keeps everything: database, mails, credentials.json; made if it is not there
  --scenario  what a new folder is filled with: hanoi, an invented city with a storm; empty, goods and places only
  --catalog   folder of another city (docs/another-city.md)
  --verbose   logs each request as a line of JSON
  --help      shows this`;

/** Less than the five seconds after which a service manager may lose patience. */
const LONGEST_END_MS = 4_500;
const PARENT_LOOK_MS = 250;
/** A failed database makes requests fail a moment before it says why. */
const REASON_MS = 1_000;

interface Arguments {
  readonly port: number;
  readonly data: string;
  readonly scenario: ScenarioName;
  readonly catalog: string | undefined;
}

const given = readArguments();
// Nobody but the owner reads what is kept.
process.umask(0o077);
try {
  await run(given);
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  fail(error.message);
}

async function run({ port, data, scenario, catalog }: Arguments): Promise<void> {
  // Loaded only now, since the log reads how much to say when it is loaded.
  const { startSystem } = await import('./system.ts');
  const { loadScenario } = await import('./scenarios.ts');
  const { businessDayOf } = await import('#domain/business-day.ts');
  const catalogue = await chosenCity(catalog);
  const output = machineOutput(process.stdout, Date.now);
  let isEnding = false;
  const pages = pagesOrReason();
  const starting = startSystem({ folder: resolve(data), port, catalogue, pages });
  onToldToEnd(() => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(0), LONGEST_END_MS);
    void starting.then((system) => system.close()).finally(() => process.exit(0));
  });
  const system = await starting;
  // A database that is closed under a request or handler that hangs fails, too.
  void system.failed.then(({ message }) => isEnding || fail(message));
  try {
    await loadScenario(scenario, system, catalogue, businessDayOf(Date.now()), output);
  } catch (error) {
    // Signals cut the loading off; it goes on at the next start.
    if (isEnding) return;
    await wait(REASON_MS);
    await system.close();
    throw refusalOf(error, data) ?? error;
  }
}

/** The pages, which are built while the rest starts; the API needs none of them. */
async function pagesOrReason(): Promise<PageFiles> {
  const { upToDatePages } = await import('./page-files.ts');
  return upToDatePages().catch((error: unknown) => {
    process.stderr.write(`The pages could not be built: ${error instanceof Error ? error.message : String(error)}\n`);
    return new Map();
  });
}

/** Calls back at a signal; and once npm is gone, which hands its signals to a shell that ends without a word to us. */
function onToldToEnd(end: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    end();
  }, PARENT_LOOK_MS);
  look.unref();
}

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string', default: '.local' },
        scenario: { type: 'string', default: 'hanoi' },
        catalog: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      process.exit(0);
    }
    const port = Number(values.port);
    const isPort = /^\d+$/.test(values.port) && port <= 65_535;
    if (!isPort) throw new Error(`--port ${values.port} is no port: give a number from 0 to 65535.`);
    if (values.data === '') throw new Error('--data names no folder.');
    const scenario = SCENARIOS.find((known) => known === values.scenario);
    if (!scenario) throw new Error(`--scenario ${values.scenario} is unknown: use ${SCENARIOS.join(' or ')}.`);
    process.env['POWERTOOLS_LOG_LEVEL'] ??= values.verbose ? 'INFO' : 'WARN';
    return { port, data: values.data, scenario, catalog: values.catalog };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
