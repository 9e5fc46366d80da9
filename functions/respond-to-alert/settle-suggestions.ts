import type { AlertEnd } from '#domain/alert/alert-end.ts';
import { isOvertaken, withEnd } from '#domain/matching/suggestion.ts';
import type { RespondPorts } from './respond-ports.ts';

type SettlePorts = Pick<RespondPorts, 'suggestionsOf' | 'replaceSuggestion'>;

/**
 * Ends what an event, or an alert, had proposed and nobody has answered, or lets it stand again with it. Each is written over
 * exactly what was read: whoever accepts at the same time either comes first, or is told.
 *
 * @returns `changed` when somebody wrote one of them meanwhile.
 */
export async function settleSuggestions(
  ports: SettlePorts,
  subject: string,
  end: AlertEnd | undefined,
): Promise<'done' | 'changed'> {
  let outcome: 'done' | 'changed' = 'done';
  for (const suggestion of await ports.suggestionsOf(subject)) {
    const settled = withEnd(suggestion, end);
    if (settled !== suggestion && !(await ports.replaceSuggestion(settled, suggestion))) outcome = 'changed';
  }
  return outcome;
}

/** Lets what an event proposes give way: it is listed no more, and may still be accepted by its id. */
export async function overtakeProposals(ports: SettlePorts, event: string): Promise<'done' | 'changed'> {
  let outcome: 'done' | 'changed' = 'done';
  for (const suggestion of await ports.suggestionsOf(event)) {
    if (suggestion.state !== 'proposed' || isOvertaken(suggestion)) continue;
    if (!(await ports.replaceSuggestion({ ...suggestion, overtaken: true }, suggestion))) outcome = 'changed';
  }
  return outcome;
}
