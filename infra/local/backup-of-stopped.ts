import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readCredentials } from './credentials.ts';
import { DatabaseNotOpened, startDatabase } from './embedded-database.ts';
import { damaged, inUse, readMark } from './machine-folder.ts';
import { StartRefused } from './start-refused.ts';
import { takeBackup } from './take-backup.ts';

/** The backup of a folder on which no machine runs; nobody can start one until it is closed. */
export async function backupOfStopped(folder: string): Promise<{
  readonly stream: Readable;
  readonly close: () => Promise<void>;
}> {
  const mark = await readMark(folder);
  const credentials = await readCredentials(folder);
  if (!mark || !credentials) {
    throw new StartRefused(`${folder} was made by an earlier version: start it once (npm start -- --data ${folder}).`);
  }
  await readFile(join(folder, 'database', 'CURRENT')).catch(() => {
    throw damaged(folder, 'database/CURRENT is missing');
  });
  const database = await startDatabase(join(folder, 'database')).catch(async (error: unknown) => {
    if (!(error instanceof DatabaseNotOpened)) throw error;
    throw error.code === 'LEVEL_LOCKED' ? await inUse(folder) : damaged(folder, error.message);
  });
  const stream = takeBackup({
    city: mark.city,
    takenAt: new Date().toISOString(),
    credentials: () => credentials,
    endpoint: database.endpoint,
    outbox: join(folder, 'outbox'),
  });
  return { stream, close: database.close };
}
