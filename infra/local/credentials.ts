import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface RetailerAccess {
  readonly id: string;
  readonly bearer: string;
  readonly stores: readonly { readonly id: string; readonly place: string }[];
}

/** What `<folder>/credentials.json` holds, readable by its owner only. */
export interface Credentials {
  readonly url: string;
  readonly staffToken: string;
  readonly retailers: readonly RetailerAccess[];
  /** False until the scenario has been loaded to its end: a load that was cut off goes on at the next start. */
  readonly scenarioLoaded: boolean;
}

export async function readCredentials(folder: string): Promise<Credentials | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The credentials of a running machine, each change written at once. */
export interface KeptCredentials {
  readonly known: () => Credentials;
  readonly change: (change: Partial<Credentials>) => Promise<void>;
}

/** Takes up what the folder holds, or begins with a new token for staff. */
export async function keepCredentials(folder: string, newToken: () => string): Promise<KeptCredentials> {
  let credentials = (await readCredentials(folder)) ?? {
    url: '',
    staffToken: newToken(),
    retailers: [],
    scenarioLoaded: false,
  };
  return {
    known: () => credentials,
    async change(change) {
      credentials = { ...credentials, ...change };
      await writeCredentials(folder, credentials);
    },
  };
}

/** Replaces the file as a whole, so that a kill leaves the old one or the new one. */
async function writeCredentials(folder: string, credentials: Credentials): Promise<void> {
  const file = fileIn(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function fileIn(folder: string): string {
  return join(folder, 'credentials.json');
}
