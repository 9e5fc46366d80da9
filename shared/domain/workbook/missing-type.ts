import { writtenIn } from './lines-above.ts';
import { firstCell } from './row-cells.ts';
import type { TableHeader } from './table-header.ts';
import type { TableRow } from './table-rows.ts';
import { priceTypeWritten } from './written-words.ts';

/**
 * Tells rows of which a type of price is left out where it may be that of the row above: in tables that begin with one, and
 * after one that is not retail. A table that begins without one has retail prices where nothing else is said.
 */
export function typeFollower(): (row: TableRow) => boolean {
  let header: TableHeader | undefined;
  let begins = false;
  let above: string | undefined;
  return (row) => {
    const written = writtenIn(firstCell(row, 'priceType')?.cell);
    const isFirst = row.header !== header;
    header = row.header;
    if (isFirst) [begins, above] = [written !== '', undefined];
    if (written !== '') above = priceTypeWritten(written) ?? written;
    return written === '' && begins && above !== undefined && above !== 'retail';
  };
}
