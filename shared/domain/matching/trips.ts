import type { Catalogue } from '../catalogue.ts';
import { freightPerKm, type MatchSettings } from './match-settings.ts';
import { isAgreed, type Party, type PlaceParty, partyKey, type Suggestion } from './suggestion.ts';
import { tripKey, zoneOf } from './trip-key.ts';

/** What one vehicle could carry from a giver to receivers of one zone, whatever the goods. */
export interface Trip {
  /** The same for the same giver and zone: `<retailer>~<store>~<zone>`, and `~2` and on for further vehicles. */
  readonly id: string;
  readonly from: Party;
  readonly zone: string;
  /** Nearest first. */
  readonly stops: readonly TripStop[];
  /** Share of a light truck of what has not been moved yet; above 1 where one stop alone takes more than one. */
  readonly loadShare: number;
  /** True where all goods together are too little for a trip of their own. */
  readonly joinLoads: boolean;
}

export interface TripStop {
  readonly to: Party | PlaceParty;
  /** Road kilometres from the giver. */
  readonly km: number;
  readonly lines: readonly Suggestion[];
}

/** What was proposed, agreed on or moved, in thousandths of a unit. */
export function quantityOf({ quantityMilli, decision }: Suggestion): number {
  return decision?.quantityMilli ?? quantityMilli;
}

/**
 * The trips on which lines travel, in the order of their ids. Units have no common weight (a bunch has none), so that a
 * load is measured by what its freight would be on a full truck. What takes more than one vehicle is shared by stops,
 * nearest first, about evenly: no vehicle leaves with a rest. Lines in any state share alike, so that a trip keeps its id
 * when one of its lines is answered.
 */
export function tripsOf(lines: readonly Suggestion[], catalogue: Catalogue, settings: MatchSettings): Trip[] {
  const together = Map.groupBy(lines, ({ from, to }) =>
    tripKey(`${from.retailer}/${from.store}`, zoneOf(catalogue, to.place)),
  );
  return [...together.values()]
    .flatMap((carried) => vehiclesOf(carried, catalogue, settings))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** True for a trip, or a further vehicle of it, that carries what goes from a line's giver to its zone. */
export function isOnTrip(id: string, line: Suggestion, catalogue: Catalogue): boolean {
  const whole = tripId(line, catalogue);
  return id === whole || (id.startsWith(`${whole}~`) && /^\d+$/.test(id.slice(whole.length + 1)));
}

function tripId({ from, to }: Suggestion, catalogue: Catalogue): string {
  return [from.retailer, from.store, zoneOf(catalogue, to.place).replaceAll('/', '~')].join('~');
}

function vehiclesOf(lines: readonly Suggestion[], catalogue: Catalogue, settings: MatchSettings): Trip[] {
  const loadOf = ({ lines: carried }: TripStop) => loadShareOf(carried, catalogue, settings);
  const isStanding = (line: Suggestion) => line.state === 'proposed' || isAgreed(line);
  const stops = stopsOf(lines);
  const load = stops.reduce((sum, stop) => sum + loadOf(stop), 0);
  const vehicles = Math.max(1, Math.ceil(load - 1e-9));
  const loaded: TripStop[][] = [[]];
  let onVehicle = 0;
  for (const stop of stops) {
    const share = loadOf(stop);
    const isFull = onVehicle > 0 && onVehicle + share / 2 > load / vehicles + 1e-9;
    if (isFull && loaded.length < vehicles) {
      loaded.push([]);
      onVehicle = 0;
    }
    loaded.at(-1)?.push(stop);
    onVehicle += share;
  }
  const [first] = lines as [Suggestion, ...Suggestion[]];
  const { from } = first;
  const zone = zoneOf(catalogue, first.to.place);
  return loaded.map((own, index): Trip => {
    const standing = own.flatMap((stop) => stop.lines.filter(isStanding));
    const loadShare = loadShareOf(standing, catalogue, settings);
    const id = [tripId(first, catalogue), ...(index > 0 ? [index + 1] : [])].join('~');
    return {
      id,
      from,
      zone,
      stops: own,
      loadShare,
      joinLoads: loadShare > 0 && loadShare < settings.joinUnderLoadShare,
    };
  });
}

function stopsOf(lines: readonly Suggestion[]): TripStop[] {
  const stops = Map.groupBy(lines, ({ to }) => partyKey(to));
  return [...stops]
    .map(([key, own]) => ({ key, own: own.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }))
    .flatMap(({ key, own: [line, ...others] }) =>
      line ? [{ key, to: line.to, km: line.distanceKm, lines: [line, ...others] }] : [],
    )
    .sort((a, b) => a.km - b.km || (a.key < b.key ? -1 : 1))
    .map(({ to, km, lines: carried }) => ({ to, km, lines: carried }));
}

/** Share of a light truck that lines fill. */
function loadShareOf(lines: readonly Suggestion[], { products }: Catalogue, settings: MatchSettings): number {
  return lines.reduce((sum, line) => {
    const known = products.get(line.product);
    const rate = known ? freightPerKm(known, settings) : settings.defaultFreightPerUnitKm;
    return sum + (quantityOf(line) * rate) / (1000 * settings.fullTruckPerKm);
  }, 0);
}
