import { useState } from 'preact/hooks';
import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { NoteField } from './note-field.tsx';
import type { Party, PlanLine } from './plan-line.ts';
import { sharedOut } from './shared-out.ts';
import './supply-acts.css';
import { StopQuantities } from './stop-quantities.tsx';
import type { Said } from './use-supply-act.ts';
import { SUPPLY_ACT_WORDS } from './words.ts';

interface QuantitiesDialogProps {
  readonly kind: 'change' | 'complete';
  readonly who: string;
  readonly lines: readonly PlanLine[];
  readonly stops: ReadonlyMap<string, Party>;
  readonly isBusy: boolean;
  readonly refusal: string | undefined;
  readonly onSay: (said: Said) => void;
  readonly onClose: () => void;
}

/** Asks how much was agreed on, or has really come: by good, and by shop where it differs. */
export function QuantitiesDialog({ kind, who, lines, stops, onSay, ...state }: QuantitiesDialogProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const [quantities, setQuantities] = useState(() => new Map(lines.map((line) => [line.suggestion, line.quantity])));
  const [note, setNote] = useState('');
  const [isNothing, setIsNothing] = useState(false);
  const change = (changed: Iterable<readonly [string, number]>) =>
    setQuantities((before) => new Map([...before, ...changed]));
  const confirm = () => {
    const said = lines.filter(({ suggestion }) => (quantities.get(suggestion) ?? 0) > 0);
    setIsNothing(said.length === 0);
    if (said.length > 0) onSay(saidOf(said, quantities, note));
  };
  const isChange = kind === 'change';
  return (
    <Dialog
      title={isChange ? words.changeTitle : words.completeTitle}
      confirm={isChange ? words.changeConfirm : words.completeConfirm}
      onConfirm={confirm}
      {...state}
      refusal={isNothing ? words.nothing : state.refusal}
    >
      <p>
        <Name>{who}</Name>
      </p>
      <p class="note">{isChange ? words.changeHelp : words.completeHelp}</p>
      <SameShare lines={lines} onChange={change} />
      <div class="quantities">
        {[...Map.groupBy(lines, ({ product }) => product)].map(([product, own]) => (
          <GoodQuantity key={product} lines={own} quantities={quantities} onChange={change} />
        ))}
      </div>
      <details>
        <summary>{words.byStop(new Set(lines.map(({ suggestion }) => stops.get(suggestion))).size)}</summary>
        <StopQuantities lines={lines} stops={stops} quantities={quantities} onChange={change} />
      </details>
      <p class="note">{isChange ? words.changeZero : words.completeZero}</p>
      <NoteField label={words.note} note={note} setNote={setNote} />
    </Dialog>
  );
}

interface SameShareProps {
  readonly lines: readonly PlanLine[];
  readonly onChange: (changed: Iterable<readonly [string, number]>) => void;
}

/** One percentage for all goods: fills in the quantities, which can still be changed. */
function SameShare({ lines, onChange }: SameShareProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const [typed, setTyped] = useState('');
  const fill = (text: string, percent: number) => {
    setTyped(text);
    if (!Number.isFinite(percent) || percent < 0) return;
    const goods = [...Map.groupBy(lines, ({ product }) => product).values()];
    onChange(goods.flatMap((own) => shareOf(own, percent)));
  };
  return (
    <label class="field quantities-share">
      <span class="strong">{words.sameShare}</span>
      <input
        type="number"
        inputMode="decimal"
        min="0"
        step="any"
        value={typed}
        onInput={({ currentTarget }) => fill(currentTarget.value, currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** A share of each line of one good; whole where all of them are whole. */
function shareOf(lines: readonly PlanLine[], percent: number): readonly (readonly [string, number])[] {
  const parts = lines.map(({ quantity }) => quantity);
  const exact = (parts.reduce((sum, part) => sum + part, 0) * percent) / 100;
  const total = parts.every(Number.isInteger) ? Math.round(exact) : Number(exact.toFixed(3));
  const shared = sharedOut(total, parts);
  return lines.map(({ suggestion }, index) => [suggestion, shared[index] ?? 0] as const);
}

/** What is sent: the lines with a quantity, and the quantities that differ from what stands. */
function saidOf(lines: readonly PlanLine[], quantities: ReadonlyMap<string, number>, note: string): Said {
  const changed = lines.filter(({ suggestion, quantity }) => quantities.get(suggestion) !== quantity);
  return {
    lines: lines.map(({ suggestion }) => suggestion),
    quantities: Object.fromEntries(changed.map(({ suggestion }) => [suggestion, quantities.get(suggestion) ?? 0])),
    ...(note.trim() === '' ? {} : { note }),
  };
}

interface GoodQuantityProps {
  readonly lines: readonly PlanLine[];
  readonly quantities: ReadonlyMap<string, number>;
  readonly onChange: (changed: readonly (readonly [string, number])[]) => void;
}

/** The total of one good; another is shared out among its lines. */
function GoodQuantity({ lines, quantities, onChange }: GoodQuantityProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const amounts = useAmounts();
  const told = useTold();
  const [first] = lines;
  if (!first) return null;
  const before = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const total = lines.reduce((sum, { suggestion }) => sum + (quantities.get(suggestion) ?? 0), 0);
  const share = (wanted: number) => {
    const parts = sharedOut(
      wanted,
      lines.map(({ quantity }) => quantity),
    );
    onChange(lines.map(({ suggestion }, index) => [suggestion, parts[index] ?? 0]));
  };
  return (
    <label class="field">
      <span class="strong">
        {told(first.productName)}, {told(first.unitName)}
      </span>
      <input
        type="number"
        inputMode="decimal"
        min="0"
        step="any"
        required
        value={Number(total.toFixed(3))}
        onInput={({ currentTarget }) =>
          Number.isFinite(currentTarget.valueAsNumber) && share(currentTarget.valueAsNumber)
        }
      />
      <span class="note">{words.before(amounts.one({ ...first, quantity: before }))}</span>
    </label>
  );
}
