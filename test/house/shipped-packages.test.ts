import { execFile } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import satisfies from 'spdx-satisfies';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
/** Licences that may lie in a product under Apache-2.0, and ask for no more than their own text. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];

interface LockedPackage {
  /** Where it is known here under another one. */
  readonly name?: string;
  readonly version: string;
  /** An SPDX expression, as the package itself says. */
  readonly license?: string;
  readonly dev?: true;
  readonly devOptional?: true;
}

interface BillOfMaterials {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly group?: string;
    readonly name: string;
    readonly version: string;
    readonly licenses?: readonly unknown[];
  }[];
}

const textOf = (file: string) => readFile(join(ROOT, file), 'utf8');
const { packages } = JSON.parse(await textOf('package-lock.json')) as { packages: Record<string, LockedPackage> };
const shipped = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional);

test('every package that is shipped has a licence that allows it in a product under Apache-2.0', () => {
  expect(shipped.length).toBeGreaterThan(50);
  const refused = shipped.filter(([, { license }]) => license === undefined || !satisfies(license, ALLOWED));
  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('what functions and pages import is shipped, and is no tool of developers', async () => {
  const { dependencies } = JSON.parse(await textOf('package.json')) as { dependencies: object };
  const imported = new Map<string, string>();
  for await (const file of glob('{functions,shared,web}/**/*.{ts,tsx}', { cwd: ROOT })) {
    const text = await textOf(file);
    for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^'#.][^']*)';$/gm)) {
      if (!name.startsWith('node:')) imported.set(packageOf(name), file);
    }
  }
  expect(imported.size).toBeGreaterThan(20);
  const missing = [...imported].filter(([name]) => !(name in dependencies));
  expect(missing.map(([name, file]) => `${name} in ${file}`)).toEqual([]);
});

test('npm run sbom names each of them with its licence, and nothing else', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, maxBuffer: 1e8 });
  const { bomFormat, components } = JSON.parse(stdout) as BillOfMaterials;
  expect(bomFormat).toBe('CycloneDX');
  const inLock = shipped.map(([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`);
  const listed = components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`);
  expect([...new Set(listed)].toSorted()).toEqual([...new Set(inLock)].toSorted());
  expect(components.filter(({ licenses = [] }) => licenses.length === 0).map(({ name }) => name)).toEqual([]);
});

/** The package of what is imported: `@scope/name/part` is a part of `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
