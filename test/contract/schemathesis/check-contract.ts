/**
 * `npm run check-contract`: Schemathesis asks a machine everything that its document allows, and much that it does not,
 * as a retailer and as staff; what it may be answered stands in schemathesis.toml. `-- --seed 7 --examples 100` hunts on.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ownProcesses } from '#support/own-processes.ts';
import { pythonEnvironment } from '#support/python-environment.ts';

// Refusals are what is asked for: only failures are logged. Said before the log is loaded.
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'ERROR';
const { aMarketToAsk } = await import('./a-market-to-ask.ts');

const HOME = fileURLToPath(new URL('../../../.e2e', import.meta.url));
const HERE = import.meta.dirname;
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '20261123' }, examples: { type: 'string' } },
});

/** Who asks, which part of the document, and how much: staff have ten times as many routes. */
const CALLERS = [
  { name: 'retailer', token: 'retailerKey', routes: ['--include-tag', 'Retailers'], examples: '60' },
  { name: 'staff', token: 'staffToken', routes: ['--exclude-tag', 'Retailers'], examples: '12' },
] as const;
type Asking = (typeof CALLERS)[number];

const processes = ownProcesses();
const { python } = await pythonEnvironment(processes, HOME, join(HERE, 'requirements.txt'));
const markets: Awaited<ReturnType<typeof aMarketToAsk>>[] = [];
try {
  // Each has a machine of its own, so that a run with the same seed meets the same answers.
  await Promise.all(CALLERS.map(askAll));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await processes.endAll();
  await Promise.all(markets.map(({ end }) => end()));
}

async function askAll({ name, token, routes, examples }: Asking): Promise<void> {
  const market = await aMarketToAsk();
  markets.push(market);
  const folder = join(HOME, `contract-${name}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const log = join(folder, 'schemathesis.log');
  await writeFile(log, '');
  await processes.run({
    name: `Schemathesis as ${name}`,
    command: join(python, '..', 'schemathesis'),
    args: [
      ...['--config-file', join(HERE, 'schemathesis.toml'), '--no-color'],
      ...['run', `${market.url}/openapi.json`, '--header', `Authorization: Bearer ${market[token]}`, ...routes],
      ...['--seed', values.seed, '--max-examples', values.examples ?? examples, '--continue-on-failure'],
    ],
    log,
    env: { ...process.env, SCHEMATHESIS_HOOKS: join(HERE, 'hooks.py') },
    cwd: folder,
  });
  process.stdout.write(`Schemathesis finds nothing as ${name}; see ${log}\n`);
}
