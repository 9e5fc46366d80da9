import { type Move, moveOfAlert } from '../alert/alert.ts';
import type { Catalogue } from '../catalogue.ts';
import { DIRECTIONS, type Direction } from '../level.ts';

/**
 * The alerts that may ever be one event: a group of goods, or a good that is in none, and a direction. As a text
 * `leaf-vegetables-up`.
 */
export type Strand = `${string}-${Direction}`;

/** The strand of a move by today's catalogue. */
export function strandOf({ products }: Pick<Catalogue, 'products'>, { product, direction }: Move): Strand {
  return `${products.get(product)?.eventGroup ?? product}-${direction}`;
}

/** The strand of an alert, read from its id; none for a text that is no id. */
export function strandOfAlert(catalogue: Pick<Catalogue, 'products'>, id: string): Strand | undefined {
  const move = moveOfAlert(id);
  return move && strandOf(catalogue, move);
}

/** The group of goods, or the good, of a strand. */
export function goodsOf(strand: Strand): string {
  return strand.slice(0, strand.lastIndexOf('-'));
}

const EVENT_ID = new RegExp(`^(.+-(?:${DIRECTIONS.join('|')}))-(\\d{4}-\\d{2}-\\d{2})(?:-[2-9]\\d*|-1\\d+)?$`);

/** `<group or good>-<direction>-<first day>`, and `-2` and on where a strand has several of a day. */
export function eventId(strand: Strand, openedOn: string, ordinal: number): string {
  return `${strand}-${openedOn}${ordinal > 1 ? `-${ordinal}` : ''}`;
}

/** The strand in an event's id; none for a text that is no such id. */
export function strandOfEvent(id: string): Strand | undefined {
  return EVENT_ID.exec(id)?.[1] as Strand | undefined;
}
