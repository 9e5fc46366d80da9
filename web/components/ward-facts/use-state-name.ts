import { isLevel, type MapPlace } from '#web/components/tile-map/map-place.ts';
import { useWords } from '#web/language/language.tsx';
import { WARD_FACTS_WORDS } from './words.ts';

/** A state as a word: "cảnh báo giảm". */
export function useStateName(): (state: MapPlace['state'], direction: MapPlace['direction']) => string {
  const words = useWords(WARD_FACTS_WORDS);
  return (state, direction) => {
    const name = words.states[state];
    return isLevel(state) && direction === 'down' ? words.falling(name) : name;
  };
}
