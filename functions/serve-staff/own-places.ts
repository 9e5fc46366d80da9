import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { Place } from '#domain/place.ts';
import type { HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';

/** True when a person who is limited to some places may see this one. */
export function maySee({ caller }: Pick<HttpRequest, 'caller'>, catalogue: Catalogue, place: string): boolean {
  if (caller.kind !== 'staff') return false;
  return caller.places === undefined || caller.places.some((area) => isWithin(catalogue, place, area));
}

/** Raises `not-your-place` (403) for a place outside a person's own. */
export function requireOwn(request: Pick<HttpRequest, 'caller'>, catalogue: Catalogue, place: string): void {
  if (maySee(request, catalogue, place)) return;
  throw new Problem(403, 'not-your-place', {
    vi: 'Tài khoản này không phụ trách địa bàn này.',
    en: 'This account is not in charge of this place.',
  });
}

/** The place of a path. Raises `unknown-place` (404) or `not-your-place` (403). */
export function requirePlace(
  request: Pick<HttpRequest, 'caller'>,
  catalogue: Catalogue,
  id: string | undefined,
): Place {
  const place = catalogue.places.get(id ?? '');
  if (!place) {
    throw new Problem(404, 'unknown-place', {
      vi: 'Không có địa bàn này. Xem /v1/places.',
      en: 'There is no such place. See /v1/places.',
    });
  }
  requireOwn(request, catalogue, place.id);
  return place;
}
