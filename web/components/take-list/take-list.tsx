import { useState } from 'preact/hooks';
import { useAct } from '#web/asking/use-act.ts';
import { Button } from '#web/components/button/button.tsx';
import { saveFile } from '#web/components/save-file/save-file.ts';
import { useLanguage, useWords } from '#web/language/language.tsx';
import { csvText } from './csv-text.ts';
import type { ListColumn } from './list-cells.ts';
import './take-list.css';
import { type ListFile, useFileName } from './use-file-name.ts';
import { TAKE_LIST_WORDS } from './words.ts';

interface TakeListProps<Row> extends ListFile {
  /** What the list is of, for who does not see where the buttons stand. */
  readonly of: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
}

/**
 * Takes a list away as a file for spreadsheets, with headings in the reader's language.
 *
 * @example
 * <TakeList of={words.title} list="chua-bao" day={date} rows={shops} columns={[
 *   { heading: words.shop, cell: ({ name }) => name },
 *   { heading: words.lastReported, cell: ({ lastReported }) => lastReported, as: 'day' },
 * ]} />
 */
export function TakeList<Row>({ of, columns, rows, ...file }: TakeListProps<Row>) {
  const words = useWords(TAKE_LIST_WORDS);
  const { language } = useLanguage();
  const name = useFileName(file);
  const [taken, setTaken] = useState<string>();
  const hand = (extension: string, content: Blob) => {
    saveFile(`${name}.${extension}`, content);
    setTaken(words.taken(`${name}.${extension}`, rows.length));
  };
  // What writes workbooks is read once somebody asks for one.
  const takeXlsx = useAct(async () => {
    const { workbookOf } = await import('./workbook-of.ts');
    hand('xlsx', workbookOf(of, columns, rows));
  });
  if (rows.length === 0) return null;
  return (
    <span class="take-list">
      <Button
        kind="plain"
        label={words.takeCsv(of)}
        onClick={() => hand('csv', new Blob([csvText(columns, rows, language)], { type: 'text/csv;charset=utf-8' }))}
      >
        {words.csv}
      </Button>
      <Button kind="plain" label={words.takeXlsx(of)} isBusy={takeXlsx.isRunning} onClick={() => void takeXlsx.run()}>
        {words.xlsx}
      </Button>
      <span class="note take-list-taken" role="status">
        {taken}
      </span>
      {takeXlsx.error !== undefined && (
        <span class="note" role="alert">
          {words.failed}
        </span>
      )}
    </span>
  );
}
