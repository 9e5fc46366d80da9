import { useAnswer } from '#web/asking/use-answer.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { EVERYWHERE } from './person.ts';
import { PEOPLE_WORDS } from './words.ts';

interface PersonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly isRequired?: boolean;
  /** Only those who see all events. */
  readonly isCityWide?: boolean;
  /** Who is not among them. */
  readonly without?: string | undefined;
}

/** One of the people who are active; nobody, where that may be. */
export function PersonField({
  label,
  value,
  onChange,
  isRequired = false,
  isCityWide = false,
  without,
}: PersonFieldProps) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const { data } = useAnswer('GET /v1/people', { query: { limit: 200 } });
  const people = (data?.items ?? []).filter(
    ({ id, active, places }) => active && id !== without && (!isCityWide || places.includes(EVERYWHERE)),
  );
  return (
    <label class="field">
      <span class="strong">{label}</span>
      <select required={isRequired} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{isRequired ? '' : words.nobody}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id} lang="vi">
            {told(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
