import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { dayPrefix, type Suggestion, type SuggestionState, subjectOfSuggestion } from '#domain/matching/suggestion.ts';
import {
  type Attributes,
  IF_ABSENT,
  type ItemKey,
  over,
  putIf,
  readListSince,
  readPartition,
  type Table,
} from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';
import { type ListPage, type ListRequest, readListPage } from './list-page.ts';
import { partitionOf, readAllOf, readOf } from './partition.ts';

/** States in which goods are promised, or have moved. */
const AGREED_STATES = ['accepted', 'changed', 'completed'] as const satisfies readonly SuggestionState[];
/**
 * States in which nobody has promised anything, and that a search heeds; a proposal that has expired is kept as one, and
 * one that ended with its alert is as if it had not been made.
 */
const OPEN_STATES = ['proposed', 'declined'] as const satisfies readonly SuggestionState[];

/** Who could supply whom, under the event, alert or day for which it was suggested. */
export function suggestionStore(table: Table) {
  /** Suggestions in some states, of those made since a day; in no order. */
  async function suggestionsSince(day: BusinessDay, states: readonly SuggestionState[]): Promise<Suggestion[]> {
    const lists = await Promise.all(states.map((state) => readListSince(table, suggestionList(state), day)));
    return lists.flat().map(fromJson<Suggestion>);
  }

  return {
    /** The suggestions made for an event, an alert or a day's search, in the order of their ids. */
    async suggestionsOf(subject: string): Promise<Suggestion[]> {
      return (await readAllOf(table, subject, `suggestion#${subject}_`)).map(fromJson<Suggestion>);
    },

    async readSuggestion(id: string): Promise<Suggestion | undefined> {
      const item = await readOf(table, subjectOfSuggestion(id) ?? '', suggestionKey(id));
      return item && fromJson<Suggestion>(item);
    },

    /** False when the suggestion is kept already, in whatever state: it stays as it is. */
    putSuggestion(suggestion: Suggestion): Promise<boolean> {
      return putIf(table, IF_ABSENT, suggestionItem(suggestion));
    },

    /** Puts a suggestion over exactly the one that was read; false when somebody changed it between. */
    replaceSuggestion(suggestion: Suggestion, read: Suggestion, lines: readonly AuditEntry[] = []): Promise<boolean> {
      return putIf(table, over(jsonOf(read).h), suggestionItem(suggestion), lines);
    },

    listSuggestions({
      state,
      ...request
    }: ListRequest & { readonly state: SuggestionState }): Promise<ListPage<Suggestion>> {
      return readListPage<Suggestion>(table, suggestionList(state), request);
    },

    /** What was accepted, changed or completed, of suggestions made since a day; in no order. */
    agreedSince: (day: BusinessDay) => suggestionsSince(day, AGREED_STATES),

    /** What was declined, of suggestions made since a day; in no order. */
    declinedSince: (day: BusinessDay) => suggestionsSince(day, ['declined']),

    /** What stands proposed or was declined, of suggestions made since a day; in no order. */
    notAgreedSince: (day: BusinessDay) => suggestionsSince(day, OPEN_STATES),

    /** The suggestions made at a place after the cut-off of a day, family by family. */
    async suggestionsOfDay(place: string, day: BusinessDay): Promise<Suggestion[]> {
      return (await readPartition(table, place, `suggestion#${dayPrefix(place, day)}`)).map(fromJson<Suggestion>);
    },
  };
}

function suggestionItem(suggestion: Suggestion): Attributes & ItemKey {
  return {
    pk: partitionOf(subjectOfSuggestion(suggestion.id) ?? ''),
    sk: suggestionKey(suggestion.id),
    listPk: suggestionList(suggestion.state),
    listSk: `${suggestion.madeOn}#${suggestion.id}`,
    state: suggestion.state,
    ...jsonOf(suggestion),
  };
}

function suggestionKey(id: string): string {
  return `suggestion#${id}`;
}

function suggestionList(state: SuggestionState): string {
  return `suggestion#${state}`;
}
