import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { BackupLine } from './backup-file.ts';
import type { Credentials } from './credentials.ts';
import { ENTRIES_PATH } from './entries-between-requests.ts';
import { DATA_VERSION } from './machine-folder.ts';

interface BackupSource {
  readonly city: string;
  readonly takenAt: string;
  readonly credentials: () => Credentials;
  /** Where the embedded database answers. */
  readonly endpoint: string;
  readonly outbox: string;
}

/** So many entries a line: few enough that a line is small, and enough that reading lines costs little. */
const ENTRIES_A_LINE = 100;

/**
 * Everything that a machine keeps, as a gzipped stream, while it runs. The database is as it was in one moment between
 * two requests. Credentials are read before it and mails after it: so no key is named that the database lacks, and no
 * mail is recorded as sent that the backup lacks.
 */
export function takeBackup(source: BackupSource): Readable {
  const packed = createGzip();
  // What fails on the way breaks the stream off: whoever reads it misses the end.
  pipeline(Readable.from(linesOf(source)), packed, () => undefined);
  return packed;
}

async function* linesOf({ city, takenAt, credentials, endpoint, outbox }: BackupSource): AsyncGenerator<string> {
  yield textOf(['machine', { dataVersion: DATA_VERSION, city, takenAt }]);
  yield textOf(['credentials', credentials()]);
  let entries = 0;
  let gathered: (readonly [string, unknown])[] = [];
  for await (const entry of entriesOf(endpoint)) {
    entries++;
    gathered.push(entry);
    if (gathered.length < ENTRIES_A_LINE) continue;
    yield textOf(['entries', gathered]);
    gathered = [];
  }
  yield textOf(['entries', gathered]);
  const mails = (await readdir(outbox)).filter((name) => /\.(eml|sms)$/.test(name)).sort();
  for (const name of mails) yield textOf(['mail', name, await readFile(join(outbox, name), 'base64')]);
  yield textOf(['end', { entries, mails: mails.length }]);
}

/** The entries of the database, which its thread sends as lines. */
async function* entriesOf(endpoint: string): AsyncGenerator<readonly [string, unknown]> {
  const answer = await fetch(`${endpoint}${ENTRIES_PATH}`);
  if (!answer.ok || !answer.body) throw new Error(`The database answered ${answer.status} to a backup`);
  for await (const line of createInterface({ input: Readable.fromWeb(answer.body) })) yield JSON.parse(line);
}

function textOf(line: BackupLine): string {
  return `${JSON.stringify(line)}\n`;
}
