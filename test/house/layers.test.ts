import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const made: string[] = [];

/** Lints a file that breaks a rule, in the folder that the rule guards. */
function lint(folder: string, name: string, source: string): string {
  const scratch = mkdtempSync(join(process.cwd(), folder, 'guard-'));
  made.push(scratch);
  const file = join(scratch, name);
  writeFileSync(file, source);
  try {
    return execFileSync('biome', ['lint', file], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

describe('the guard of the layers bites', () => {
  const breaches: [string, string, string][] = [
    ['shared/domain', 'clock.ts', "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x');\n"],
    ['shared/domain', 'table.ts', "import { TABLES } from '#storage/tables.ts';\nexport const tables = TABLES;\n"],
    ['shared/domain/matching/transport', 'shop.ts', "import { a } from '../../store.ts';\nexport const s = a;\n"],
    ['shared/catalog', 'aws.ts', "import { S } from '@aws-sdk/client-dynamodb';\nexport const s = S;\n"],
    ['shared/contract', 'keep.ts', "import { TABLES } from '#storage/tables.ts';\nexport const tables = TABLES;\n"],
    ['shared/storage', 'routes.ts', "import { ROUTES } from '#contract/routes.ts';\nexport const routes = ROUTES;\n"],
    ['shared/runtime', 'rules.ts', "import { TABLES } from '#storage/tables.ts';\nexport const tables = TABLES;\n"],
    ['infra', 'call.ts', "import { openDay } from '#functions/open-day/open-day.ts';\nexport const o = openDay;\n"],
    [
      'infra/operate',
      'run.ts',
      "import { openDay } from '#functions/open-day/open-day.ts';\nexport const o = openDay;\n",
    ],
    ['infra/local', 'cdk.ts', "import { Stack } from 'aws-cdk-lib';\nexport const s = Stack;\n"],
  ];

  test.each(breaches)('%s refuses %s', (folder, name, source) => {
    expect(lint(folder, name, source)).toContain('noRestrictedImports');
  });

  test('a use case refuses storage and AWS', () => {
    const folder = mkdtempSync(join(process.cwd(), 'functions', 'guard-'));
    made.push(folder);
    const file = join(folder, 'use-case.ts');
    writeFileSync(file, "import { TABLES } from '#storage/tables.ts';\nexport const tables = TABLES;\n");
    let output = '';
    try {
      output = execFileSync('biome', ['lint', file], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      output = `${(error as { stdout: string }).stdout}${(error as { stderr: string }).stderr}`;
    }
    expect(output).toContain('noRestrictedImports');
  });
});
