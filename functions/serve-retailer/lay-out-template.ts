import type { Language } from '#domain/language.ts';
import { templateWords } from '#domain/wording/workbooks.ts';
import type { TemplateSheet } from '#domain/workbook/template.ts';
import { type SheetToWrite, type Validation, writeWorkbook } from '#workbook/write-workbook.ts';

/** Rows of the table's header, and of the first good. */
const [HEADER_ROW, FIRST_ROW] = [4, 5];
const PRICES = [5, 6] as const;
const QUANTITIES = [7, 8, 9] as const;
const WIDTHS = [12, 34, 12, 15, 15, 16, 12, 12, 12, 28];

/** The workbook that stores fill in: what is not to be filled in is locked, without a password. */
export function layOutTemplate(sheets: readonly TemplateSheet[], language: Language): Uint8Array {
  return writeWorkbook(sheets.map((sheet) => layOutSheet(sheet, language)));
}

function layOutSheet({ store, day, rows }: TemplateSheet, language: Language): SheetToWrite {
  const words = templateWords(language);
  const lastRow = Math.max(FIRST_ROW, FIRST_ROW + rows.length - 1);
  const validation = (column: number, takes: Validation['takes'], least: number, told: Told): Validation => {
    return { column, fromRow: FIRST_ROW, toRow: lastRow, takes, least, ...told };
  };
  return {
    name: store.name,
    isLocked: true,
    frozenRows: HEADER_ROW,
    widths: WIDTHS,
    rows: [
      [{ value: words.store, isBold: true }, { value: store.id, shownAs: 'text' }, { value: store.name }],
      [
        { value: words.day, isBold: true },
        { value: { day }, isInput: true },
      ],
      [],
      words.headers.map((value) => ({ value, isBold: true, isWrapped: true })),
      ...rows.map(({ product, previousPrice }) => [
        { value: product.id, shownAs: 'text' as const },
        { value: product.name[language] },
        { value: product.unit[language] },
        previousPrice === undefined ? undefined : ({ value: previousPrice, shownAs: 'whole', isGrey: true } as const),
        ...PRICES.map(() => ({ isInput: true, shownAs: 'whole' }) as const),
        ...QUANTITIES.map(() => ({ isInput: true, shownAs: 'decimal' }) as const),
        { isInput: true },
      ]),
    ],
    validations: [
      ...PRICES.map((column) => validation(column, 'whole', 1, words.price)),
      ...QUANTITIES.map((column) => validation(column, 'decimal', 0, words.quantity)),
    ],
  };
}

type Told = Pick<Validation, 'title' | 'hint' | 'refusal'>;
