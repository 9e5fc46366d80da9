/**
 * `npm run restore-local -- --from FILE --data DIR`: puts a backup into a new folder, on which `npm start` goes on where
 * the backup was taken. The folder is complete or absent; one that holds anything is never touched.
 */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readBackup } from './backup-file.ts';
import { readOptions, runForOperator } from './command-line.ts';
import { replaceFile, writeCredentials } from './credentials.ts';
import { databaseServer } from './database-server.ts';
import { type MachineMark, markText, requireReadable } from './machine-folder.ts';
import { refusalOf, StartRefused } from './start-refused.ts';

const USAGE = 'Usage: npm run restore-local -- --from FILE --data DIR';

await runForOperator(async () => {
  const { from, data } = readOptions(USAGE, { from: { type: 'string' }, data: { type: 'string' } });
  if (from === undefined) throw new StartRefused(`--from names no file.\n${USAGE}`);
  if (data === undefined) throw new StartRefused(`--data names no folder.\n${USAGE}`);
  const folder = resolve(data);
  await requireFree(folder, data);
  const unfinished = join(dirname(folder), `.${basename(folder)}.restoring-${process.pid}`);
  try {
    const { entries, mails } = await restore(resolve(from), unfinished);
    await rename(unfinished, folder);
    return `${data}: ${entries} entries of the database and ${mails} mails; start it with npm start -- --data ${data}.`;
  } catch (error) {
    throw refusalOf(error, data) ?? error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
});

async function restore(file: string, folder: string) {
  const outbox = join(folder, 'outbox');
  await mkdir(outbox, { recursive: true, mode: 0o700 });
  const { level } = databaseServer(join(folder, 'database'));
  await level.open();
  let mark: MachineMark | undefined;
  try {
    const counts = await readBackup(file, {
      machine: (found) => {
        requireReadable(file, found, undefined);
        mark = found;
      },
      credentials: (credentials) => writeCredentials(folder, credentials),
      entries: (entries) => level.batch(entries.map(([key, value]) => ({ type: 'put', key, value }))),
      mail: (name, content) => writeFile(join(outbox, basename(name)), content, { mode: 0o600 }),
    });
    if (mark) await replaceFile(join(folder, 'machine.json'), markText(mark));
    return counts;
  } finally {
    await level.close();
  }
}

async function requireFree(folder: string, named: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw refusalOf(error, named) ?? error;
  });
  if (entries.length > 0) {
    throw new StartRefused(`${named} is not empty: name a new folder, what is there is never written over.`);
  }
}
