import { Button } from '#web/components/button/button.tsx';
import { useLanguage, useWords } from '#web/language/language.tsx';
import { type CsvColumn, csvText } from './csv-text.ts';
import './take-as-csv.css';
import { TAKE_AS_CSV_WORDS } from './words.ts';

interface TakeAsCsvProps<Row> {
  /** What the list is of, for who does not see where the button stands. */
  readonly of: string;
  /** The file's name without its ending: `chua-bao-2026-11-29`. */
  readonly name: string;
  readonly columns: readonly CsvColumn<Row>[];
  readonly rows: readonly Row[];
}

/**
 * Takes a list away as a file for spreadsheets, with headings in the reader's language.
 *
 * @example
 * <TakeAsCsv of={words.title} name={`chua-bao-${date}`} rows={shops} columns={[
 *   { heading: words.shop, cell: ({ name }) => name },
 *   { heading: words.streak, cell: ({ streak }) => streak },
 * ]} />
 */
export function TakeAsCsv<Row>({ of, name, columns, rows }: TakeAsCsvProps<Row>) {
  const words = useWords(TAKE_AS_CSV_WORDS);
  const { language } = useLanguage();
  if (rows.length === 0) return null;
  return (
    <Button
      class="take-as-csv"
      kind="plain"
      label={words.take(of)}
      onClick={() => saveAs(`${name}.csv`, csvText(columns, rows, language))}
    >
      {words.csv}
    </Button>
  );
}

/** Hands a text to the browser as a file. */
function saveAs(name: string, text: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
