import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { type Suggestion, type SuggestionState, stateOn } from '#domain/matching/suggestion.ts';
import type { Cursors } from './cursor.ts';
import { describeSuggestion } from './describe-suggestion.ts';
import { maySee, requirePlace, type StaffMember } from './own-places.ts';

export interface ListSuggestionsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly listSuggestions: (request: {
    readonly state: SuggestionState;
    readonly limit: number;
    readonly after?: string;
  }) => Promise<{ readonly items: readonly Suggestion[]; readonly next?: string }>;
  readonly cursors: Cursors;
}

interface SuggestionsQuestion {
  readonly staff: StaffMember;
  readonly query: {
    readonly state?: SuggestionState;
    readonly alert?: string;
    readonly product?: string;
    readonly place?: string;
    readonly limit: number;
    readonly cursor?: string;
  };
}

/**
 * `GET /v1/suggestions`: of an alert, or of one state (proposed unless asked otherwise), newest first. A proposal is kept
 * as one for good, and expires by the day on which it is read.
 */
export function listSuggestions(ports: ListSuggestionsPorts) {
  return async ({ staff, query }: SuggestionsQuestion) => {
    const today = ports.today();
    const isWanted = filterOf(ports, staff, query);
    const heldBy = heldOn(today, await ports.foodSafetyHolds(), ports.catalogue);
    const state = query.state ?? (query.alert === undefined ? 'proposed' : undefined);
    const shown = (items: readonly Suggestion[]) =>
      items
        .filter((suggestion) => isWanted(suggestion) && (state === undefined || stateOn(suggestion, today) === state))
        .map((suggestion) => describeSuggestion(suggestion, ports.catalogue, today, heldBy));
    if (state === undefined || query.alert !== undefined) {
      return { status: 200 as const, body: { items: shown(await ports.suggestionsOf(query.alert ?? '')) } };
    }
    const list = `suggestions-${state}`;
    const after = (await ports.cursors.open(list, query.cursor))?.after;
    const page = await ports.listSuggestions({
      state: state === 'expired' ? 'proposed' : state,
      limit: query.limit,
      ...(after === undefined ? {} : { after }),
    });
    const cursor = page.next === undefined ? {} : { cursor: await ports.cursors.seal(list, { after: page.next }) };
    return { status: 200 as const, body: { items: shown(page.items), ...cursor } };
  };
}

function filterOf({ catalogue }: ListSuggestionsPorts, staff: StaffMember, query: SuggestionsQuestion['query']) {
  const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
  return ({ to, product }: Suggestion): boolean =>
    maySee(staff, catalogue, to.place) &&
    (query.product === undefined || product === query.product) &&
    (area === undefined || isWithin(catalogue, to.place, area));
}
