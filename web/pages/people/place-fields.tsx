import { Button } from '#web/components/button/button.tsx';
import { usePlaces } from '#web/components/place-names/use-places.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { EVERYWHERE } from './person.ts';
import { PEOPLE_WORDS } from './words.ts';

interface PlaceFieldsProps {
  readonly places: readonly string[];
  readonly onChange: (places: readonly string[]) => void;
}

/** Where a person is in charge: everywhere, or at some places with all that lies in them. */
export function PlaceFields({ places, onChange }: PlaceFieldsProps) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const { all, nameOf } = usePlaces();
  const nameFor = (id: string) => (id === EVERYWHERE ? words.everywhere : nameOf(id));
  const add = (id: string) => {
    if (id === '') return;
    onChange(id === EVERYWHERE ? [EVERYWHERE] : [...places.filter((own) => own !== EVERYWHERE && own !== id), id]);
  };
  return (
    <fieldset class="person-places">
      <legend class="strong">{words.places}</legend>
      <ul>
        {places.map((id) => (
          <li key={id}>
            {nameFor(id)}{' '}
            {places.length > 1 && (
              <Button
                kind="plain"
                label={words.remove(nameFor(id))}
                onClick={() => onChange(places.filter((own) => own !== id))}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      <label class="field">
        <span class="note">{words.addPlace}</span>
        <select value="" onChange={({ currentTarget }) => add(currentTarget.value)}>
          <option value="" />
          <option value={EVERYWHERE}>{words.everywhere}</option>
          {all.map(({ id, name }) => (
            <option key={id} value={id}>
              {told(name)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
