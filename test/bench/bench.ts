/**
 * `npm run bench` measures all that the README's table states; `npm run bench -- ingest` one part of it.
 *
 * Each part runs in a process of its own, so that none is measured on another's heap, and prints rows of one table.
 */
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SUFFIX = '.bench.ts';
const parts = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}; there are ${parts.join(', ')}.\n`);
  process.exit(2);
}
process.stdout.write('| what is measured | result | goal |\n| --- | --- | --- |\n');
for (const part of asked.length > 0 ? asked : parts) {
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, `${part}${SUFFIX}`)],
    { stdio: 'inherit', env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT' } },
  );
  if (status !== 0) process.exit(status ?? 1);
}
