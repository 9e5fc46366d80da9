import { SaxesParser } from 'saxes';
import type { Parts } from './unpack.ts';
import { UnreadableWorkbook } from './unreadable-workbook.ts';

/** Whoever reads an XML part: told of elements by their names without prefix, and of text between them. */
export interface XmlTaker {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Deeper than any part of a workbook nests its elements. */
const DEEPEST = 200;

/**
 * Reads one XML part piece by piece. Entities are not expanded: a document type, which no workbook has, is refused.
 * Raises `UnreadableWorkbook` for what is no XML.
 */
export async function readXml(parts: Parts, name: string, taker: XmlTaker): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const refuse = (what: string): never => {
    throw new UnreadableWorkbook('no-workbook', `${name}: ${what}`);
  };
  let depth = 0;
  parser.on('error', ({ message }) => refuse(message));
  parser.on('doctype', () => refuse('declares a document type'));
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) refuse('nests too deeply');
    taker.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth--;
    taker.close?.(localName(tag.name));
  });
  if (taker.text) {
    parser.on('text', taker.text);
    parser.on('cdata', taker.text);
  }
  let decode: ((piece: Uint8Array) => string) | undefined;
  for await (const piece of parts.pieces(name)) {
    decode ??= decoderOf(piece, refuse);
    parser.write(decode(piece));
  }
  parser.close();
}

/** What turns the pieces of a text into letters, those cut in the middle too. */
function decoderOf(first: Uint8Array, refuse: (what: string) => never): (piece: Uint8Array) => string {
  const decoder = new TextDecoder(isUtf16(first) ? 'utf-16le' : 'utf-8', { fatal: true });
  return (piece) => {
    try {
      return decoder.decode(piece, { stream: true });
    } catch {
      return refuse('is neither UTF-8 nor UTF-16');
    }
  };
}

function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

/** A name without its prefix: strict workbooks, and those of some programs, write `x:row`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute by its name without prefix: `r:id` in one workbook, `d3p1:id` in another. */
export function prefixed(attributes: Readonly<Record<string, string>>, local: string): string | undefined {
  const found = Object.keys(attributes).find((name) => name.endsWith(`:${local}`));
  return found === undefined ? undefined : attributes[found];
}
