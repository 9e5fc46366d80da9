import { useId } from 'preact/hooks';
import './choice.css';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly chosen: Id;
  readonly options: readonly { readonly id: Id; readonly name: string; readonly lang?: string }[];
  readonly onChoose: (id: Id) => void;
  /** True where what is chosen can be seen beside it. */
  readonly hidesLabel?: boolean;
}

/** One of a few, all of them shown: native radio buttons in a row. */
export function Choice<Id extends string>({ label, chosen, options, onChoose, hidesLabel = false }: ChoiceProps<Id>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={hidesLabel ? 'unseen' : 'note'}>{label}</legend>
      <div class="choice-row">
        {options.map((option) => (
          <label key={option.id} class="choice-option" lang={option.lang}>
            <input type="radio" name={name} checked={option.id === chosen} onChange={() => onChoose(option.id)} />
            <span>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
