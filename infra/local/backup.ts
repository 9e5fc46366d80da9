/**
 * `npm run backup -- --to FILE [--data .local]`: all that one machine keeps in one file, while it runs or while it does
 * not. The file is complete or absent, readable by its owner only, and read again before it gets its name.
 */
import { link, open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBackup } from './backup-file.ts';
import { backupOfStopped } from './backup-of-stopped.ts';
import { readOptions, runForOperator } from './command-line.ts';
import { readCredentials } from './credentials.ts';
import { damaged } from './machine-folder.ts';
import { type Attempt, refusalOf, StartRefused } from './start-refused.ts';

const USAGE = 'Usage: npm run backup -- --to FILE [--data .local]';
const BACKING_UP: Attempt = {
  again: 'take the backup again; nothing is left of this attempt',
  another: 'name another file by --to',
};

await runForOperator(async () => {
  const { to, data } = readOptions(USAGE, { to: { type: 'string' }, data: { type: 'string', default: '.local' } });
  if (!to) throw new StartRefused(`--to names no file.\n${USAGE}`);
  const file = resolve(to);
  const folder = resolve(data);
  const unfinished = `${file}.part`;
  try {
    const stopped = await write(folder, unfinished);
    const { entries, mails } = await readBackup(unfinished, {
      machine: ignore,
      credentials: ignore,
      entries: ignore,
      mail: ignore,
    });
    // Unlike a renaming, a link never replaces an older backup.
    await link(unfinished, file);
    return `${to}: ${entries} entries of the database and ${mails} mails of ${data}${stopped ? ', which was not running' : ''}.`;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'link') {
      throw new StartRefused(`${to} is there already: name a new file, backups are never written over.`);
    }
    throw refusalOf(error, to, BACKING_UP) ?? error;
  } finally {
    await rm(unfinished, { force: true }).catch(ignore);
  }
});

/** Writes what the running machine gives, or what its folder holds; true for the latter. */
async function write(folder: string, file: string): Promise<boolean> {
  const credentials = await readCredentials(folder).catch((error: unknown) => {
    throw refusalOf(error, folder) ?? error;
  });
  if (!credentials) {
    throw new StartRefused(`${folder} holds no machine's data: name the folder by --data, as npm start does.`);
  }
  const handle = await open(file, 'w', 0o600);
  const running = await askRunning(credentials);
  const { stream, close } = running ? { stream: running, close: ignore } : await stoppedAt(folder);
  // What fails in the writing has a code of the system; all else is the source's.
  let broken: unknown;
  stream.on('error', (error) => {
    broken = error;
  });
  try {
    await pipeline(stream, handle.createWriteStream({ flush: true }));
  } catch (error) {
    if (broken !== error || refusalOf(error, file)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    if (!running) throw damaged(folder, `its database broke off: ${why}`);
    throw new StartRefused(
      `The machine of ${folder} broke its backup off (${why}): see what it says, then take the backup again.`,
    );
  } finally {
    await close();
  }
  return running === undefined;
}

/** The backup of a folder on which no machine runs; what fails then is that folder's. */
function stoppedAt(folder: string): ReturnType<typeof backupOfStopped> {
  return backupOfStopped(folder).catch((error: unknown) => {
    throw refusalOf(error, folder) ?? error;
  });
}

/** The backup that a machine gives while it runs; undefined where none of this folder answers. */
async function askRunning({ url, staffToken }: { url: string; staffToken: string }): Promise<Readable | undefined> {
  const answer = await fetch(`${url}/backup`, { headers: { authorization: `Bearer ${staffToken}` } }).catch(ignore);
  return answer?.ok && answer.body ? Readable.fromWeb(answer.body) : undefined;
}

function ignore(): undefined {
  return undefined;
}
