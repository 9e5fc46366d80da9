import { useTold } from '#web/language/language.tsx';
import { nameOfParty } from './name-of-party.ts';
import type { Party, PlanLine } from './plan-line.ts';

interface StopQuantitiesProps {
  readonly lines: readonly PlanLine[];
  readonly stops: ReadonlyMap<string, Party>;
  readonly quantities: ReadonlyMap<string, number>;
  readonly onChange: (changed: readonly (readonly [string, number])[]) => void;
}

/** The quantity of each good at each receiver. */
export function StopQuantities({ lines, stops, quantities, onChange }: StopQuantitiesProps) {
  const told = useTold();
  const byStop = Map.groupBy(lines, ({ suggestion }) => stops.get(suggestion));
  return (
    <div class="stop-quantities">
      {[...byStop].map(([to, own], index) => (
        <fieldset key={to ? `${to.place} ${to.store}` : index}>
          <legend class="strong" lang={to?.storeName === undefined ? undefined : 'vi'}>
            {to && nameOfParty(to, told)}
          </legend>
          <div class="quantities">
            {own.map((line) => (
              <label class="field" key={line.suggestion}>
                <span class="note">
                  {told(line.productName)}, {told(line.unitName)}
                </span>
                <input
                  type="number"
                  inputMode="decimal"
                  min="0"
                  step="any"
                  required
                  value={quantities.get(line.suggestion)}
                  onInput={({ currentTarget }) =>
                    Number.isFinite(currentTarget.valueAsNumber) &&
                    onChange([[line.suggestion, currentTarget.valueAsNumber]])
                  }
                />
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
