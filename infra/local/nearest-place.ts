import type { Place } from '#domain/place.ts';
import { foldVietnamese, isOneSlip } from '#domain/report/nearest-product.ts';

const MOST_NAMED = 3;

/** The places that were most likely meant by a text that is no place's id: those called so, or one slip away. */
export function nearestPlaces(text: string, places: Iterable<Place>): Place[] {
  const written = plain(text);
  const scored = [...places].map((place) => ({ place, score: Math.max(...formsOf(place).map(scoreOf(written))) }));
  const best = Math.max(...scored.map(({ score }) => score));
  const nearest = scored.flatMap(({ place, score }) => (score > 0 && score === best ? [place] : []));
  return nearest.slice(0, MOST_NAMED);
}

function formsOf({ id, name }: Place): string[] {
  // What kind of place it is stands before its name, in one word or two.
  const named = [name.vi, name.en].flatMap((own) => {
    const words = own.split(/\s+/);
    return [0, 1, 2].map((kind) => plain(words.slice(kind).join('')));
  });
  return [plain(id), plain(id.slice(id.indexOf('/') + 1)), ...named];
}

function scoreOf(written: string): (form: string) => number {
  return (form) => {
    if (form === written) return 3;
    if (written.length > 3 && isOneSlip(written, form)) return 2;
    return written.length > 3 && (form.startsWith(written) || written.startsWith(form)) && form.length > 3 ? 1 : 0;
  };
}

/** Without marks, signs and case, since ids are names without them. */
function plain(text: string): string {
  return foldVietnamese(text.slice(0, 80)).replace(/[^a-z0-9]/g, '');
}
