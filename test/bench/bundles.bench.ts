/** What a cold start reads: each bundle's size, and the ingest bundle's import against one of the AWS client alone. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleFunctions } from '#infra/bundle.ts';
import { BUNDLING } from '#infra/bundling.ts';
import { printRow, quantileOf } from './measure.ts';

const ROUNDS = 41;
const folder = await mkdtemp(join(tmpdir(), 'binh-on-bundles-'));
try {
  const bundles = await bundleFunctions(folder);
  const client = join(folder, 'client.cjs');
  await build({
    ...BUNDLING,
    mainFields: [...BUNDLING.mainFields],
    external: [...BUNDLING.external],
    stdin: { contents: `export * from '@aws-sdk/client-dynamodb'`, resolveDir: import.meta.dirname },
    outfile: client,
    bundle: true,
    platform: 'node',
  });
  const timer = join(folder, 'time-import.cjs');
  await writeFile(
    timer,
    'const started = performance.now(); require(process.argv[2]); console.log(performance.now() - started);',
  );
  const ingest = bundles.find(({ name }) => name === 'ingest-report');
  if (!ingest) throw new Error('There is no bundle of ingest-report');
  const taken = { ours: [] as number[], client: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    taken.ours.push(importTime(timer, ingest.file));
    taken.client.push(importTime(timer, client));
  }
  const [ours, theirs] = [quantileOf(taken.ours, 0.5), quantileOf(taken.client, 0.5)];
  printRow(
    'import of the ingest bundle against a bundle of `@aws-sdk/client-dynamodb` alone',
    `${(ours / theirs).toFixed(2)} times (${ours.toFixed(0)} against ${theirs.toFixed(0)} ms)`,
    'at most 1.25 times',
  );
  const sizes = bundles.map(({ bytes }) => Math.ceil(bytes / 1024));
  printRow(
    'bundle sizes, minified, AWS SDK included (`npm run build` lists them)',
    `${Math.min(...sizes)} to ${Math.max(...sizes)} KB`,
    'each under 1,024 KB',
  );
} finally {
  await rm(folder, { recursive: true });
}

/** Milliseconds that a fresh process takes to load a bundle, in the environment that Lambda would give it. */
function importTime(timer: string, bundle: string): number {
  const printed = execFileSync(process.execPath, [timer, bundle], {
    env: {
      AWS_LAMBDA_FUNCTION_NAME: 'bench',
      AWS_REGION: 'ap-southeast-1',
      MARKET_TABLE: 'market',
      DESK_TABLE: 'desk',
      REGISTRY_TABLE: 'registry',
    },
    encoding: 'utf8',
  });
  return Number(printed);
}
