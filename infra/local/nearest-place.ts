import type { Place } from '#domain/place.ts';
import { foldVietnamese, isOneSlip } from '#domain/report/nearest-product.ts';

/** The place that was most likely meant by a text that is no place's id: one called so, or one slip away. */
export function nearestPlace(text: string, places: Iterable<Place>): Place | undefined {
  const written = plain(text);
  const scored = [...places].map((place) => ({ place, score: Math.max(...formsOf(place).map(scoreOf(written))) }));
  const best = Math.max(...scored.map(({ score }) => score));
  return best > 0 ? scored.find(({ score }) => score === best)?.place : undefined;
}

function formsOf({ id, name }: Place): string[] {
  const named = [name.vi, name.en].flatMap((own) => [plain(own), plain(own.replace(/^\S+\s+/, ''))]);
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
