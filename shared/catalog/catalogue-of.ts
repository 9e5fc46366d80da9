import type { CalendarMark, Catalogue, DetectionSettings, LunarYear, River } from '#domain/catalogue.ts';
import type { Bilingual } from '#domain/language.ts';
import type { Place, Tile } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import type { Product, ThresholdPercents } from '#domain/product.ts';
import { DEFAULT_DETECTION } from './default-detection.ts';

/** A price that is known for a product, so that its band can be checked. */
export interface KnownPrice {
  readonly price: number;
  readonly source: string;
}

/** The documents of a city's folder: `city.json`, `areas.json`, `products.json`, `calendar.json`, perhaps `tiles.json`. */
export interface CatalogueFiles {
  readonly city: {
    readonly id: string;
    readonly population: number;
    readonly defaultThresholds: ThresholdPercents;
    /** What differs from the default settings. */
    readonly detection?: Partial<DetectionSettings>;
  };
  readonly areas: {
    readonly sets: readonly {
      readonly id: string;
      readonly validFrom: string;
      readonly validTo?: string | undefined;
      readonly places: readonly Place[];
    }[];
  };
  readonly products: {
    readonly eventGroups?: readonly { readonly id: string; readonly name: Bilingual }[];
    readonly products: readonly (Product & { readonly knownPrice: KnownPrice })[];
  };
  readonly calendar: { readonly lunarYears: readonly LunarYear[]; readonly marks?: readonly CalendarMark[] };
  readonly tiles?: TilesFile;
}

/** Where innermost places are on the tile map, by their ids. */
export interface TilesFile {
  readonly tiles: Readonly<Record<string, Tile>>;
  readonly rivers?: readonly River[];
}

/** The catalogue of checked documents; `parseCatalogue` checks them first. */
export function catalogueOf({ city, areas, products, calendar, tiles }: CatalogueFiles): Catalogue {
  return {
    city: city.id,
    population: city.population,
    defaultThresholds: city.defaultThresholds,
    detection: { ...DEFAULT_DETECTION, ...city.detection },
    products: new Map(products.products.map((product) => [product.id, product])),
    eventGroups: new Map((products.eventGroups ?? []).map(({ id, name }) => [id, name])),
    places: new Map(areas.sets.flatMap((set) => placesOf(set, tiles?.tiles)).map((place) => [place.id, place])),
    lunarYears: calendar.lunarYears,
    marks: calendar.marks ?? [],
    rivers: tiles?.rivers ?? [],
  };
}

/** A place without dates of its own stands as long as its set. */
function placesOf(
  { validFrom, validTo, places }: CatalogueFiles['areas']['sets'][number],
  tiles: TilesFile['tiles'] = {},
): Place[] {
  return places.map((place) => present<Place>({ validFrom, validTo, ...place, tile: tiles[place.id] }));
}
