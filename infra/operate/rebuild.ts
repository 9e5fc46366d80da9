/**
 * `npm run rebuild -- [--place PLACE] [--from YYYY-MM-DD] [--data .local | --stack binh-on-prod]`: folds what follows from
 * the kept reports anew. Harmless at any time, beside live traffic, and to repeat; docs/operate.md says what it leaves alone.
 */
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { readOptions } from '#infra/local/command-line.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { machineOutput } from '#infra/local/machine-output.ts';
import { followStream } from '#infra/local/rebuild-stream.ts';
import { type RebuildAsked, RebuildRefused } from '#infra/local/rebuilds-wanted.ts';
import { refusalOf, StartRefused } from '#infra/local/start-refused.ts';

const USAGE = `Usage: npm run rebuild -- [--place PLACE] [--from YYYY-MM-DD] [--data .local [--catalog DIR] | --stack binh-on-prod]

  --place    the place to fold anew, with all inside it; all that lie in no other, unless said
  --from     the first day; unless said the first of the last 400 days, longer reports are not kept
  --data     folder of one machine's data, whether it runs or not
  --catalog  folder of its city, if that is another and the machine does not run (docs/another-city.md)
  --stack    a deployment in the cloud, with the credentials and the region of the shell
  --help     shows this`;

const output = machineOutput(process.stdout, Date.now);
/** Nobody but the owner reads what is kept. */
process.umask(0o077);
try {
  const { data, catalog, stack, ...asked } = readOptions(USAGE, {
    place: { type: 'string' },
    from: { type: 'string' },
    data: { type: 'string' },
    catalog: { type: 'string' },
    stack: { type: 'string' },
  });
  if (stack !== undefined && (data ?? catalog) !== undefined) {
    throw new StartRefused(`--stack is the cloud, --data and --catalog are one machine: name one of them.\n${USAGE}`);
  }
  output.tell(stack === undefined ? await onMachine(data ?? '.local', catalog, asked) : await deployed(stack, asked));
} catch (error) {
  if (!(error instanceof StartRefused || error instanceof RebuildRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** A line that stays, or how far it is. */
function tell(line: string): void {
  if (line.startsWith(' ')) output.progress(line);
  else output.tell(line);
}

/** By the machine that runs on the folder, or by one that is started for it. */
async function onMachine(data: string, catalog: string | undefined, asked: RebuildAsked): Promise<string> {
  const folder = resolve(data);
  const credentials = await readCredentials(folder).catch((error: unknown) => {
    throw refusalOf(error, folder) ?? error;
  });
  if (!credentials) {
    throw new StartRefused(`${folder} holds no machine's data: name the folder by --data, as npm start does.`);
  }
  const answer = await fetch(`${credentials.url}/rebuild`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials.staffToken}` },
    body: JSON.stringify(asked),
  }).catch(() => undefined);
  if (answer?.ok && answer.body) return followStream(Readable.fromWeb(answer.body), tell);
  process.env['POWERTOOLS_LOG_LEVEL'] ??= 'WARN';
  // Loaded only now, since the log reads how much to say when it is loaded.
  const { startSystem } = await import('#infra/local/system.ts');
  const { chosenCity } = await import('#infra/local/chosen-city.ts');
  const system = await startSystem({ folder, catalogue: await chosenCity(catalog) });
  const failed = system.failed.then((error) => {
    throw error;
  });
  try {
    return await Promise.race([system.rebuild(asked, tell), failed]);
  } finally {
    await system.close();
  }
}

/** By the function of a deployment, which the request wakes. */
async function deployed(stack: string, asked: RebuildAsked): Promise<string> {
  const { rebuildDeployed } = await import('./rebuild-deployed.ts');
  const { deployedStack } = await import('./deployed-stack.ts');
  const { catalogue } = await import('#catalog/city.ts');
  const { tableName } = await deployedStack(stack);
  const tables = { market: tableName('market'), registry: tableName('registry') };
  return rebuildDeployed({ tables, catalogue, clock: Date.now, pause: () => wait(5_000), tell }, asked);
}
