import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnProcesses } from '#support/own-processes.ts';
import { pythonEnvironment } from '#support/python-environment.ts';
import { EXCEPTIONS } from './exceptions.ts';

interface Finding {
  readonly check_id: string;
  readonly check_name: string;
  /** Type and logical id. */
  readonly resource: string;
}

interface Report {
  readonly results: { readonly failed_checks: readonly Finding[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

/**
 * Has checkov read the templates of a folder, and compares what it finds with the exceptions. Returns how many rules were
 * asked of how many resources. Raises on what nobody gave a reason for, and on reasons for what is found no more.
 */
export async function checkTemplates(processes: OwnProcesses, home: string, folder: string): Promise<number> {
  const { python } = await pythonEnvironment(processes, home, join(import.meta.dirname, 'requirements.txt'));
  const written = join(folder, 'results_json.json');
  await rm(written, { force: true });
  await processes.run({
    name: 'checkov',
    command: join(python, '..', 'checkov'),
    args: [
      '--framework',
      'cloudformation',
      '--directory',
      '.',
      '--skip-download',
      '--soft-fail',
      '--quiet',
      '--output',
      'json',
    ].concat('--output-file-path', folder),
    log: join(home, 'checkov.log'),
    cwd: folder,
  });
  const { results, summary } = JSON.parse(await readFile(written, 'utf8')) as Report;
  if (summary.parsing_errors > 0) throw new Error('checkov could not read a template');
  const isMeant = ({ check_id: rule, resource }: Finding) =>
    EXCEPTIONS.filter((exception) => exception.rule === rule && resource.startsWith(exception.of));
  const unmeant = results.failed_checks.filter((finding) => isMeant(finding).length === 0);
  const used = new Set(results.failed_checks.flatMap(isMeant));
  const idle = EXCEPTIONS.filter((exception) => !used.has(exception));
  const complaints = [
    ...unmeant.map(({ check_id, check_name, resource }) => `${check_id} of ${resource}: ${check_name}`),
    ...idle.map(({ rule, of }) => `${rule} of ${of} is found no more: its reason may go`),
  ];
  if (complaints.length > 0) throw new Error(`checkov finds:\n${complaints.join('\n')}`);
  return summary.passed;
}
