import type { BusinessDay } from '../business-day.ts';
import type { Product } from '../product.ts';
import type { RowCode } from '../report/judgement.ts';
import type { Cell } from './sheet.ts';

/** A cell that makes a row's refusal: what is wrong is told with it. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** What a row says, not yet judged, and where it says it. */
export interface WorkbookRow extends Omit<Place, 'column'> {
  /** Id of the store, or what stands in its place; empty where nothing does. */
  readonly store: string;
  readonly date: string;
  /** The row as `judgeRow` takes it. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** The column of each member of the row. */
  readonly columns: ReadonlyMap<string, number>;
  readonly warnings: readonly RowWarning[];
}

/** Something to look at in a row that is kept. */
export type RowWarning =
  /** Taken by its code, which is another good's than its name. */
  | { readonly code: 'name-differs'; readonly product: Product; readonly named: Product }
  /** A quantity in the header's unit, kept in kilograms. */
  | { readonly code: 'converted-quantity'; readonly unit: string; readonly quantity: number };

/** Why a cell cannot be read, where its value alone says too little of it. */
export type CellFault =
  /** No price in whole đồng, and the one that was likely meant. */
  | { readonly fault: 'no-price'; readonly written: string; readonly meant?: number }
  /** No quantity in plain form. */
  | { readonly fault: 'no-quantity'; readonly written: string }
  /** Its column, or a line above, says thousands or millions of đồng. */
  | { readonly fault: 'scaled'; readonly written: string; readonly meant?: number }
  /** An error, a formula that was not computed, a percentage, a date, a truth. */
  | { readonly fault: 'no-number'; readonly is: Exclude<Cell['kind'], 'text'>; readonly written: string }
  /** A quantity in a unit that is not the good's. */
  | { readonly fault: 'other-unit'; readonly unit: string; readonly product: Product }
  /** A unit beside an article that is several units: neither the article's nor one that goes into it. */
  | {
      readonly fault: 'unit-of-article';
      readonly unit: string;
      readonly article: string;
      readonly factor: number;
      readonly product: Product;
    }
  /** A number cell that several of the retailer's own numbers read as. */
  | { readonly fault: 'several-articles'; readonly written: string; readonly articles: readonly string[] }
  /** Two columns that mean the same and differ. */
  | { readonly fault: 'columns-differ'; readonly headers: readonly string[] }
  /** A title, a section or the sheet's name says prices of another kind or day. */
  | { readonly fault: 'other-prices'; readonly said: string }
  /** A figure that stands over several goods: each one's, or all of theirs. */
  | { readonly fault: 'merged' }
  /** No type of price, below a row whose prices are not retail. */
  | { readonly fault: 'no-price-type' }
  /** A price, and neither a code nor a name. */
  | { readonly fault: 'no-good' };

export interface RefusedCell extends Place {
  readonly store: string;
  readonly date: string;
  readonly member: 'product' | 'article' | 'price' | 'priceType' | 'stock' | 'sold' | 'incoming';
  readonly fault: CellFault;
}

/** What a refused cell is counted under. */
export function codeOfFault({ member, fault }: RefusedCell): RowCode {
  if (fault.fault === 'other-unit') return 'unit-mismatch';
  if (fault.fault === 'unit-of-article') return 'article-or-unit';
  if (member === 'article') return 'unknown-article';
  if (fault.fault === 'columns-differ') return 'duplicate-row';
  if (member === 'product') return 'unknown-product';
  if (member === 'priceType') return 'unknown-price-type';
  return member === 'price' ? 'price-not-integer' : 'quantity-not-a-number';
}

/** Why nothing of a workbook can be taken. */
export type WorkbookProblem =
  /** No sheet has a table with goods and prices; with the columns that come nearest to one. */
  | { readonly problem: 'no-table'; readonly sheets: readonly string[]; readonly unknown: readonly string[] }
  | { readonly problem: 'stores-disagree'; readonly cell: string; readonly written: string; readonly asked: string }
  | { readonly problem: 'days-disagree'; readonly cell: string; readonly written: string; readonly asked: BusinessDay }
  | { readonly problem: 'no-store'; readonly sheet: string; readonly written?: string }
  | { readonly problem: 'no-day'; readonly sheet: string; readonly written?: string }
  | {
      readonly problem: 'no-column-of-day';
      readonly sheet: string;
      readonly day: BusinessDay;
      readonly headers: readonly string[];
    }
  /** Sheets that tell different prices of one store-day, none or several of which have its name. */
  | { readonly problem: 'sheets-disagree'; readonly sheets: readonly string[]; readonly day: BusinessDay };

/** Raised while a workbook is read; `readReports` gives its problem back as a value. */
export class ProblemOfWorkbook extends Error {
  override readonly name = 'ProblemOfWorkbook';
  readonly problem: WorkbookProblem;

  constructor(problem: WorkbookProblem) {
    super(problem.problem);
    this.problem = problem;
  }
}
