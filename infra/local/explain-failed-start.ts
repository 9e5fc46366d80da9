import { DatabaseNotOpened } from './embedded-database.ts';
import { damaged, inUse } from './machine-folder.ts';
import { refusalOf, StartRefused } from './start-refused.ts';

/** True where another process holds the folder's database. */
export function isLocked(error: unknown): boolean {
  return error instanceof DatabaseNotOpened && error.code === 'LEVEL_LOCKED';
}

/** The sentence for whoever starts the machine, where there is one. */
export async function explainFailedStart(error: unknown, folder: string, port: number): Promise<unknown> {
  if (isLocked(error)) return inUse(folder);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new StartRefused(
      `Port ${port} is in use: end what listens there, or name another by --port (0: a free one).`,
    );
  }
  if (code === 'EACCES' && (error as NodeJS.ErrnoException).syscall === 'listen') {
    return new StartRefused(`Port ${port} is for the administrator alone: name one above 1023 by --port.`);
  }
  const refusal = refusalOf(error, folder);
  if (refusal) return refusal;
  return error instanceof DatabaseNotOpened ? damaged(folder, error.message) : error;
}
