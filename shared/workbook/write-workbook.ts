import { strToU8, zipSync } from 'fflate';
import { type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import { cellReference } from './cell-reference.ts';
import { type CellLook, stylesOf } from './write-styles.ts';
import { escapedXml } from './xml-text.ts';

/** A cell to write: a text stays a text, also one of digits; nothing is an empty cell. */
export interface CellToWrite extends CellLook {
  readonly value?: string | number | { readonly day: BusinessDay };
}

/** What may be typed into cells, and what is said to who types otherwise. */
export interface Validation {
  /** A column, counted from 1, and rows. */
  readonly column: number;
  readonly fromRow: number;
  readonly toRow: number;
  /** Whole numbers, or numbers at all; none below `least`. */
  readonly takes: 'whole' | 'decimal';
  readonly least: number;
  /** At most 32 letters each. */
  readonly title: string;
  /** At most 255 letters each: shown while typing, and when it is refused. */
  readonly hint: string;
  readonly refusal: string;
}

export interface SheetToWrite {
  /** Shortened to what sheets may be called, and made different from the others. */
  readonly name: string;
  readonly rows: readonly (readonly (CellToWrite | string | number | undefined)[])[];
  /** In characters, by column. */
  readonly widths?: readonly number[];
  /** Rows that stay at the top. */
  readonly frozenRows?: number;
  /** True where cells are locked, without a password, but for those of an `isInput` look. */
  readonly isLocked?: boolean;
  readonly validations?: readonly Validation[];
}

/**
 * Writes a workbook, small and without anything of the machine that writes it: the same sheets are the same bytes. It is
 * used by functions and, loaded when it is needed, by the pages.
 */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Uint8Array<ArrayBuffer> {
  const styles = stylesOf();
  const parts = sheets.map((sheet) => strToU8(sheetXml(sheet, styles.indexOf)));
  const names = sheetNames(sheets.map(({ name }) => name));
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(sheets.length)),
    '_rels/.rels': strToU8(relations([[`${OFFICE}/officeDocument`, 'xl/workbook.xml']])),
    'xl/workbook.xml': strToU8(workbookXml(names)),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations([
        ...sheets.map((_, index): [string, string] => [`${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`]),
        [`${OFFICE}/styles`, 'styles.xml'],
      ]),
    ),
    'xl/styles.xml': strToU8(styles.xml()),
  };
  for (const [index, part] of parts.entries()) files[`xl/worksheets/sheet${index + 1}.xml`] = part;
  return zipSync(files, { level: 6, mtime: WRITTEN_AT });
}

/** The first day that archives know: when a workbook was written is nobody's matter. */
const WRITTEN_AT = '1980-01-02T00:00:00';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}" ContentType="${SPREADSHEET}.${type}+xml"/>`;
  const sheetParts = Array.from({ length: sheets }, (_, index) =>
    part(`worksheets/sheet${index + 1}.xml`, 'worksheet'),
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${sheetParts.join('')}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escapedXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

const LONGEST_NAME = 31;

/** Names as sheets may have them: without some marks, not too long, and each another in any case. */
function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const plain =
      name
        .replace(/[\\/?*:[\]\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    let chosen = plain.slice(0, LONGEST_NAME).trim();
    for (let copy = 2; taken.has(chosen.toLowerCase()); copy++) {
      chosen = `${plain.slice(0, LONGEST_NAME - String(copy).length - 1).trim()} ${copy}`;
    }
    taken.add(chosen.toLowerCase());
    return chosen;
  });
}

function sheetXml(sheet: SheetToWrite, styleOf: (look: CellLook) => number): string {
  const { rows, widths = [], frozenRows = 0, isLocked, validations = [] } = sheet;
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const cols = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const data = rows.map((cells, index) => rowXml(cells, index + 1, styleOf));
  const checks = validations.map(validationXml);
  // The order of these elements is the schema's.
  return [
    `${HEAD}<worksheet xmlns="${MAIN}">`,
    `<sheetViews><sheetView workbookViewId="0">${frozenRows > 0 ? pane : ''}</sheetView></sheetViews>`,
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    `<sheetData>${data.join('')}</sheetData>`,
    isLocked ? '<sheetProtection sheet="1" formatColumns="0" formatRows="0"/>' : '',
    checks.length > 0 ? `<dataValidations count="${checks.length}">${checks.join('')}</dataValidations>` : '',
    '</worksheet>',
  ].join('');
}

function rowXml(cells: SheetToWrite['rows'][number], row: number, styleOf: (look: CellLook) => number): string {
  const written = cells.map((cell, index) => {
    if (cell === undefined) return '';
    const whole = typeof cell === 'object' ? cell : { value: cell };
    return cellXml(whole, cellReference(row, index + 1), styleOf);
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

function cellXml({ value, ...look }: CellToWrite, reference: string, styleOf: (look: CellLook) => number): string {
  const isDay = typeof value === 'object';
  const style = styleOf(isDay ? { ...look, shownAs: 'date' } : look);
  const at = `r="${reference}"${style === 0 ? '' : ` s="${style}"`}`;
  if (value === undefined) return style === 0 ? '' : `<c ${at}/>`;
  if (typeof value === 'string') {
    return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escapedXml(value)}</t></is></c>`;
  }
  return `<c ${at}><v>${isDay ? serialOf(value.day) : value}</v></c>`;
}

const DAY_ZERO = toDayNumber('1899-12-30');

function serialOf(day: BusinessDay): number {
  return toDayNumber(day) - DAY_ZERO;
}

function validationXml({ column, fromRow, toRow, takes, least, title, hint, refusal }: Validation): string {
  const range = `${cellReference(fromRow, column)}:${cellReference(toRow, column)}`;
  const words = `errorTitle="${escapedXml(title)}" error="${escapedXml(refusal)}" promptTitle="${escapedXml(title)}" prompt="${escapedXml(hint)}"`;
  return `<dataValidation type="${takes}" operator="greaterThanOrEqual" allowBlank="1" showInputMessage="1" showErrorMessage="1" ${words} sqref="${range}"><formula1>${least}</formula1></dataValidation>`;
}
