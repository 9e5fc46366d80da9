import { type Catalogue, withAncestors } from '../catalogue.ts';
import type { StoreKey } from '../store.ts';

/** The zone in which a place lies, within which one vehicle makes several stops; the place itself where there is none. */
export function zoneOf(catalogue: Catalogue, place: string): string {
  const zone = withAncestors(catalogue, place).find((area) => catalogue.places.get(area)?.kind === 'zone');
  return zone ?? place;
}

/** `<giver> <zone>`: what one giver sends to one zone travels together, whatever the goods. */
export function tripKey(giver: StoreKey, zone: string): string {
  return `${giver} ${zone}`;
}
