import { usePlaces } from '#web/components/place-names/use-places.ts';
import { useWords } from '#web/language/language.tsx';
import { EVERYWHERE, type Person } from './person.ts';
import { PEOPLE_WORDS } from './words.ts';

/** Names the places of a person. */
export function usePlaceText(): (person: Person) => string {
  const words = useWords(PEOPLE_WORDS);
  const { nameOf } = usePlaces();
  return ({ places }) => places.map((id) => (id === EVERYWHERE ? words.everywhere : nameOf(id))).join(', ');
}
