/** How a record's cells stand under their header. */
export type RecordFit =
  /** Each has its column. */
  | 'fits'
  /** There are more than the header has columns: which belongs where cannot be known. */
  | 'too-many'
  /** It ends in empty cells without a name as its header does, or it does not: a file does one or the other. */
  | 'padded'
  | 'unpadded';

/**
 * Tells how records stand under a header. A cell too many is one also where it is empty: an unquoted "3,5" before it
 * shifts all that follow. Spreadsheets end each line with separators where columns were cleared; then the header ends so,
 * too, and these cells stay empty. In a file that has both padded and unpadded records a padded one may be a shifted one.
 */
export function recordFit(header: readonly string[]): (cells: readonly string[]) => RecordFit {
  const width = header.length;
  const named = header.findLastIndex((name) => name !== '') + 1;
  return (cells) => {
    if (cells.length > width) return 'too-many';
    if (named === width) return 'fits';
    for (let position = named; position < cells.length; position++) if (cells[position] !== '') return 'too-many';
    return cells.length > named ? 'padded' : 'unpadded';
  };
}
