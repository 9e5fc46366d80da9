/**
 * What a report uses up of AWS: units of DynamoDB, processor time of Lambda, bytes of the log; and how large what is kept
 * of it is. docs/cost.md multiplies these with prices.
 *
 * For a town, Hanoi with as many goods as it follows, with 200 and with 1,000, and a country, each in a process of its own.
 * One of them alone: `UNITS_OF=hanoi npm run bench -- units`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MEASURED_CITIES } from './measured-cities.ts';

const SCRIPT = fileURLToPath(new URL('./units-of-city.ts', import.meta.url));
const { UNITS_OF } = process.env;
for (const name of UNITS_OF ? UNITS_OF.split(',') : Object.keys(MEASURED_CITIES)) {
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--max-old-space-size=6000', SCRIPT, name],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}
