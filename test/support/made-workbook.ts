import { strToU8, zipSync } from 'fflate';

/** What a test puts into a workbook that it makes part by part, as no writer of ours would. */
export interface MadeWorkbook {
  /** The XML within `sheetData`, or of a whole sheet where it begins with `<worksheet`; by the sheet's name. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly states?: Readonly<Record<string, 'hidden' | 'veryHidden'>>;
  readonly strings?: readonly string[];
  /** The elements of `cellXfs`, and own formats by their numbers. */
  readonly styles?: { readonly formats?: Readonly<Record<number, string>>; readonly xfs: readonly string[] };
  readonly from1904?: true;
  readonly isStrict?: true;
  readonly mainType?: string;
  /** Further parts, or others in place of those that are made. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** The bytes of a workbook made by hand. */
export function madeWorkbook(made: MadeWorkbook): Uint8Array {
  const names = Object.keys(made.sheets);
  const office = made.isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = made.isStrict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${made.mainType ?? MAIN_TYPE}"/></Types>`,
    '_rels/.rels': relations([['rId1', `${office}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${made.from1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map((name, index) => {
        const state = made.states?.[name];
        return `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`;
      })
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map(
        (_, index): Relation => [`rId${index + 1}`, `${office}/worksheet`, `worksheets/sheet${index + 1}.xml`],
      ),
      ['rIdS', `${office}/sharedStrings`, 'sharedStrings.xml'],
      ['rIdT', `${office}/styles`, 'styles.xml'],
    ]),
    ...Object.fromEntries(
      names.map((name, index) => {
        const xml = made.sheets[name] ?? '';
        const whole = `<worksheet xmlns="${main}"><sheetData>${xml}</sheetData></worksheet>`;
        return [`xl/worksheets/sheet${index + 1}.xml`, xml.startsWith('<worksheet') ? xml : whole];
      }),
    ),
    ...(made.strings ? { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${made.strings.join('')}</sst>` } : {}),
    ...(made.styles ? { 'xl/styles.xml': styleSheet(main, made.styles) } : {}),
    ...made.parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { level: 6 },
  );
}

type Relation = readonly [id: string, type: string, target: string];

function relations(all: readonly Relation[]): string {
  const each = all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function styleSheet(main: string, { formats = {}, xfs }: NonNullable<MadeWorkbook['styles']>): string {
  const own = Object.entries(formats).map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`);
  return `<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
}
