import { placeOfAlert } from '#domain/alert/alert.ts';
import { type Attributes, readItem, readPartition, type Table } from '../table-client.ts';

/** The place in an id of an alert or of a day's search, under which all that belongs to it lies. Raises on another text. */
export function partitionOf(subject: string): string {
  const place = placeOfAlert(subject);
  if (!place) throw new Error(`"${subject}" is no id of an alert or of a day`);
  return place;
}

/** One item of an alert or of a day's search; undefined if the text is no such id. */
export async function readOf(table: Table, subject: string, sk: string): Promise<Attributes | undefined> {
  const place = placeOfAlert(subject);
  return place ? readItem(table, { pk: place, sk }) : undefined;
}

/** The items of an alert or of a day's search; undefined if the text is no such id. */
export async function readAllOf(table: Table, subject: string, prefix: string): Promise<Attributes[]> {
  const place = placeOfAlert(subject);
  return place ? readPartition(table, place, prefix) : [];
}

/** Versions in the order of their numbers. */
export function sixDigits(version: number): string {
  return String(version).padStart(6, '0');
}
