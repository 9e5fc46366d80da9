import type { Alert } from '#domain/alert/alert.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { KnownEvent } from '#domain/event/event-board.ts';
import { inOrder, type KeptFinding } from '#domain/event/finding.ts';
import { type Strand, strandOfAlert } from '#domain/event/strand.ts';

export interface ReadFindingsPorts {
  /** The findings of a strand's events that began from one day to another. */
  readonly findingsOf: (strand: Strand, from: BusinessDay, to: BusinessDay) => Promise<readonly KeptFinding[]>;
}

/** Corrections move first days by no more than this. */
const CORRECTED_DAYS = 30;
/** An alert joins an event that began no more than so many days before. */
const JOINED_WITHIN_DAYS = 120;
/** An alert that began so many days later is of another event. */
const NEAR_DAYS = 3;

/** What was found for an event, or for one that is part of it now, oldest first. */
export async function findingsOfEvent(
  { findingsOf }: ReadFindingsPorts,
  {
    strand,
    known,
    members,
  }: { readonly strand: Strand; readonly known: KnownEvent; readonly members: readonly Alert[] },
): Promise<KeptFinding[]> {
  const begun = [known.openedOn, ...members.map(({ episode }) => episode.openedOn)].toSorted();
  const [first, last] = [begun[0] ?? known.openedOn, begun.at(-1) ?? known.openedOn];
  const near = await findingsOf(strand, addDays(first, -CORRECTED_DAYS), addDays(last, NEAR_DAYS));
  const alerts = new Set(known.members);
  return inOrder(near.filter(({ event, alerts: own }) => event === known.id || own.some((id) => alerts.has(id))));
}

/** What was found at the shops of an alert, oldest first. */
export async function findingsOfAlert(
  { findingsOf, catalogue }: ReadFindingsPorts & { readonly catalogue: Catalogue },
  { id, episode }: Alert,
): Promise<KeptFinding[]> {
  const strand = strandOfAlert(catalogue, id);
  if (strand === undefined) return [];
  const { openedOn } = episode;
  const near = await findingsOf(strand, addDays(openedOn, -JOINED_WITHIN_DAYS), addDays(openedOn, NEAR_DAYS));
  return inOrder(near.filter(({ alerts }) => alerts.includes(id)));
}
