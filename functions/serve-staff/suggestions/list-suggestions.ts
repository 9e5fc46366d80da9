import type { AlertEnd } from '#domain/alert/alert-end.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import { familiesOf } from '#domain/matching/product-family.ts';
import { isAgreed, isOvertaken, type Suggestion, type SuggestionState, stateOn } from '#domain/matching/suggestion.ts';
import { concernsAlert, supplyOfAlert } from '#domain/matching/supply-of-alert.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { tripsOf } from '#domain/matching/trips.ts';
import { present } from '#domain/present.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { type EventEndPorts, readEndOf } from '#supply-search/event-end.ts';
import { readEventOf } from '#supply-search/suggestions-of-alert.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { requireProduct } from '../http/names.ts';
import { maySee, requirePlace, type StaffMember } from '../http/own-places.ts';
import { describeSearches, describeTrip } from './describe-search.ts';
import { describeSuggestion } from './describe-suggestion.ts';

export interface ListSuggestionsPorts extends EventEndPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly latestSearch: (alert: string) => Promise<SupplySearch | undefined>;
  readonly suggestionsOfDay: (place: string, day: BusinessDay) => Promise<readonly Suggestion[]>;
  readonly searchesOfDay: (place: string, day: BusinessDay) => Promise<readonly SupplySearch[]>;
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
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
    readonly event?: string;
    readonly alert?: string;
    readonly day?: BusinessDay;
    readonly product?: string;
    readonly place?: string;
    readonly limit: number;
    readonly cursor?: string;
  };
}

/**
 * `GET /v1/suggestions`: of an event, of an alert, of a day after its cut-off, or of one state (proposed unless asked otherwise),
 * newest first. A proposal that nobody answers is kept as one, and expires by the day on which it is read; it is shown as
 * ended from the instant on in which its event ends. One that a later search has overtaken is not listed.
 */
export function listSuggestions(ports: ListSuggestionsPorts) {
  return async ({ staff, query }: SuggestionsQuestion) => {
    const { catalogue } = ports;
    const today = ports.today();
    const { mayBeSeen, isWanted } = filtersOf(ports, staff, query);
    const heldBy = heldOn(today, await ports.foodSafetyHolds(), catalogue);
    const state = query.state ?? ((query.event ?? query.alert ?? query.day) === undefined ? 'proposed' : undefined);
    const shown = async (items: readonly Suggestion[]) => {
      const wanted = items.filter((suggestion) => isWanted(suggestion) && !isOvertaken(suggestion));
      const endOf = await endsOf(ports, wanted, today);
      return wanted
        .filter((suggestion) => state === undefined || stateOn(suggestion, today, endOf(suggestion)) === state)
        .map((suggestion) => describeSuggestion(suggestion, catalogue, today, heldBy, endOf(suggestion)));
    };

    if (query.event !== undefined || query.alert !== undefined) {
      const { items, searches } = await (query.event === undefined
        ? foundForAlert(ports, query.alert ?? '')
        : foundFor(ports, query.event));
      const found = describeSearches(searches, isWanted, catalogue, today);
      return { status: 200 as const, body: { items: await shown(items), ...found } };
    }
    if (query.day !== undefined) {
      const [items, searches, set] = await Promise.all([
        ports.suggestionsOfDay(catalogue.city, query.day),
        ports.searchesOfDay(catalogue.city, query.day),
        ports.readMatchSettings(),
      ]);
      // A vehicle carries all goods of a pair that may move, whichever of them were asked for.
      const mayMove = (one: Suggestion) => stateOn(one, today) === 'proposed' && !heldBy(one.product, one.from);
      const carried = items.filter((one) => mayBeSeen(one) && (isAgreed(one) || mayMove(one)));
      const trips = tripsOf(carried, catalogue, settingsWith(set?.changes));
      return {
        status: 200 as const,
        body: {
          items: await shown(items),
          ...describeSearches(searches, isWanted, catalogue, today),
          trips: trips.map((trip) => describeTrip(trip, catalogue)),
          families: { matched: searches.length, of: familiesOf(catalogue).size },
        },
      };
    }

    const kept = state === 'expired' || state === undefined ? 'proposed' : state;
    const body = await fillPage(ports.cursors, query, {
      name: `suggestions-${state}`,
      read: async ({ after }, limit) => {
        const { items, next } = await ports.listSuggestions(present({ state: kept, limit, after }));
        return { items, next: next === undefined ? undefined : { after: next } };
      },
      show: shown,
      mostReads: 1,
    });
    return { status: 200 as const, body };
  };
}

interface Found {
  readonly items: readonly Suggestion[];
  readonly searches: readonly SupplySearch[];
}

async function foundFor(ports: ListSuggestionsPorts, subject: string): Promise<Found> {
  const [items, search] = await Promise.all([ports.suggestionsOf(subject), ports.latestSearch(subject)]);
  return { items, searches: search ? [search] : [] };
}

/** What an alert's event proposes for its good at its place; and what was made for it alone, before there were events. */
async function foundForAlert(ports: ListSuggestionsPorts, id: string): Promise<Found> {
  const [own, alert] = await Promise.all([foundFor(ports, id), ports.readAlert(id)]);
  if (!alert) return own;
  const event = await readEventOf(ports, ports.catalogue, alert.value);
  if (event === undefined) return own;
  const { items, searches } = await foundFor(ports, event);
  return {
    items: [...own.items, ...items.filter((one) => concernsAlert(ports.catalogue, alert.value, one))],
    searches: [
      ...own.searches,
      ...searches.map((search) => ({
        ...search,
        ...supplyOfAlert(ports.catalogue, alert.value, search, search.suggestions.length),
        subject: id,
      })),
    ],
  };
}

/** Events and alerts that are read side by side. */
const AT_ONCE = 16;

/** How the events and alerts of these suggestions have ended. */
async function endsOf(ports: ListSuggestionsPorts, suggestions: readonly Suggestion[], today: BusinessDay) {
  const subjectOf = ({ event, alert }: Suggestion) => event ?? alert;
  const bySubject = Map.groupBy(suggestions, subjectOf);
  bySubject.delete(undefined);
  const ends = await aFewAtOnce([...bySubject], AT_ONCE, async ([subject, [one]]) => {
    const end = one && (await readEndOf(ports, ports.catalogue, one, today));
    return [subject, end] as const;
  });
  const endOf = new Map(ends);
  return (suggestion: Suggestion): AlertEnd | undefined => endOf.get(subjectOf(suggestion));
}

function filtersOf({ catalogue }: ListSuggestionsPorts, staff: StaffMember, query: SuggestionsQuestion['query']) {
  const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
  const product = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
  const mayBeSeen = ({ to }: { readonly to: { readonly place: string } }): boolean =>
    maySee(staff, catalogue, to.place) && (area === undefined || isWithin(catalogue, to.place, area));
  const isWanted = (line: { readonly to: { readonly place: string }; readonly product: string }): boolean =>
    mayBeSeen(line) && (product === undefined || line.product === product);
  return { mayBeSeen, isWanted };
}
