import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLING } from './bundling.ts';
import { entryOf, FUNCTION_NAMES, type FunctionName } from './function-definitions.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** A function's bundle: where it is and its size in bytes. */
export interface Bundle {
  readonly name: FunctionName;
  readonly file: string;
  readonly bytes: number;
}

/** Bundles every function into `<folder>/<function>/index.cjs`, as the stack does. */
export async function bundleFunctions(folder: string): Promise<Bundle[]> {
  return Promise.all(
    FUNCTION_NAMES.map(async (name) => {
      const file = join(folder, name, 'index.cjs');
      await build({
        ...BUNDLING,
        mainFields: [...BUNDLING.mainFields],
        external: [...BUNDLING.external],
        absWorkingDir: PROJECT,
        entryPoints: [entryOf(name)],
        outfile: file,
        bundle: true,
        platform: 'node',
        logLevel: 'warning',
      });
      return { name, file, bytes: (await stat(file)).size };
    }),
  );
}

if (import.meta.main) {
  const folder = join(PROJECT, 'dist');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const { name, bytes } of await bundleFunctions(folder)) {
    process.stdout.write(`${name.padEnd(20)} ${String(Math.ceil(bytes / 1024)).padStart(5)} KB\n`);
  }
}
