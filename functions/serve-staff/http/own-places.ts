import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { PersonGroup } from '#domain/people/person.ts';
import type { Place } from '#domain/place.ts';
import { Problem } from '#runtime/problem.ts';

/** Who asks; the person sees these places and all inside them: everywhere with `*`, nothing without any. */
export interface StaffMember {
  /** Of the person; see domain/people. */
  readonly id: string;
  readonly groups: readonly PersonGroup[];
  readonly places: readonly string[];
}

/** True when a person may see a place. */
export function maySee(staff: StaffMember, catalogue: Catalogue, place: string): boolean {
  return staff.places.some((area) => isWithin(catalogue, place, area));
}

/** Raises `not-your-place` (403) for a place outside a person's own. */
export function requireOwn(staff: StaffMember, catalogue: Catalogue, place: string): void {
  if (maySee(staff, catalogue, place)) return;
  throw new Problem(403, 'not-your-place', {
    vi: 'Tài khoản này không phụ trách địa bàn này.',
    en: 'This account is not in charge of this place.',
  });
}

/** The place that a path or filter names; "~" may stand for the slash of an id. Raises `unknown-place` (404) or `not-your-place` (403). */
export function requirePlace(staff: StaffMember, catalogue: Catalogue, named: string): Place {
  const place = catalogue.places.get(named.replaceAll('~', '/'));
  if (!place) {
    throw new Problem(404, 'unknown-place', {
      vi: 'Không có địa bàn này. Xem /v1/places.',
      en: 'There is no such place. See /v1/places.',
    });
  }
  requireOwn(staff, catalogue, place.id);
  return place;
}

/**
 * Which places a question is about: those of the person, or those of them that lie in a place that was named. Raises as
 * `requirePlace` does.
 */
export function placesAsked(
  staff: StaffMember,
  catalogue: Catalogue,
  named: string | undefined,
): (place: string) => boolean {
  const area = named === undefined ? undefined : requirePlace(staff, catalogue, named).id;
  return (place) => (area === undefined ? maySee(staff, catalogue, place) : isWithin(catalogue, place, area));
}
