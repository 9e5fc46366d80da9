import type { TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

/** What every kind of field has alike. */
interface InputProps {
  readonly id: string;
  readonly value: string;
  readonly required: boolean;
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly min?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly onInput: (event: TargetedInputEvent<HTMLInputElement>) => void;
  readonly onChange?: (() => void) | undefined;
}

const INPUTS = {
  text: (props: InputProps) => <input type="text" autoComplete="off" {...props} />,
  search: (props: InputProps) => <input type="search" autoComplete="off" {...props} />,
  tel: (props: InputProps) => <input type="tel" autoComplete="off" {...props} />,
  email: (props: InputProps) => <input type="email" autoComplete="off" {...props} />,
  url: (props: InputProps) => <input type="url" autoComplete="off" {...props} />,
  date: (props: InputProps) => <input type="date" {...props} />,
  time: (props: InputProps) => <input type="time" {...props} />,
  number: (props: InputProps) => <input type="number" inputMode="numeric" {...props} />,
};

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: keyof typeof INPUTS;
  readonly isRequired?: boolean;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly min?: string;
  /** Once it has been typed to its end. */
  readonly onDone?: () => void;
  /** What is to be known before one types. */
  readonly help?: string;
}

/** One line of text with its label above and its help below. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  isRequired = false,
  help,
  onDone,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const helpId = `${id}-help`;
  const Input = INPUTS[type];
  return (
    <div class="field">
      <label class="strong" htmlFor={id}>
        {label}
      </label>
      <Input
        {...rest}
        id={id}
        required={isRequired}
        value={value}
        aria-describedby={help === undefined ? undefined : helpId}
        onChange={onDone}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {help !== undefined && (
        <span class="note" id={helpId}>
          {help}
        </span>
      )}
    </div>
  );
}
