import { escapedXml } from './xml-text.ts';

/** How a cell looks, and whether it may be changed in a locked sheet. */
export interface CellLook {
  readonly isBold?: boolean;
  readonly isGrey?: boolean;
  readonly isRed?: boolean;
  readonly isWrapped?: boolean;
  /** True for a cell to be filled in: light ground, and not locked. */
  readonly isInput?: boolean;
  /** What it holds; `text` keeps what is typed as it is. */
  readonly shownAs?: 'text' | 'whole' | 'decimal' | 'percentage' | 'date';
}

/** The numbers of formats: those of the standard where it has one, else our own. */
const FORMATS = { text: 49, whole: 3, decimal: 165, percentage: 10, date: 166 } as const;
const OWN_FORMATS = { 165: '#,##0.###', 166: 'dd/mm/yyyy' } as const;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const FONT = '<sz val="11"/><name val="Calibri"/>';
const GROUNDS =
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/><bgColor indexed="64"/></patternFill></fill></fills>';

/** The styles of one workbook, gathered while its cells are written. */
export function stylesOf(): { readonly indexOf: (look: CellLook) => number; readonly xml: () => string } {
  const fonts = new Gathered(`<font>${FONT}</font>`);
  const formats = new Gathered('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>');
  return {
    indexOf: (look) => {
      const colour = look.isRed ? '<color rgb="FFC00000"/>' : look.isGrey ? '<color rgb="FF808080"/>' : '';
      // The order of a font's elements is the schema's.
      const font = fonts.indexOf(
        `<font>${look.isBold ? '<b/>' : ''}<sz val="11"/>${colour}<name val="Calibri"/></font>`,
      );
      const format = look.shownAs ? FORMATS[look.shownAs] : 0;
      const wrap = look.isWrapped ? '<alignment vertical="top" wrapText="1"/>' : '';
      const open = look.isInput ? '<protection locked="0"/>' : '';
      const applies = `${wrap ? ' applyAlignment="1"' : ''}${open ? ' applyProtection="1"' : ''}`;
      const start = `<xf numFmtId="${format}" fontId="${font}" fillId="${look.isInput ? 2 : 0}" borderId="0" xfId="0"`;
      const plain = look.isInput || font > 0 || format > 0 ? ' applyNumberFormat="1" applyFont="1" applyFill="1"' : '';
      return formats.indexOf(wrap || open ? `${start}${plain}${applies}>${wrap}${open}</xf>` : `${start}${plain}/>`);
    },
    xml: () => {
      const own = Object.entries(OWN_FORMATS).map(
        ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escapedXml(code)}"/>`,
      );
      return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}"><numFmts count="${own.length}">${own.join('')}</numFmts>${fonts.xml('fonts')}${GROUNDS}<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${formats.xml('cellXfs')}</styleSheet>`;
    },
  };
}

/** Elements of a kind, each once, by their index. */
class Gathered {
  readonly #index = new Map<string, number>();

  constructor(first: string) {
    this.#index.set(first, 0);
  }

  indexOf(element: string): number {
    const index = this.#index.get(element) ?? this.#index.size;
    this.#index.set(element, index);
    return index;
  }

  xml(name: string): string {
    return `<${name} count="${this.#index.size}">${[...this.#index.keys()].join('')}</${name}>`;
  }
}
