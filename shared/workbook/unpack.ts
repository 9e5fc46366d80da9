import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { UnreadableWorkbook } from './unreadable-workbook.ts';

/**
 * What a workbook may unfold to. Bytes and ratio are those that its directory declares, checked before anything is
 * unfolded; whatever then has another size than it declares is refused.
 */
const MOST_BYTES = 96 * 1024 * 1024;
/** XML of repeated rows folds up well, small files most of all: a ratio says something of large ones only. */
const [MOST_RATIO, RATIO_FROM_BYTES] = [250, 24 * 1024 * 1024];
const MOST_PARTS = 4000;

/** The parts of a workbook by their names, each unfolded only when it is asked for. */
export interface Parts {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** A part's name as the archive writes it, in whatever case it is asked for. */
  readonly writtenName: (name: string) => string;
  /** The bytes of a part, piece by piece. Raises `UnreadableWorkbook` where there is none, or it is damaged. */
  readonly pieces: (name: string) => AsyncIterable<Uint8Array>;
}

/** Opens the archive that a workbook is. Raises `UnreadableWorkbook`. */
export async function unpack(bytes: Uint8Array): Promise<Parts> {
  const { zip, entries } = await damagedIfRaised(() => openedZip(bytes));
  const declared = [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const isFolded = declared > RATIO_FROM_BYTES && declared > MOST_RATIO * bytes.length;
  if (declared > MOST_BYTES || isFolded) throw new UnreadableWorkbook('too-large', `unfolds to ${declared} bytes`);
  return {
    names: [...entries.values()].map(({ fileName }) => fileName),
    has: (name) => entries.has(keyOf(name)),
    writtenName: (name) => entries.get(keyOf(name))?.fileName ?? name,
    pieces: (name) => piecesOf(zip, entries.get(keyOf(name)), name),
  };
}

async function openedZip(bytes: Uint8Array): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  });
  if (zip.entryCount > MOST_PARTS) throw new UnreadableWorkbook('too-large', `has ${zip.entryCount} parts`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    // Which of two parts of one name is meant, programs answer differently: what is seen may not be what is read.
    if (entries.has(keyOf(entry.fileName))) throw new UnreadableWorkbook('no-workbook', `has ${entry.fileName} twice`);
    entries.set(keyOf(entry.fileName), entry);
  }
  return { zip, entries };
}

/** Names of parts are the same in any case. */
function keyOf(name: string): string {
  return name.toLowerCase();
}

async function* piecesOf(zip: ZipFile, entry: Entry | undefined, name: string): AsyncGenerator<Uint8Array> {
  if (!entry) throw new UnreadableWorkbook('no-workbook', `has no part ${name}`);
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Uint8Array;
  } catch (error) {
    throw asDamaged(error);
  }
}

async function damagedIfRaised<Done>(attempt: () => Promise<Done>): Promise<Done> {
  try {
    return await attempt();
  } catch (error) {
    throw asDamaged(error);
  }
}

function asDamaged(error: unknown): unknown {
  if (error instanceof UnreadableWorkbook) return error;
  const what = error instanceof Error ? error.message : String(error);
  // A part that unfolds to more than it declares was made so.
  return new UnreadableWorkbook(/^too many bytes/.test(what) ? 'too-large' : 'no-workbook', what);
}
