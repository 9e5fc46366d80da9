import type { Sheet, Workbook } from '#domain/workbook/sheet.ts';
import { readNumberFormats } from './number-formats.ts';
import { readSheet, roomFor } from './read-sheet.ts';
import { readXml } from './read-xml.ts';
import { type Parts, unpack } from './unpack.ts';
import { UnreadableWorkbook } from './unreadable-workbook.ts';
import { findParts } from './workbook-parts.ts';

const MOST_STRINGS = 1_000_000;

/**
 * Reads a workbook's visible sheets, cell by cell, as facts: a formula that was never computed, a percentage and a date
 * are told apart from plain numbers. Raises `UnreadableWorkbook` for what is none, and for one that asks for too much.
 *
 * @example
 * const { sheets } = await readWorkbook(bytes, 20_000);
 * sheets[0]?.rows[0]?.cells.get(1); // { kind: 'text', text: 'Mã hàng' }
 */
export async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<Workbook> {
  requireZip(bytes);
  const parts = await unpack(bytes);
  const found = await findParts(parts);
  const context = {
    strings: await readStrings(parts, found.sharedStrings),
    formats: await readNumberFormats(parts, found.styles),
    from1904: found.from1904,
  };
  const room = roomFor(mostRows);
  const sheets: Sheet[] = [];
  for (const { name, part } of found.sheets) sheets.push({ name, ...(await readSheet(parts, part, context, room)) });
  return { sheets };
}

const [ZIP, COMPOUND] = [
  [0x50, 0x4b],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Tells what bytes are that are no archive, so that a sentence can say what to do. */
function requireZip(bytes: Uint8Array): void {
  if (ZIP.every((byte, index) => bytes[index] === byte)) return;
  if (COMPOUND.every((byte, index) => bytes[index] === byte)) {
    // Excel puts a workbook with a password into the container of its old form.
    const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new UnreadableWorkbook(isEncrypted ? 'encrypted' : 'old-excel', 'is a compound file');
  }
  throw new UnreadableWorkbook(looksLikeText(bytes) ? 'text' : 'no-workbook', 'is no archive');
}

/** True for bytes without control characters; a table in UTF-16 has a mark in front. */
function looksLikeText(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, 4096);
  return start.length > 0 && start.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** The texts that cells name by their index; of a text in several fonts the runs are put together. */
async function readStrings(parts: Parts, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let text = '';
  let isIn = false;
  let isPhonetic = false;
  await readXml(parts, part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isIn = !isPhonetic;
    },
    text: (more) => {
      if (isIn) text += more;
    },
    close: (name) => {
      if (name === 't') isIn = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      if (strings.length >= MOST_STRINGS) throw new UnreadableWorkbook('too-large', 'holds too many texts');
      strings.push(text);
    },
  });
  return strings;
}
