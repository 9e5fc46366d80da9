import { businessDayOf } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { useNow } from '#web/language/use-now.ts';
import { withoutMarks } from '#web/language/without-marks.ts';
import { usePlace } from '#web/routing/use-query.ts';

/** What a file is of. */
export interface ListFile {
  /** What the list is, in letters of an address: `chua-bao`. */
  readonly list: string;
  /** The place of the list; else the one to which the page is narrowed, or the city. */
  readonly place?: string | undefined;
  /** The day of its figures, or the last of them; today where it has none. */
  readonly day?: string | undefined;
  readonly from?: string | undefined;
}

/** A name by which a file is found again: list, place and day, `chua-bao-phuong-hong-ha-2026-11-30`. */
export function useFileName({ list, place, day, from }: ListFile): string {
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE);
  const [scope] = usePlace();
  const today = businessDayOf(useNow());
  const places = data?.items ?? [];
  const asked = place ?? scope;
  const [only] = places;
  const found =
    asked === undefined
      ? (places.find(({ kind }) => kind === 'city') ?? (places.length === 1 ? only : undefined))
      : places.find(({ id }) => id === asked);
  return [list, found ? inAddress(found.name.vi) : asked, from === day ? undefined : from, day ?? today]
    .filter((part) => part !== undefined)
    .join('-');
}

function inAddress(name: string): string {
  return withoutMarks(name).replaceAll(/[^a-z0-9]+/g, '-');
}
