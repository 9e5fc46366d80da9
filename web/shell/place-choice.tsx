import { useAnswer } from '#web/asking/use-answer.ts';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { usePlace } from '#web/routing/use-query.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { SHELL_WORDS } from './words.ts';

/** Narrows every page to one place; who is in charge of a single one has no choice. */
export function PlaceChoice() {
  const words = useWords(SHELL_WORDS);
  const told = useTold();
  const { who } = useSession();
  const [place, choose] = usePlace();
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE, { when: who != null });
  const places = data?.items ?? [];
  const all = who?.places.includes('*') === false ? words.ownPlaces : words.wholeCity;
  const [only] = places;
  if (only && places.length === 1) return <span class="place-choice">{told(only.name)}</span>;
  return (
    <label class="place-choice">
      <span class="unseen">{words.place}</span>
      <select value={place ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value || undefined)}>
        <option value="">{all}</option>
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {told(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
