import type { Bilingual, Language } from '../language.ts';
import { quantityReadings } from '../reading/written-quantity.ts';
import { cellName } from '../workbook/sheet.ts';
import type { RefusedCell, WorkbookProblem } from '../workbook/workbook-row.ts';
import { inEachLanguage, WORKBOOKS } from './languages.ts';

type Workbooks = typeof WORKBOOKS.vi;

/** Puts into words why a cell is not read, and what to type in its place. */
export function explainCell(refused: RefusedCell): { readonly detail: Bilingual; readonly hint: Bilingual } {
  const words = inEachLanguage(WORKBOOKS, (workbooks, language) => refusalOf(refused, workbooks, language));
  return {
    detail: inEachLanguage(words, ({ detail }) => detail),
    hint: inEachLanguage(words, ({ hint }) => hint),
  };
}

function refusalOf({ sheet, row, column, fault }: RefusedCell, words: Workbooks, language: Language) {
  const cell = cellName(sheet, row, column).slice(sheet.length + 1);
  switch (fault.fault) {
    case 'no-price':
      return words.noPrice({ cell, written: shown(fault.written), meant: fault.meant });
    case 'scaled':
      return words.scaled({ cell, written: shown(fault.written), meant: fault.meant });
    case 'no-quantity': {
      const readings = quantityReadings(fault.written.replaceAll('"', ''));
      return words.noQuantity({ cell, written: shown(fault.written), ...readings });
    }
    case 'no-number':
      return words.noNumberIn({ cell, is: words.noNumber[fault.is], written: shown(fault.written) });
    case 'other-unit':
      return words.otherUnit({ cell, unit: shown(fault.unit), own: fault.product.unit[language] });
    case 'unit-of-article': {
      const { unit, article, factor, product } = fault;
      return words.unitOfArticle({ cell, unit: shown(unit), article, factor, own: product.unit[language] });
    }
    case 'several-articles':
      return words.severalArticles({ cell, written: shown(fault.written), articles: quoted(fault.articles) });
    case 'columns-differ':
      return words.columnsDiffer({ cell, headers: quoted(fault.headers) });
    case 'other-prices':
      return words.otherPrices({ cell, said: quote(fault.said) });
    case 'merged':
      return words.merged({ cell });
    case 'no-price-type':
      return words.noPriceType({ cell });
    case 'no-good':
      return words.noGood({ cell });
  }
}

/** Why nothing of a workbook is taken. */
export function explainWorkbook(problem: WorkbookProblem): Bilingual {
  return inEachLanguage(WORKBOOKS, ({ problems }) => {
    switch (problem.problem) {
      case 'no-table':
        return problems.noTable({ sheets: quoted(problem.sheets), unknown: quoted(problem.unknown) });
      case 'stores-disagree':
        return problems.storesDisagree({ ...problem, cell: shown(problem.cell), written: quote(problem.written) });
      case 'days-disagree':
        return problems.daysDisagree({ ...problem, cell: shown(problem.cell), written: quote(problem.written) });
      case 'no-store':
        return problems.noStore({ sheet: quote(problem.sheet), written: quoteIf(problem.written) });
      case 'no-day':
        return problems.noDay({ sheet: quote(problem.sheet), written: quoteIf(problem.written) });
      case 'no-column-of-day':
        return problems.noColumnOfDay({ ...problem, sheet: quote(problem.sheet), headers: quoted(problem.headers) });
      case 'sheets-disagree':
        return problems.sheetsDisagree({ ...problem, sheets: quoted(problem.sheets) });
    }
  });
}

/** The headers of the two columns that a workbook gets when it is sent back. */
export function columnsOfMarks(language: Language): { readonly error: string; readonly hint: string } {
  return WORKBOOKS[language].columns;
}

/** The words of the workbook that stores fill in. */
export function templateWords(language: Language): Workbooks['template'] {
  return WORKBOOKS[language].template;
}

const MOST_NAMED = 20;

function quoted(names: readonly string[]): string {
  return [...names.slice(0, MOST_NAMED).map(quote), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

function quote(name: string): string {
  return `"${shown(name)}"`;
}

function quoteIf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : quote(written);
}

/** A text of somebody else's, short and on one line: control and direction marks would garble what is around it. */
function shown(text: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}
