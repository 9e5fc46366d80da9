/**
 * `npm run restore-local -- --from FILE --data DIR`: puts a backup into a new folder, on which `npm start` goes on where
 * the backup was taken. The folder is complete or absent; one that holds anything is never touched.
 */
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readBackup } from './backup-file.ts';
import { readOptions, runForOperator } from './command-line.ts';
import { replaceFile, writeCredentials } from './credentials.ts';
import { databaseServer } from './database-server.ts';
import { type MachineMark, markText, requireReadable } from './machine-folder.ts';
import { makeFolders } from './make-folders.ts';
import { type Attempt, refusalOf, StartRefused } from './start-refused.ts';

const USAGE = 'Usage: npm run restore-local -- --from FILE --data DIR';
const RESTORING: Attempt = {
  again: 'restore again; nothing is left of this attempt',
  another: 'name another folder by --data',
};

await runForOperator(async () => {
  const { from, data } = readOptions(USAGE, { from: { type: 'string' }, data: { type: 'string' } });
  if (!from) throw new StartRefused(`--from names no file.\n${USAGE}`);
  if (!data) throw new StartRefused(`--data names no folder.\n${USAGE}`);
  const folder = resolve(data);
  const beside = join(dirname(folder), `.${basename(folder)}.restoring-`);
  const unfinished = `${beside}${process.pid}`;
  try {
    await requireFree(folder, data);
    await clearLeftovers(beside);
    const { entries, mails } = await restore(resolve(from), unfinished);
    await rename(unfinished, folder);
    return `${data}: ${entries} entries of the database and ${mails} mails; start it with npm start -- --data ${data}.`;
  } catch (error) {
    throw refusalOf(error, data, RESTORING) ?? error;
  } finally {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
  }
});

async function restore(file: string, folder: string) {
  const outbox = join(folder, 'outbox');
  await makeFolders(outbox);
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
    throw error;
  });
  if (entries.length > 0) {
    throw new StartRefused(`${named} is not empty: name a new folder, what is there is never written over.`);
  }
}

/** Takes away what restores of the same folder left that were killed: there are credentials in it. */
async function clearLeftovers(beside: string): Promise<void> {
  const parent = dirname(beside);
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const path = join(parent, name);
    const pid = path.startsWith(beside) ? path.slice(beside.length) : '';
    if (/^\d+$/.test(pid) && !runs(Number(pid))) await rm(path, { recursive: true, force: true });
  }
}

/** True for another process that runs; one of our own number was before us. */
function runs(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
