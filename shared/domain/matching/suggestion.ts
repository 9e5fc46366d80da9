import type { AlertEnd } from '../alert/alert-end.ts';
import { type BusinessDay, daysBetween } from '../business-day.ts';
import type { Bilingual } from '../language.ts';
import { type Contact, storeKey } from '../store.ts';
import type { DemandBasis } from './demand.ts';
import type { Tier } from './match-settings.ts';

export const SUGGESTION_STATES = [
  'proposed',
  'accepted',
  'changed',
  'declined',
  'completed',
  'expired',
  'ended',
] as const;
/**
 * `changed` is accepted with another quantity. `expired` is never kept: a proposal ends with its figures. `ended`: its
 * alert did before anybody had answered.
 */
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

/** Why nobody will call; the first three last, so that the pair is not proposed again for the product. */
export const LASTING_REASONS = ['no-contract', 'food-safety', 'never'] as const;
export const DECLINE_REASONS = [
  ...LASTING_REASONS,
  'sold-out',
  'too-dear',
  'no-vehicle',
  'figures-wrong',
  'other',
] as const;
export type LastingReason = (typeof LASTING_REASONS)[number];
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** A store as one side of a suggestion, with the person to call. */
export interface Party {
  readonly retailer: string;
  readonly retailerName: string;
  readonly store: string;
  readonly storeName: string;
  readonly place: string;
  readonly contact: Contact;
}

/** A whole place whose need is estimated: the people's committee there knows whom to call. */
export interface PlaceParty {
  readonly place: string;
}

/** What a unit from somebody else would cost more, everybody else being served as before. */
export interface Alternative {
  readonly from: Party;
  /** What it would give, where that is a substitute. */
  readonly product?: string;
  /** Its name, which the first form kept in place of the product. */
  readonly substitute?: Bilingual;
  readonly distanceKm: number;
  /** VND a unit more for freight and handling; negative if the way is cheaper but ranks later. */
  readonly paidMorePerUnit: number;
  /** VND a unit more as ways are ranked: the tier's weight and what has to be rearranged are in it. Never negative. */
  readonly rankedMorePerUnit: number;
  readonly because: 'dearer-way' | 'later-tier' | 'needed-elsewhere' | 'substitute';
}

/** What one unit more from the giver would change. */
export type Limit =
  | { readonly kind: 'serves-more' }
  | { readonly kind: 'saves'; readonly savingPerUnit: number }
  | { readonly kind: 'nothing' };

/** Days of cover of one side; none without a known demand. */
export interface CoverChange {
  readonly before: number;
  readonly after: number;
}

/** Why a pair was chosen, and what is to be heeded: stable codes, the kind of source first. */
export type SuggestionReason =
  | Tier
  | 'need-estimated'
  | 'receiver-short'
  | 'supplier-offer'
  | 'keep-back-kept'
  | 'figures-of-the-day'
  | 'figures-some-days-old'
  | 'receiver-stock-held'
  | 'substitute'
  | 'consider-joining';

/** What only the explanation of a suggestion says, beside the suggestion's own figures. */
export interface SuggestionBasis {
  /** What the giver has left after all that is suggested with it, and what it keeps for itself of that. */
  readonly leftMilli: number;
  readonly keepBackMilli: number;
  /** Share of a light truck that the load fills. */
  readonly loadShare: number;
  /** What the receiver sells a day of what it needs; none for a place, and in what was kept before plans were shown. */
  readonly receiverPerDayMilli?: number;
  /** The receiver's own stock that is held for food safety, and so no cover, with the number of the document. */
  readonly held?: { readonly stockMilli: number; readonly document: string };
}

/** "A could supply B with so much": ends in one person calling another, never in an order. */
export interface Suggestion {
  readonly id: string;
  /**
   * The event that it was made for, or, in what was kept before there were events, the alert; neither for one that was
   * made after the cut-off of the day `madeOn`.
   */
  readonly event?: string;
  readonly alert?: string;
  /** What is carried. */
  readonly product: string;
  /** Where something else is carried than what is needed: the product that it stands in for. */
  readonly substitute?: { readonly insteadOf: string };
  /** As proposed, in thousandths of the product's unit. */
  readonly quantityMilli: number;
  /** What the giver could spare by its figures, before anything was promised to anybody. */
  readonly spareMilli: number;
  readonly from: Party;
  readonly to: Party | PlaceParty;
  /** Road kilometres: 1.3 x great circle unless a distance is given. */
  readonly distanceKm: number;
  /** VND for carrying the whole quantity. */
  readonly cost: number;
  readonly cover: { readonly from?: CoverChange; readonly to?: CoverChange };
  /** Where the receiver's need is from, and how far all figures together may be trusted. */
  readonly need: DemandBasis;
  /** Days of the reports that it rests on; none for a place whose need is estimated. */
  readonly figures: { readonly from: BusinessDay; readonly to?: BusinessDay };
  readonly reasons: readonly SuggestionReason[];
  /** Absent in what was kept in the first form, which kept the `explanation` in its place. */
  readonly basis?: SuggestionBasis;
  /** The words of the first form, which are shown as they are: `explainSuggestion` makes those of all others. */
  readonly explanation?: Bilingual;
  /** Who else could, and what limits; none when time ran out before it was known. */
  readonly comparison?: Comparison;
  readonly state: SuggestionState;
  readonly madeOn: BusinessDay;
  /** The last day on which it may be accepted: then its figures are too old. */
  readonly validThrough: BusinessDay;
  readonly decision?: Decision;
  /**
   * Set on a proposal once a later search for its alert proposes otherwise. It may still be accepted, since people may
   * have called by it. Absent in all that was kept before searches were made again, which reads as standing.
   */
  readonly overtaken?: true;
  /** How its alert ended, where it is `ended`; older suggestions of such alerts are kept as proposed. */
  readonly ended?: AlertEnd;
  /** How often it stands again because its alert does: who would accept the one before is told so. Absent for none. */
  readonly again?: number;
}

export interface Comparison {
  readonly alternatives: readonly Alternative[];
  readonly limit: Limit;
  /** Only in the first form, as the `explanation`. */
  readonly words?: Bilingual;
}

/** The last thing that somebody said of a suggestion. */
export interface Decision {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
  readonly reason?: DeclineReason;
  readonly note?: string;
  /** What was agreed on where it is not what was proposed, or what was really moved. */
  readonly quantityMilli?: number;
  /** Where goods were moved: what had been agreed on. Absent in what was kept before it was noted. */
  readonly agreedMilli?: number;
  /** True where it is more than the giver could spare by our figures, and the person said so. */
  readonly confirmed?: true;
}

/**
 * The state on a day: a proposal that nobody has answered ends with its alert, or with its figures, whichever comes first.
 *
 * @param end how the alert has ended for which it was made; none while that stands, or where it was made for a day.
 */
export function stateOn({ state, validThrough }: Suggestion, day: BusinessDay, end?: AlertEnd): SuggestionState {
  if (state !== 'proposed') return state;
  if (end && end.on <= validThrough) return 'ended';
  return daysBetween(validThrough, day) > 0 ? 'expired' : state;
}

/**
 * A suggestion as it should be kept, now that its alert has ended or stands (again): the same one where nothing changes.
 * What people have answered stays as they said.
 */
export function withEnd(suggestion: Suggestion, end: AlertEnd | undefined): Suggestion {
  const { ended, ...rest } = suggestion;
  if (suggestion.state !== 'proposed' && suggestion.state !== 'ended') return suggestion;
  const ends = end && end.on <= suggestion.validThrough;
  if (ends)
    return ended?.reason === end.reason && ended.on === end.on ? suggestion : { ...rest, state: 'ended', ended: end };
  return suggestion.state === 'proposed' ? suggestion : { ...rest, state: 'proposed', again: (rest.again ?? 0) + 1 };
}

/** True for a proposal that a later search does not make any more, also once its alert has ended: it stands in no list. */
export function isOvertaken({ state, overtaken }: Suggestion): boolean {
  return (state === 'proposed' || state === 'ended') && overtaken === true;
}

/** True while goods are promised, and have not moved. */
export function isAgreed({ state }: Suggestion): boolean {
  return state === 'accepted' || state === 'changed';
}

/** True when nothing more will come of it, so that the pair may be suggested anew. What ended may stand again with its alert. */
export function isOver(suggestion: Suggestion, day: BusinessDay): boolean {
  const state = stateOn(suggestion.state === 'ended' ? { ...suggestion, state: 'proposed' } : suggestion, day);
  return state === 'completed' || state === 'declined' || state === 'expired';
}

/** True for a reason that also holds for the next alert. */
export function isLasting(reason: DeclineReason | undefined): reason is LastingReason {
  return (LASTING_REASONS as readonly (DeclineReason | undefined)[]).includes(reason);
}

export function isStoreParty(party: Party | PlaceParty): party is Party {
  return 'store' in party;
}

/** One side's key: the store's, or the place's, which holds no slash where stores have one. */
export function partyKey(party: Party | PlaceParty): string {
  return isStoreParty(party) ? storeKey(party.retailer, party.store) : placeKey(party.place);
}

/** The product whose need is met, even if by another product. */
export function neededProduct({ product, substitute }: Suggestion): string {
  return substitute?.insteadOf ?? product;
}

/** One end of a line in a plan: a side with the product that it gives or needs. */
export function endKey(party: string, product: string): string {
  return `${party}#${product}`;
}

const PLACE_KEY = 'place ';

export function placeKey(place: string): string {
  return `${PLACE_KEY}${place}`;
}

/** The place of a key that `placeKey` made; none for a store's. */
export function placeOfKey(key: string): string | undefined {
  return key.startsWith(PLACE_KEY) ? key.slice(PLACE_KEY.length) : undefined;
}

/** `<id of the search>_<hash of both sides>`: the same pair is suggested once per search. The hash holds no underscore. */
export function suggestionId(search: string, pairHash: string): string {
  return `${search}_${pairHash.replaceAll('_', '.')}`;
}

/** The event, alert or day's search that a suggestion was made for, read from its id; none for a text that is no id. */
export function subjectOfSuggestion(id: string): string | undefined {
  const end = id.lastIndexOf('_');
  return end > 0 ? id.slice(0, end) : undefined;
}

/** Stands where an alert's id does and begins with the place like one; all searches of a day lie together. */
export function daySearchId(place: string, day: BusinessDay, family: string): string {
  return `${dayPrefix(place, day)}${family}`;
}

/** What the ids of all searches of a place and day begin with. */
export function dayPrefix(place: string, day: BusinessDay): string {
  return `${place.replaceAll('/', '~')}_day_${day}_`;
}
