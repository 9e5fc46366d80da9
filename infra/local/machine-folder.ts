import { access, chmod, constants, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { present } from '#domain/present.ts';
import { readCredentials, replaceFile } from './credentials.ts';
import { makeFolders } from './make-folders.ts';
import { StartRefused } from './start-refused.ts';

/** What `<folder>/machine.json` says of the data beside it. Folders made before it existed have none. */
export interface MachineMark {
  /** Rises when an older version could no longer read what a newer one keeps. */
  readonly dataVersion: number;
  /** The id of the city whose catalogue the data rest on. */
  readonly city: string;
}

/** The version of the data that this code writes, and the latest that it reads. */
export const DATA_VERSION = 3;

const MARK = 'machine.json';
/** Names the process that runs on the folder. What keeps others out is LevelDB's lock, which no kill leaves behind. */
const HOLDER = 'machine.lock';
const OWN = ['credentials.json', MARK, 'database'];

/** Places that must exist in a catalogue, and its city. */
interface CityOfPlaces {
  readonly city: string;
  readonly places: ReadonlyMap<string, unknown>;
}

/** A folder that a machine may start on. */
export interface MachineFolder {
  readonly outbox: string;
  readonly database: string;
  /** Whether a machine has run on it before. */
  readonly hasData: boolean;
  /** Whether it says of which city its data are; those made before `machine.json` do not. */
  readonly isMarked: boolean;
  /** Takes away what this start has made. */
  readonly undo: () => Promise<void>;
}

/** Looks whether the folder can be used and makes what it lacks. Raises `StartRefused`, and then has changed nothing. */
export async function prepareFolder(folder: string, city: CityOfPlaces): Promise<MachineFolder> {
  const entries = await entriesOf(folder);
  const isKnown = OWN.some((name) => entries?.includes(name));
  const strange = entries?.find((name) => !name.startsWith('.') && name !== 'lost+found' && name !== 'outbox');
  if (!isKnown && strange !== undefined) {
    throw new StartRefused(`${folder} holds other things (${strange}): name a new or an empty folder by --data.`);
  }
  const mark = await readMark(folder);
  if (mark) requireReadable(folder, mark, city.city);
  const credentials = await readCredentials(folder);
  const hasData = mark !== undefined || credentials !== undefined;
  if (hasData && !(await exists(join(folder, 'database', 'CURRENT')))) {
    throw damaged(folder, 'database/CURRENT is missing');
  }

  const outbox = join(folder, 'outbox');
  await requireWritable(folder);
  const made = await makeFolders(outbox);
  await closeToOthers(folder);
  return {
    outbox,
    database: join(folder, 'database'),
    hasData,
    isMarked: mark !== undefined,
    async undo() {
      if (isKnown) return;
      if (made !== undefined && made !== outbox) return rm(made, { recursive: true, force: true });
      const all = [...OWN, HOLDER, ...(made === undefined ? [] : ['outbox'])];
      await Promise.all(all.map((name) => rm(join(folder, name), { recursive: true, force: true })));
    },
  };
}

/** Says in the folder who runs on it, and what its data are. */
export async function markFolder(folder: string, city: string, pid: number, url: string): Promise<void> {
  await replaceFile(join(folder, HOLDER), `${JSON.stringify({ pid, url })}\n`);
  await replaceFile(join(folder, MARK), markText({ dataVersion: DATA_VERSION, city }));
}

export function markText({ dataVersion, city }: MachineMark): string {
  return `${JSON.stringify({ dataVersion, city })}\n`;
}

export async function releaseFolder(folder: string): Promise<void> {
  await rm(join(folder, HOLDER), { force: true });
}

/** Why a folder whose database is locked cannot be used. */
export async function inUse(folder: string): Promise<StartRefused> {
  const text = await readFile(join(folder, HOLDER), 'utf8').catch(() => '{}');
  const { pid, url } = readHolder(text);
  const who = pid === undefined ? 'another process' : `process ${pid}${url ? ` (${url})` : ''}`;
  return new StartRefused(`${folder} is in use by ${who}: end that one first, or name another folder by --data.`);
}

export function damaged(folder: string, why: string): StartRefused {
  return new StartRefused(
    `${folder} is damaged (${why}): put a backup back into a new folder (npm run restore-local), or remove it to start afresh.`,
  );
}

/** Raises unless this machine can take data of that mark, whether in a folder or in a backup. */
export function requireReadable(what: string, { dataVersion, city }: MachineMark, wanted: string | undefined): void {
  if (dataVersion > DATA_VERSION) {
    throw new StartRefused(
      `${what} was written by a later version (data version ${dataVersion}; this one reads ${DATA_VERSION}): upgrade, or name another folder by --data.`,
    );
  }
  if (wanted !== undefined && city !== wanted) {
    throw new StartRefused(
      `${what} holds data of the city ${city}, and the catalogue is of ${wanted}: start with the catalogue of ${city} (--catalog), or name another folder by --data.`,
    );
  }
}

const markShape = z.object({ dataVersion: z.int().positive(), city: z.string() });

export function parseMark(document: unknown): MachineMark {
  return markShape.parse(document);
}

/** What the folder says of its data; undefined for one that does not say. */
export async function readMark(folder: string): Promise<MachineMark | undefined> {
  try {
    return parseMark(JSON.parse(await readFile(join(folder, MARK), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw damaged(folder, `${MARK} cannot be read`);
    throw error;
  }
}

/** Raises unless the catalogue has every place at which the folder has a shop: how a folder without a mark is known. */
export function requirePlaces(folder: string, places: Iterable<string>, catalogue: CityOfPlaces): void {
  for (const place of places) {
    if (catalogue.places.has(place)) continue;
    throw new StartRefused(
      `${folder} holds shops at ${place}, which the catalogue of ${catalogue.city} does not have: start with the catalogue that it was made with (--catalog), or name another folder by --data.`,
    );
  }
}

/** Folders for their owner alone, and the files in them, too: those of earlier versions were not. */
async function closeToOthers(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  const own = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => [...OWN, 'outbox'].includes(name));
  for (const entry of own) {
    const path = join(folder, entry.name);
    await chmod(path, entry.isDirectory() ? 0o700 : 0o600);
    if (!entry.isDirectory()) continue;
    const files = await readdir(path);
    await Promise.all(files.map((name) => chmod(join(path, name), 0o600).catch(ignoreGone)));
  }
}

/** A file that the database or another process has just taken away. */
function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Asks the nearest folder that is there: making one in a file system that is read-only fails with a misleading code. */
async function requireWritable(folder: string): Promise<void> {
  let nearest = folder;
  while (!(await exists(nearest)) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  await access(nearest, constants.W_OK);
}

/** What is in the folder; undefined where there is none. */
async function entriesOf(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function readHolder(text: string): { readonly pid?: number; readonly url?: string } {
  try {
    const { pid, url } = JSON.parse(text) as { pid?: unknown; url?: unknown };
    return present({
      pid: typeof pid === 'number' ? pid : undefined,
      url: typeof url === 'string' ? url : undefined,
    });
  } catch {
    return {};
  }
}
