import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Credentials, parseCredentials } from './credentials.ts';
import { type MachineMark, parseMark } from './machine-folder.ts';
import { StartRefused } from './start-refused.ts';

/**
 * A backup of one machine is a gzipped file of lines, each an array that begins with its kind: one `machine`, one
 * `credentials`, then `entries` of the database, `mail`s, and one `end` that counts them. Without its end it is cut off.
 */
export type BackupLine =
  | readonly ['machine', MachineMark & { readonly takenAt: string }]
  | readonly ['credentials', Credentials]
  | readonly ['entries', readonly (readonly [key: string, value: unknown])[]]
  | readonly ['mail', name: string, base64: string]
  | readonly ['end', BackupCounts];

export interface BackupCounts {
  readonly entries: number;
  readonly mails: number;
}

/** What a backup is read into. */
export interface BackupReader {
  readonly machine: (mark: MachineMark) => void;
  readonly credentials: (credentials: Credentials) => Promise<void> | void;
  readonly entries: (entries: readonly (readonly [key: string, value: unknown])[]) => Promise<void> | void;
  readonly mail: (name: string, content: Buffer) => Promise<void> | void;
}

/** Reads a backup to its end. Raises `StartRefused` for a file that is none, is damaged or was cut off. */
export async function readBackup(file: string, reader: BackupReader): Promise<BackupCounts> {
  const counts = { entries: 0, mails: 0 };
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  let ended: BackupCounts | undefined;
  let isFirst = true;
  try {
    for await (const text of createInterface({ input: source.pipe(unpacked), crlfDelay: Number.POSITIVE_INFINITY })) {
      const line = JSON.parse(text) as BackupLine;
      if (isFirst !== (line[0] === 'machine')) throw noBackup(file);
      isFirst = false;
      if (line[0] === 'machine') reader.machine(parseMark(line[1]));
      else if (line[0] === 'credentials') await reader.credentials(parseCredentials(line[1]));
      else if (line[0] === 'entries') {
        counts.entries += line[1].length;
        await reader.entries(line[1]);
      } else if (line[0] === 'mail') {
        counts.mails++;
        await reader.mail(line[1], Buffer.from(line[2], 'base64'));
      } else ended = line[1];
    }
  } catch (error) {
    throw refusalOfFile(error, file);
  } finally {
    source.destroy();
  }
  if (ended?.entries !== counts.entries || ended.mails !== counts.mails) throw cutOff(file);
  return counts;
}

function refusalOfFile(error: unknown, file: string): unknown {
  const { code = '', name } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new StartRefused(`${file} is not there: name a file that npm run backup has made.`);
  if (code === 'Z_BUF_ERROR') return cutOff(file);
  const isNone = code.startsWith('Z_') || code === 'EISDIR' || name === 'SyntaxError' || name === 'ZodError';
  return isNone ? noBackup(file) : error;
}

function noBackup(file: string): StartRefused {
  return new StartRefused(
    `${file} is no backup of one machine, or is damaged: name a file that npm run backup has made.`,
  );
}

function cutOff(file: string): StartRefused {
  return new StartRefused(`${file} is cut off before its end: take the backup again, or name an older one.`);
}
