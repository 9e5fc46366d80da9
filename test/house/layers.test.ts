import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A file in some room of the house, and what it imports. */
type Import = readonly [file: string, specifier: string];

/** Every row of the table of layers in the architecture, by breaches of it. */
const BREACHES: Readonly<Record<string, readonly Import[]>> = {
  'the top of the domain': [
    ['shared/domain/day.ts', './detection/rules.ts'],
    ['shared/domain/clock.ts', 'node:fs'],
    ['shared/domain/out.ts', '../storage/tables.ts'],
  ],
  'a room of the domain': [
    ['shared/domain/alert/clock.ts', 'node:fs'],
    ['shared/domain/alert/shape.ts', 'zod'],
    ['shared/domain/alert/alias.ts', '#storage/tables.ts'],
    ['shared/domain/alert/out.ts', '../../contract/routes.ts'],
    ['shared/domain/alert/farther.ts', '../../../infra/settings.ts'],
    ['shared/domain/wording/vi/out.ts', '../../../contract/routes.ts'],
  ],
  'the solver': [
    ['shared/domain/matching/transport/shop.ts', '../line.ts'],
    ['shared/domain/matching/transport/present.ts', '../../present.ts'],
    ['shared/domain/matching/transport/alias.ts', '#domain/store.ts'],
  ],
  'a catalogue': [
    ['shared/catalog/aws.ts', '@aws-sdk/client-dynamodb'],
    ['shared/catalog/file.ts', 'node:fs'],
    ['shared/catalog/routes.ts', '#contract/routes.ts'],
  ],
  'the contract': [
    ['shared/contract/keep.ts', '#storage/tables.ts'],
    ['shared/contract/send.ts', '#delivery/message.ts'],
    ['shared/contract/answer.ts', '#runtime/problem.ts'],
    ['shared/contract/aws.ts', '@aws-sdk/client-dynamodb'],
    ['shared/contract/csv.ts', 'csv-parse/sync'],
  ],
  storage: [
    ['shared/storage/routes.ts', '#contract/routes.ts'],
    ['shared/storage/desk/send.ts', '#delivery/message.ts'],
    ['shared/storage/desk/market.ts', '../market/staged-item.ts'],
    ['shared/storage/desk/out.ts', '../../runtime/problem.ts'],
    ['shared/storage/call.ts', '#functions/open-day/open-day.ts'],
    ['shared/storage/stack.ts', '#infra/settings.ts'],
  ],
  delivery: [
    ['shared/delivery/routes.ts', '#contract/routes.ts'],
    ['shared/delivery/keep.ts', '#storage/tables.ts'],
    ['shared/delivery/channels/call.ts', '#functions/open-day/open-day.ts'],
    ['shared/delivery/channels/stack.ts', '#infra/settings.ts'],
  ],
  'sign-in': [
    ['shared/sign-in/routes.ts', '#contract/routes.ts'],
    ['shared/sign-in/keep.ts', '#storage/tables.ts'],
    ['shared/sign-in/stack.ts', '#infra/settings.ts'],
  ],
  'the search for supply': [
    ['shared/supply-search/routes.ts', '#contract/routes.ts'],
    ['shared/supply-search/call.ts', '#functions/open-day/open-day.ts'],
    ['shared/supply-search/stack.ts', '#infra/settings.ts'],
  ],
  'the keeping of assessments': [
    ['shared/assessing/routes.ts', '#contract/routes.ts'],
    ['shared/assessing/call.ts', '#functions/open-day/open-day.ts'],
    ['shared/assessing/http.ts', '#runtime/http.ts'],
  ],
  'the workbooks': [
    ['shared/workbook/rules.ts', '#domain/report/judgement.ts'],
    ['shared/workbook/answer.ts', '#runtime/problem.ts'],
    ['shared/workbook/file.ts', 'node:fs'],
    ['shared/workbook/call.ts', '#functions/open-day/open-day.ts'],
  ],
  'the keeping of articles': [
    ['shared/own-articles/routes.ts', '#contract/routes.ts'],
    ['shared/own-articles/read.ts', '#storage/registry.ts'],
    ['shared/own-articles/call.ts', '#functions/open-day/open-day.ts'],
  ],
  'the runtime': [
    ['shared/runtime/rules.ts', '#domain/detection/rules.ts'],
    ['shared/runtime/day.ts', '#domain/business-day.ts'],
    ['shared/runtime/keep.ts', '#storage/tables.ts'],
    ['shared/runtime/send.ts', '#delivery/message.ts'],
    ['shared/runtime/supply.ts', '#supply-search/find-supply.ts'],
    ['shared/runtime/assess.ts', '#assessing/keep-differences.ts'],
    ['shared/runtime/call.ts', '#functions/open-day/open-day.ts'],
    ['shared/runtime/out.ts', '../storage/tables.ts'],
  ],
  'a use case': [
    ['functions/open-day/keep.ts', '#storage/tables.ts'],
    ['functions/open-day/aws.ts', '@aws-sdk/client-dynamodb'],
    ['functions/open-day/event.ts', 'aws-lambda'],
    ['functions/open-day/chain.ts', '@middy/core'],
    ['functions/open-day/call.ts', '#functions/close-day/close-day.ts'],
    ['functions/open-day/other.ts', '../close-day/close-day.ts'],
    ['functions/open-day/edge.ts', './handler.ts'],
  ],
  'a use case in a folder of its function': [
    ['functions/serve-staff/alerts/keep.ts', '#storage/tables.ts'],
    ['functions/serve-staff/alerts/aws.ts', '@aws-sdk/client-dynamodb'],
    ['functions/serve-staff/alerts/call.ts', '#functions/close-day/close-day.ts'],
    ['functions/serve-staff/alerts/other.ts', '../../close-day/close-day.ts'],
    ['functions/serve-staff/alerts/edge.ts', '../handler.ts'],
    ['functions/serve-staff/alerts/deeper/out.ts', '../../../close-day/close-day.ts'],
  ],
  'a handler': [
    ['functions/open-day/handler.ts', '../close-day/close-day.ts'],
    ['functions/close-day/handler.ts', '#functions/open-day/open-day.ts'],
    ['functions/assess-place/handler.ts', '#infra/settings.ts'],
  ],
  'the stack': [
    ['infra/call.ts', '#functions/open-day/open-day.ts'],
    ['infra/constructs/call.ts', '../../functions/open-day/open-day.ts'],
    ['infra/constructs/keep.ts', '#storage/desk.ts'],
    ['infra/constructs/machine.ts', '../local/system.ts'],
    ['infra/analyse/call.ts', '#functions/open-day/open-day.ts'],
  ],
  "an operator's command": [
    ['infra/operate/run.ts', '#functions/open-day/open-day.ts'],
    ['infra/operate/cdk.ts', 'aws-cdk-lib'],
    ['infra/operate/build.ts', '../constructs/tables.ts'],
  ],
  'the single machine': [
    ['infra/local/cdk.ts', 'aws-cdk-lib'],
    ['infra/local/bucket.ts', 'aws-cdk-lib/aws-s3'],
  ],
  'a page': [
    ['web/schema.ts', '#contract/alerts.ts'],
    ['web/rules.ts', '#domain/detection/rules.ts'],
    ['web/keep.ts', '#storage/tables.ts'],
    ['web/alerts/call.ts', '../../functions/open-day/open-day.ts'],
    ['web/alerts/zod.ts', 'zod'],
    ['web/alerts/read.ts', '#workbook/read-workbook.ts'],
    ['web/aws.ts', '@aws-sdk/client-dynamodb'],
  ],
};

/** What the table allows, where a guard that is too strict would be loosened in haste. */
const ALLOWED: readonly Import[] = [
  ['shared/domain/store.ts', './present.ts'],
  ['shared/domain/assessment/day.ts', '../detection/rules.ts'],
  ['shared/domain/matching/transport/arcs.ts', './flow-network.ts'],
  ['shared/contract/alerts.ts', '#domain/level.ts'],
  ['shared/storage/desk/alerts.ts', '../table-client.ts'],
  ['shared/delivery/channels/outbox.ts', 'node:fs/promises'],
  ['shared/supply-search/keep.ts', '#storage/desk.ts'],
  ['shared/assessing/keep.ts', '#storage/assessment-outputs.ts'],
  ['shared/own-articles/keep.ts', '#runtime/problem.ts'],
  ['shared/runtime/answer.ts', '#contract/routes.ts'],
  ['shared/workbook/cells.ts', '#domain/workbook/sheet.ts'],
  ['functions/serve-retailer/template.ts', '#workbook/write-workbook.ts'],
  ['web/components/take-as-workbook.ts', '#workbook/write-workbook.ts'],
  ['shared/runtime/text.ts', '#domain/present.ts'],
  ['functions/serve-staff/alerts/names.ts', '../http/names.ts'],
  ['functions/serve-staff/alerts/supply.ts', '#supply-search/find-supply.ts'],
  ['functions/serve-staff/handler.ts', '#storage/desk.ts'],
  ['infra/constructs/tables.ts', '#storage/tables.ts'],
  ['infra/local/system.ts', '#functions/open-day/handler.ts'],
  ['web/alerts/list.ts', '#contract/client.ts'],
  ['web/alerts/level.ts', '#domain/level.ts'],
  ['web/alerts/panel.ts', '#web/components/panel/panel.tsx'],
];

let house: string;
let complaints: string;

/** A house with nothing in it but these files, and the guard at its door: linted once for all. */
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'binh-on-layers-'));
  for (const file of ['biome.json', 'package.json', '.gitignore']) copyFileSync(file, join(house, file));
  for (const [file, specifier] of [...Object.values(BREACHES).flat(), ...ALLOWED]) {
    write(file, `import { thing } from '${specifier}';\nexport const same = thing;\n`);
  }
  write('shared/domain/alert/one.ts', "import type { Two } from './two.ts';\nexport type One = Two[];\n");
  write('shared/domain/alert/two.ts', "import type { One } from './one.ts';\nexport type Two = One[];\n");
  const args = ['lint', '--reporter=github', '--max-diagnostics=none', '.'];
  complaints = execute(join(process.cwd(), 'node_modules', '.bin', 'biome'), args);
});
afterAll(() => rmSync(house, { recursive: true }));

function write(file: string, source: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), source);
}

function execute(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { cwd: house, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

/** The files of which a rule complains. */
function complainedOf(rule: string): ReadonlySet<string> {
  const lines = complaints.split('\n').filter((line) => line.includes(rule));
  const files = lines.map((line) => /file=([^,]+)/.exec(line)?.[1] ?? line);
  return new Set(files.map((file) => file.split(`${basename(house)}/`).at(-1) ?? file));
}

describe('the guard of the layers', () => {
  test.each(Object.entries(BREACHES))('bites in %s', (_, breaches) => {
    const bitten = complainedOf('noRestrictedImports');
    expect(breaches.map(([file]) => file).filter((file) => !bitten.has(file))).toEqual([]);
  });

  test('lets pass what the layers allow', () => {
    const bitten = complainedOf('noRestrictedImports');
    expect(ALLOWED.map(([file]) => file).filter((file) => bitten.has(file))).toEqual([]);
  });

  test('bites where files need each other, be it for their types alone', () => {
    expect([...complainedOf('noImportCycles')].sort()).toEqual([
      'shared/domain/alert/one.ts',
      'shared/domain/alert/two.ts',
    ]);
  });
});
