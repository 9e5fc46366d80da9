import { placeOfAlert } from '#domain/alert/alert.ts';
import { type Strand, strandOfEvent } from '#domain/event/strand.ts';
import { type Attributes, readItem, readLast, readPartition, type Table } from '../table-client.ts';

const EVENTS = 'event ';

/** The partition of the events of a strand. */
export function partitionOfStrand(strand: Strand): string {
  return EVENTS + strand;
}

/** The strand of a partition; none for that of a place or a giver. */
export function strandOfPartition(pk: string): Strand | undefined {
  return pk.startsWith(EVENTS) ? (pk.slice(EVENTS.length) as Strand) : undefined;
}

/**
 * Where all that belongs to an alert, an event or a day's search lies: at the place or the strand in its id. Raises on
 * another text.
 */
export function partitionOf(subject: string): string {
  const partition = knownPartitionOf(subject);
  if (!partition) throw new Error(`"${subject}" is no id of an alert, an event or a day`);
  return partition;
}

function knownPartitionOf(subject: string): string | undefined {
  const strand = strandOfEvent(subject);
  return strand === undefined ? placeOfAlert(subject) : partitionOfStrand(strand);
}

/** One item of an alert, an event or a day's search; undefined if the text is no such id. */
export async function readOf(table: Table, subject: string, sk: string): Promise<Attributes | undefined> {
  const partition = knownPartitionOf(subject);
  return partition ? readItem(table, { pk: partition, sk }) : undefined;
}

/** The items of an alert, an event or a day's search; none if the text is no such id. */
export async function readAllOf(table: Table, subject: string, prefix: string): Promise<Attributes[]> {
  const partition = knownPartitionOf(subject);
  return partition ? readPartition(table, partition, prefix) : [];
}

/** The last item of an alert, an event or a day's search; undefined if there is none, or the text is no such id. */
export async function readLastOf(table: Table, subject: string, prefix: string): Promise<Attributes | undefined> {
  const partition = knownPartitionOf(subject);
  return partition ? readLast(table, partition, prefix) : undefined;
}

/** Versions in the order of their numbers. */
export function sixDigits(version: number): string {
  return String(version).padStart(6, '0');
}
