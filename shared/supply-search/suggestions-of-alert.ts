import type { Alert } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type EventBoard, eventOfAlert } from '#domain/event/event-board.ts';
import { type Strand, strandOf } from '#domain/event/strand.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { concernsAlert } from '#domain/matching/supply-of-alert.ts';

export interface SuggestionsOfAlertPorts {
  readonly readBoard: (strand: Strand) => Promise<{ readonly value: EventBoard }>;
  readonly suggestionsOf: (subject: string) => Promise<readonly Suggestion[]>;
}

/** The event that an alert belongs to now, or belonged to at its end; none before it was gathered. */
export async function readEventOf(
  { readBoard }: Pick<SuggestionsOfAlertPorts, 'readBoard'>,
  catalogue: Catalogue,
  alert: Pick<Alert, 'id' | 'product' | 'direction'>,
): Promise<string | undefined> {
  const { value: board } = await readBoard(strandOf(catalogue, alert));
  return eventOfAlert(board, alert.id)?.id;
}

/**
 * What was suggested for an alert: of its event's, what concerns its good at its place; and what was made for it alone,
 * before there were events.
 */
export async function readSuggestionsOfAlert(
  ports: SuggestionsOfAlertPorts,
  catalogue: Catalogue,
  alert: Alert,
): Promise<Suggestion[]> {
  const event = await readEventOf(ports, catalogue, alert);
  const [own, all] = await Promise.all([
    ports.suggestionsOf(alert.id),
    event === undefined ? [] : ports.suggestionsOf(event),
  ]);
  return [...own, ...all.filter((suggestion) => concernsAlert(catalogue, alert, suggestion))];
}
