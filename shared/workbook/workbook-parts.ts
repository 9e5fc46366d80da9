import { prefixed, readXml } from './read-xml.ts';
import type { Parts } from './unpack.ts';
import { UnreadableWorkbook } from './unreadable-workbook.ts';

/** Where the parts of a workbook are, and what holds for all of its cells. */
export interface WorkbookParts {
  /** The sheets that people see. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStrings?: string;
  readonly styles?: string;
  /** True where days count from 1904, as on old Macintoshes. */
  readonly from1904: boolean;
}

const OPEN_DOCUMENT = 'mimetype';
const MOST_SHEETS = 1000;

/** Finds a workbook's parts by what names them, since only some programs give them their usual names. */
export async function findParts(parts: Parts): Promise<WorkbookParts> {
  if (parts.has(OPEN_DOCUMENT)) throw new UnreadableWorkbook('open-document', 'has a mimetype');
  if (!parts.has('[Content_Types].xml')) throw new UnreadableWorkbook('no-workbook', 'has no content types');
  const root = await relationsOf(parts, '');
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.part;
  if (main === undefined) throw new UnreadableWorkbook('no-workbook', 'names no document');
  await requireSheets(parts, main);
  const relations = await relationsOf(parts, main);
  const { sheets, from1904 } = await readSheetList(parts, main);
  const ofType = (wanted: string) => {
    const part = [...relations.values()].find(({ type }) => type === wanted)?.part;
    return part !== undefined && parts.has(part) ? parts.writtenName(part) : undefined;
  };
  const [sharedStrings, styles] = [ofType('sharedStrings'), ofType('styles')];
  return {
    sheets: sheets.flatMap(({ name, id }) => {
      const relation = relations.get(id);
      // Charts have sheets of their own, which hold no cells.
      return relation?.type === 'worksheet' ? [{ name, part: parts.writtenName(relation.part) }] : [];
    }),
    ...(sharedStrings === undefined ? {} : { sharedStrings }),
    ...(styles === undefined ? {} : { styles }),
    from1904,
  };
}

/** Refuses what is another kind of document, or one with macros. */
async function requireSheets(parts: Parts, main: string): Promise<void> {
  let mainType = '';
  let byExtension = '';
  const extension = main.slice(main.lastIndexOf('.') + 1).toLowerCase();
  await readXml(parts, '[Content_Types].xml', {
    open: (name, { PartName, Extension, ContentType = '' }) => {
      if (name === 'Override' && partName(PartName ?? '') === main) mainType = ContentType;
      if (name === 'Default' && Extension?.toLowerCase() === extension) byExtension = ContentType;
    },
  });
  const type = mainType || byExtension;
  if (/macroEnabled\.main\+xml$/i.test(type) || parts.names.some((name) => /vbaProject\.bin$/i.test(name))) {
    throw new UnreadableWorkbook('macros', type);
  }
  if (/sheet\.binary/i.test(type)) throw new UnreadableWorkbook('binary-excel', type);
  if (!/spreadsheetml\.(sheet|template)\.main\+xml$/i.test(type)) throw new UnreadableWorkbook('no-workbook', type);
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** What a part refers to within the workbook; the last word of a type is the same in both standards. */
async function relationsOf(parts: Parts, part: string): Promise<ReadonlyMap<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const file = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!parts.has(file)) return relations;
  await readXml(parts, file, {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      relations.set(Id, {
        type: (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1),
        part: partName(Target.startsWith('/') ? Target : part.slice(0, slash) + Target),
      });
    },
  });
  return relations;
}

/** A part's name without a leading slash and without steps: "xl/../xl/a.xml" is "xl/a.xml". */
function partName(written: string): string {
  const steps: string[] = [];
  for (const step of written.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readSheetList(parts: Parts, main: string) {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await readXml(parts, main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const { name: called = '', state = 'visible' } = attributes;
      const id = prefixed(attributes, 'id');
      if (state === 'visible' && id !== undefined) sheets.push({ name: called, id });
      if (sheets.length > MOST_SHEETS) throw new UnreadableWorkbook('too-large', `over ${MOST_SHEETS} sheets`);
    },
  });
  return { sheets, from1904 };
}
