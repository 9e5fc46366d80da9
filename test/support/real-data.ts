import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** The data without which the test is skipped. */
    needs?: string;
  }
}

/** Where the data of others lies that is not ours to ship; FIXTURES names another folder. */
const FOLDER = process.env['FIXTURES'] ?? join('..', 'shared', 'fixtures');

/** Tests on data from outside the repository: skipped where it is not, and run-summary.ts says so. */
export function describeWithData(data: string, name: string, tests: (path: string) => void): void {
  const path = join(FOLDER, data);
  describe.skipIf(!existsSync(path))(name, { meta: { needs: data } }, () => tests(path));
}
