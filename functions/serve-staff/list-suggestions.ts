import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { Suggestion, SuggestionState } from '#domain/matching/suggestion.ts';
import type { Cursors } from './cursor.ts';
import { describeSuggestion } from './describe-suggestion.ts';
import { maySee, requirePlace, type StaffMember } from './own-places.ts';

export interface ListSuggestionsPorts {
  readonly catalogue: Catalogue;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
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

/** `GET /v1/suggestions`: of an alert, or of one state (proposed unless asked otherwise), newest first. */
export function listSuggestions(ports: ListSuggestionsPorts) {
  return async ({ staff, query }: SuggestionsQuestion) => {
    const isWanted = filterOf(ports, staff, query);
    const shown = (items: readonly Suggestion[]) =>
      items.filter(isWanted).map((suggestion) => describeSuggestion(suggestion, ports.catalogue));
    if (query.alert !== undefined) {
      const made = await ports.suggestionsOf(query.alert);
      const inState = made.filter(({ state }) => query.state === undefined || state === query.state);
      return { status: 200 as const, body: { items: shown(inState) } };
    }
    const state = query.state ?? 'proposed';
    const list = `suggestions-${state}`;
    const after = (await ports.cursors.open(list, query.cursor))?.after;
    const page = await ports.listSuggestions({ state, limit: query.limit, ...(after === undefined ? {} : { after }) });
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
