import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PERSON_GROUPS, type PersonGroup } from '#domain/people/person.ts';
import { StartRefused } from './start-refused.ts';

const credentialsShape = z.object({
  url: z.string(),
  staffToken: z.string().min(16),
  dutyOfficer: z.string().exactOptional(),
  wardToken: z.string().exactOptional(),
  // Folders of earlier versions have none.
  accounts: z
    .array(
      z.object({
        name: z.string(),
        person: z.string(),
        tokenHash: z.string(),
        group: z.enum(PERSON_GROUPS),
        places: z.array(z.string()),
        active: z.boolean(),
      }),
    )
    .default([]),
  retailers: z.array(
    z.object({
      id: z.string(),
      bearer: z.string(),
      stores: z.array(z.object({ id: z.string(), place: z.string() })),
    }),
  ),
  scenarioLoaded: z.boolean(),
});

/** The sign-in account of a person, without the token itself. */
export interface StaffAccount {
  readonly name: string;
  readonly person: string;
  readonly tokenHash: string;
  readonly group: PersonGroup;
  readonly places: readonly string[];
  readonly active: boolean;
}

export interface RetailerAccess {
  readonly id: string;
  readonly bearer: string;
  readonly stores: readonly { readonly id: string; readonly place: string }[];
}

/** What `<folder>/credentials.json` holds, readable by its owner only. */
export interface Credentials {
  readonly url: string;
  /** Signs in as the duty officer, who is the machine's administrator, too: no record takes this away. */
  readonly staffToken: string;
  /** The person whom the staff's token means, once there is a record. */
  readonly dutyOfficer?: string;
  /** The token of the demo's second officer, who is in charge of one ward. */
  readonly wardToken?: string;
  readonly accounts: readonly StaffAccount[];
  readonly retailers: readonly RetailerAccess[];
  /** False until the scenario has been loaded to its end: a load that was cut off goes on at the next start. */
  readonly scenarioLoaded: boolean;
}

/** What the folder's file says; undefined where there is none. Raises `StartRefused` where it cannot be understood. */
export async function readCredentials(folder: string): Promise<Credentials | undefined> {
  const file = fileIn(folder);
  try {
    return parseCredentials(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const isDamaged = error instanceof SyntaxError || error instanceof z.ZodError;
    if (!isDamaged) throw error;
    throw new StartRefused(
      `${file} is damaged: put it back from a backup, or remove it; staff then get a new token, and retailers' keys stay.`,
    );
  }
}

/** Raises what zod finds wrong. */
export function parseCredentials(document: unknown): Credentials {
  return credentialsShape.parse(document);
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
    accounts: [],
    retailers: [],
    scenarioLoaded: false,
  };
  let written: Promise<void> = Promise.resolve();
  return {
    known: () => credentials,
    change(change) {
      credentials = { ...credentials, ...change };
      // One write after the other: two at once would take the unfinished file from each other.
      written = written.catch(() => undefined).then(() => writeCredentials(folder, credentials));
      return written;
    },
  };
}

export async function writeCredentials(folder: string, credentials: Credentials): Promise<void> {
  await replaceFile(fileIn(folder), `${JSON.stringify(credentials, null, 2)}\n`);
}

/** Replaces a file as a whole, so that a kill leaves the old one or the new one. */
export async function replaceFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (error) {
    await rm(`${file}.new`, { force: true }).catch(() => undefined);
    throw error;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'credentials.json');
}
