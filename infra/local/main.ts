import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue as ownCatalogue } from '#catalog/city.ts';
import { parseCatalogue } from '#catalog/load.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { loadScenario, SCENARIOS, type ScenarioName } from './scenarios.ts';
import { startSystem } from './system.ts';

const USAGE = `npm start -- [--port 4000] [--data .local] [--scenario ${SCENARIOS.join('|')}] [--catalog DIR]`;

const { port, data, scenario, catalog } = readArguments();
const catalogue = catalog === undefined ? ownCatalogue : await readCatalogue(resolve(catalog));
const system = await startSystem({ folder: resolve(data), port, catalogue });
await loadScenario(scenario, system, catalogue, businessDayOf(Date.now()), (line) => process.stdout.write(`${line}\n`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void system.close().then(() => process.exit(0)));
}

function readArguments(): { port: number; data: string; scenario: ScenarioName; catalog: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string', default: '.local' },
        scenario: { type: 'string', default: 'hanoi' },
        catalog: { type: 'string' },
      },
    });
    const wanted = Number(values.port);
    const name = SCENARIOS.find((known) => known === values.scenario);
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) throw new Error(`--port ${values.port} is no port`);
    if (!name) throw new Error(`--scenario ${values.scenario} is unknown; use one of ${SCENARIOS.join(', ')}`);
    return { port: wanted, data: values.data, scenario: name, catalog: values.catalog };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}\n`);
    process.exit(2);
  }
}

async function readCatalogue(folder: string): Promise<Catalogue> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  return parseCatalogue({
    city: await read('city.json'),
    areas: await read('areas.json'),
    products: await read('products.json'),
    calendar: await read('calendar.json'),
  });
}
