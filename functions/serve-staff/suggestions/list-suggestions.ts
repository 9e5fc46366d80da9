import type { AlertEnd } from '#domain/alert/alert-end.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import { familiesOf } from '#domain/matching/product-family.ts';
import { isAgreed, isOvertaken, type Suggestion, type SuggestionState, stateOn } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { tripsOf } from '#domain/matching/trip-loads.ts';
import { present } from '#domain/present.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { type AlertEndPorts, readAlertEnd } from '#supply-search/alert-end.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { requireProduct } from '../http/names.ts';
import { maySee, requirePlace, type StaffMember } from '../http/own-places.ts';
import { describeSearches, describeTrip } from './describe-search.ts';
import { describeSuggestion } from './describe-suggestion.ts';

export interface ListSuggestionsPorts extends AlertEndPorts {
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
    readonly alert?: string;
    readonly day?: BusinessDay;
    readonly product?: string;
    readonly place?: string;
    readonly limit: number;
    readonly cursor?: string;
  };
}

/**
 * `GET /v1/suggestions`: of an alert, of a day after its cut-off, or of one state (proposed unless asked otherwise),
 * newest first. A proposal that nobody answers is kept as one, and expires by the day on which it is read; it is shown as
 * ended from the instant on in which its alert ends. One that a later search has overtaken is not listed.
 */
export function listSuggestions(ports: ListSuggestionsPorts) {
  return async ({ staff, query }: SuggestionsQuestion) => {
    const { catalogue } = ports;
    const today = ports.today();
    const { mayBeSeen, isWanted } = filtersOf(ports, staff, query);
    const heldBy = heldOn(today, await ports.foodSafetyHolds(), catalogue);
    const state = query.state ?? (query.alert === undefined && query.day === undefined ? 'proposed' : undefined);
    const shown = async (items: readonly Suggestion[]) => {
      const wanted = items.filter((suggestion) => isWanted(suggestion) && !isOvertaken(suggestion));
      const endOf = await endsOf(ports, wanted);
      return wanted
        .filter((suggestion) => state === undefined || stateOn(suggestion, today, endOf(suggestion)) === state)
        .map((suggestion) => describeSuggestion(suggestion, catalogue, today, heldBy, endOf(suggestion)));
    };

    if (query.alert !== undefined) {
      const [items, search] = await Promise.all([ports.suggestionsOf(query.alert), ports.latestSearch(query.alert)]);
      const found = describeSearches(search ? [search] : [], isWanted, catalogue, today);
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

/** Alerts that are read side by side. */
const AT_ONCE = 16;

/** How the alerts of these suggestions have ended. */
async function endsOf(ports: ListSuggestionsPorts, suggestions: readonly Suggestion[]) {
  const alerts = [...new Set(suggestions.flatMap(({ alert }) => alert ?? []))];
  const ends = await aFewAtOnce(alerts, AT_ONCE, (alert) => readAlertEnd(ports, ports.catalogue, alert));
  const byAlert = new Map(alerts.map((alert, index) => [alert, ends[index]]));
  return ({ alert }: Suggestion): AlertEnd | undefined => (alert === undefined ? undefined : byAlert.get(alert));
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
