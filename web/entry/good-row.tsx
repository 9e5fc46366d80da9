import { useEffect, useId, useState } from 'preact/hooks';
import { useFigures, useLanguage, useTold, useWords } from '#web/language/language.tsx';
import type { EntrySheet, SheetRow } from './entry-sheet.ts';
import { NumberField } from './number-field.tsx';
import { PriceQuestion } from './price-question.tsx';
import { unusualPrice } from './unusual.ts';
import type { Verdicts } from './use-verdicts.ts';
import { ENTRY_WORDS } from './words.ts';
import { writeNumber, writtenPrice, writtenQuantity } from './written-number.ts';

interface GoodRowProps {
  readonly row: SheetRow;
  readonly sheet: EntrySheet;
  readonly verdicts: Verdicts;
  readonly isStockFirst: boolean;
}

/** One good: its price and its stock side by side, and what there is to say of them. */
export function GoodRow({ row, sheet, verdicts, isStockFirst }: GoodRowProps) {
  const words = useWords(ENTRY_WORDS);
  const told = useTold();
  const { language } = useLanguage();
  const saysId = useId();
  const [, redraw] = useState(0);
  useEffect(() => sheet.listen(row.key, () => redraw((count) => count + 1)), [sheet, row.key]);
  useEffect(() => verdicts.listen(row.key, () => redraw((count) => count + 1)), [verdicts, row.key]);
  const value = sheet.valueOf(row.key);
  const { good, before } = row;
  const [name, unit] = [nameOf(row, told, words.types), told(good.unit)];
  const state = value.entered === 'carried' ? 'carried' : value.price === before.price ? 'same' : 'changed';
  const fields = { row, sheet, verdicts, name, unit };
  const price = <PriceField key="price" {...fields} saysId={saysId} />;
  const stock = <StockField key="stock" {...fields} />;
  return (
    <li class={`entry-good entry-${state}`} data-product={row.product}>
      <div class="entry-name">
        <span class="strong">{name}</span>
        <span class="note">
          {words.per(unit)} ·{' '}
          {before.price === undefined ? words.never : words.before(writeNumber(before.price, language))}
        </span>
      </div>
      <div class="entry-fields">
        {isStockFirst ? [stock, price] : [price, stock]}
        {before.price !== undefined && (
          <button
            type="button"
            class="entry-as-before"
            aria-pressed={value.entered === 'confirmed'}
            aria-label={words.asBeforeOf(name)}
            onClick={() => sheet.change(row.key, asBefore(row))}
          >
            {words.asBefore}
          </button>
        )}
      </div>
      <div id={saysId} class="entry-says" aria-live="polite">
        <Says row={row} sheet={sheet} verdict={verdicts.of(row.key)} />
      </div>
    </li>
  );
}

interface FieldProps extends Pick<GoodRowProps, 'row' | 'sheet' | 'verdicts'> {
  readonly name: string;
  readonly unit: string;
}

function PriceField({ row, sheet, verdicts, name, unit, saysId }: FieldProps & { readonly saysId: string }) {
  const words = useWords(ENTRY_WORDS);
  return (
    <NumberField
      name="price"
      label={words.priceOf(name, unit)}
      short={words.price}
      value={sheet.valueOf(row.key).price}
      read={writtenPrice}
      unclear={words.unclearPrice}
      saysId={saysId}
      onRead={(next) => sheet.change(row.key, typed({ price: next, confirm: undefined }))}
      onLeave={() => verdicts.judge(row.key)}
    />
  );
}

function StockField({ row, sheet, verdicts, name, unit }: FieldProps) {
  const words = useWords(ENTRY_WORDS);
  const { language } = useLanguage();
  return (
    <NumberField
      name="stock"
      label={words.stockOf(name, unit)}
      short={words.stock}
      value={sheet.valueOf(row.key).stock}
      hint={writeNumber(row.before.stock, language)}
      read={writtenQuantity}
      unclear={words.unclearStock}
      onRead={(next) => sheet.change(row.key, typed({ stock: next }))}
      onLeave={() => verdicts.judge(row.key)}
    />
  );
}

/** A row that somebody typed in; members that are taken back are gone. */
function typed(change: {
  readonly price?: number | undefined;
  readonly stock?: number | undefined;
  confirm?: undefined;
}) {
  return { ...change, entered: 'typed' } as const;
}

function asBefore({ before }: SheetRow) {
  return { ...before, confirm: undefined, entered: 'confirmed' } as const;
}

function nameOf(
  { good, priceType, gtin }: SheetRow,
  told: (text: { readonly vi: string; readonly en: string }) => string,
  types: Readonly<Record<SheetRow['priceType'], string>>,
): string {
  return [told(good.name), types[priceType], gtin].filter(Boolean).join(' · ');
}

function Says({ row, sheet, verdict }: Pick<GoodRowProps, 'row' | 'sheet'> & { readonly verdict: string | undefined }) {
  const words = useWords(ENTRY_WORDS);
  const { change } = useFigures();
  const value = sheet.valueOf(row.key);
  const unusual = unusualPrice(row, value);
  if (unusual) return <PriceQuestion unusual={unusual} row={row} sheet={sheet} />;
  if (verdict !== undefined && !value.confirm) return <p class="entry-ask">{verdict}</p>;
  const { price: before } = row.before;
  if (value.entered === 'carried' || value.price === undefined || before === undefined) return null;
  if (value.price === before) return value.entered === 'confirmed' ? <p class="entry-fine">{words.same}</p> : null;
  return <p class="entry-fine">{words.changed(change((value.price / before - 1) * 100))}</p>;
}
