import { useAnswer } from '#web/asking/use-answer.ts';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { useTold } from '#web/language/language.tsx';

const EVERYWHERE = '*';

/** The places that the reader sees: their names, which lie in which, and which hold no others. */
export function usePlaces() {
  const told = useTold();
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE);
  const items = data?.items ?? [];
  const known = new Map(items.map((place) => [place.id, place]));
  const parents = new Set(items.map(({ parent }) => parent));
  const nameOf = (id: string) => {
    const place = known.get(id);
    return place ? told(place.name) : id;
  };
  return {
    all: items,
    leaves: items.filter(({ id }) => !parents.has(id)),
    nameOf,
    /** True for a place that lies in another, however deep. */
    isWithin(id: string, area: string | undefined): boolean {
      for (let at: string | undefined = id; at !== undefined; at = known.get(at)?.parent) {
        if (area === undefined || at === area || area === EVERYWHERE) return true;
      }
      return false;
    },
  };
}
