import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { faultInFile, jsonFaultOf } from '#runtime/plain-json.ts';

export interface JsonFault {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A value of JSON, with a way back to the lines of its parts; looking for them reads the text once more. */
export interface LinedJson {
  readonly value: unknown;
  /** Tells the line of the value at a path, or of the nearest value around it. */
  readonly findLines: () => (path: readonly PropertyKey[]) => number;
}

/**
 * Parses strict JSON; a text that is none, or that readers would take differently, yields the place where it goes wrong
 * first.
 */
export function parseJsonLines(text: string): LinedJson | { readonly fault: JsonFault } {
  const json = text.replace(/^\uFEFF/, '');
  try {
    const value: unknown = JSON.parse(json);
    const found = jsonFaultOf(json, value);
    if (found) return { fault: { ...lineAndColumn(json, found.at), message: faultInFile(found) } };
    return { value, findLines: () => findLines(json) };
  } catch (error) {
    return { fault: findFault(json, error) };
  }
}

function findLines(json: string): (path: readonly PropertyKey[]) => number {
  const root = treeOf(json, []);
  return (path) => {
    for (let length = path.length; root && length > 0; length--) {
      const node = nodeAt(root, path.slice(0, length));
      if (node) return lineAndColumn(json, node.offset).line;
    }
    return 1;
  };
}

/** The tree of a text; none where it is nested too deeply for any. */
function treeOf(json: string, faults: ParseError[]): Node | undefined {
  try {
    return parseTree(json, faults, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function nodeAt(root: Node, path: readonly PropertyKey[]): Node | undefined {
  return findNodeAtLocation(
    root,
    path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
  );
}

function findFault(json: string, error: unknown): JsonFault {
  const faults: ParseError[] = [];
  treeOf(json, faults);
  const [first] = faults;
  if (!first) return { line: 1, column: 1, message: error instanceof Error ? error.message : String(error) };
  return { ...lineAndColumn(json, first.offset), message: wordsOf(printParseErrorCode(first.error)) };
}

/** "CommaExpected" as "comma expected". */
function wordsOf(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
}

function lineAndColumn(json: string, offset: number): { line: number; column: number } {
  const before = json.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
