import type { AlertEnd } from '#domain/alert/alert-end.ts';
import { withEnd } from '#domain/matching/suggestion.ts';
import type { RespondPorts } from './respond-ports.ts';

/**
 * Ends what an alert had proposed and nobody has answered, or lets it stand again with the alert. Each is written over
 * exactly what was read: whoever accepts at the same time either comes first, or is told.
 *
 * @returns `changed` when somebody wrote one of them meanwhile.
 */
export async function settleSuggestions(
  ports: RespondPorts,
  alert: string,
  end: AlertEnd | undefined,
): Promise<'done' | 'changed'> {
  let outcome: 'done' | 'changed' = 'done';
  for (const suggestion of await ports.suggestionsOf(alert)) {
    const settled = withEnd(suggestion, end);
    if (settled !== suggestion && !(await ports.replaceSuggestion(settled, suggestion))) outcome = 'changed';
  }
  return outcome;
}
