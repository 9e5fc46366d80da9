import type { Place } from '../place.ts';
import { foldVietnamese, isOneSlip } from '../report/nearest-product.ts';

/** The one place that may have been meant by an id that none has: by its name or a part of it, or one slip away. */
export function placeMeant(written: string, places: Iterable<Place>): Place | undefined {
  const wanted = foldVietnamese(written.slice(0, 80));
  const bare = wanted.replace(/^0+/, '');
  const all = [...places].map((place) => ({ place, names: [place.name.vi, place.name.en].map(foldVietnamese) }));
  const tests: ((each: (typeof all)[number]) => boolean)[] = [
    ({ place, names }) => names.includes(wanted) || place.id.toLowerCase().replace(/^0+/, '') === bare,
    ({ names }) => wanted.length > 2 && names.some((name) => name.endsWith(` ${wanted}`)),
    ({ place, names }) => wanted.length > 2 && [place.id, ...names].some((text) => isOneSlip(text, wanted)),
  ];
  for (const isMeant of tests) {
    const found = all.filter(isMeant);
    if (found.length > 0) return found.length === 1 ? found[0]?.place : undefined;
  }
  return undefined;
}
