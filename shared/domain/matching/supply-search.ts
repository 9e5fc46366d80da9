import type { BusinessDay } from '../business-day.ts';
import type { Bilingual } from '../language.ts';
import type { SearchMade } from './search-pauses.ts';
import type { Party, PlaceParty, Suggestion } from './suggestion.ts';
import type { NoPart } from './surplus-and-need.ts';
import type { UnmetCause } from './unmet-cause.ts';

/** As many names as somebody may read; what they lack together stands in the remark. */
export const MOST_UNMET = 200;

/** Need that is left: whose, of what, and why. */
export interface UnmetNeed {
  readonly product: string;
  readonly to: Party | PlaceParty;
  readonly quantityMilli: number;
  readonly cause: UnmetCause;
  /** Day of the report that it rests on; none for a place whose need is estimated. */
  readonly figures?: BusinessDay;
}

/** Need that is left in a place, summed over those who lack the good for one cause. */
export interface LeftNeed extends Pick<UnmetNeed, 'product' | 'quantityMilli' | 'cause'> {
  readonly place: string;
}

/** What was left out of the search for a product, so that nobody takes silence for plenty. */
export interface SearchGaps {
  readonly product: string;
  readonly receivers: number;
  /** Receivers that are places with an estimated need, and over how many goods of a group the norm was divided. */
  readonly estimated?: { readonly places: number; readonly sharedBy: number };
  /** How much stays unmet by each cause, in the order of the causes. */
  readonly unmet: readonly Pick<UnmetNeed, 'quantityMilli' | 'cause'>[];
  /** Lines that were found beyond those that are suggested. */
  readonly notShown: number;
  /** Stores of the place about which nothing could be said, by reason. */
  readonly unknown: Readonly<Partial<Record<NoPart, number>>>;
  /** What would be there if it were not held, at how many places, and the numbers of the documents. */
  readonly held?: { readonly stockMilli: number; readonly places: number; readonly documents: readonly string[] };
  /** Suppliers whose reports had come in and were not assessed yet. */
  readonly pending: number;
}

/** What a search has found, in facts alone. */
export interface FoundSupply {
  readonly suggestions: readonly Suggestion[];
  /** Of each product the biggest first, at most `MOST_UNMET`. */
  readonly unmet: readonly UnmetNeed[];
  /** Another flow could be cheaper by so many percent at most; 0 unless time ran out. */
  readonly gapPercent: number;
  /** Of an event's search: all need that is left, place by place, that of lines beyond those suggested included. */
  readonly left?: readonly LeftNeed[];
  /** Of each product that was asked for. Absent in what was kept in the first form, which kept the `remarks` in its place. */
  readonly gaps?: readonly SearchGaps[];
  /** The words of the first form, which are shown as they are: `remarksOn` makes those of all others. */
  readonly remarks?: readonly { readonly product: string; readonly words: Bilingual }[];
}

/**
 * What came of looking for supply: kept as a whole, so that a replay suggests the same. Made for one version of an alert,
 * and again when what it rests on has changed; or for a family of products after the cut-off of a day, and there again
 * when other goods or pairs are barred.
 */
export interface SupplySearch extends FoundSupply {
  /** The alert's id, or that of the day's search. */
  readonly subject: string;
  /** The alert's version; 1 for a day. */
  readonly version: number;
  /** Of a day's search: a text that changes with what must not move. */
  readonly barred?: string;
  /**
   * Of an alert's search: a text that changes with what it rests on, and when it was made. Both are absent in what was
   * kept before searches were made again: such a search counts as one that rests on something else.
   */
  readonly restsOn?: string;
  readonly made?: SearchMade;
  /** Set on the latest search for a version of an alert if it is not the first, which the version's message tells of. */
  readonly renewed?: true;
}
