import type { CalendarMark, Catalogue, DetectionSettings, LunarYear } from '#domain/catalogue.ts';
import type { Bilingual } from '#domain/language.ts';
import type { Place } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import type { Product, ThresholdPercents } from '#domain/product.ts';
import { DEFAULT_DETECTION } from './default-detection.ts';

/** A price that is known for a product, so that its band can be checked. */
export interface KnownPrice {
  readonly price: number;
  readonly source: string;
}

/** The four documents of a city's folder: `city.json`, `areas.json`, `products.json`, `calendar.json`. */
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
}

/** The catalogue of checked documents; `parseCatalogue` checks them first. */
export function catalogueOf({ city, areas, products, calendar }: CatalogueFiles): Catalogue {
  return {
    city: city.id,
    population: city.population,
    defaultThresholds: city.defaultThresholds,
    detection: { ...DEFAULT_DETECTION, ...city.detection },
    products: new Map(products.products.map((product) => [product.id, product])),
    eventGroups: new Map((products.eventGroups ?? []).map(({ id, name }) => [id, name])),
    places: new Map(areas.sets.flatMap(placesOf).map((place) => [place.id, place])),
    lunarYears: calendar.lunarYears,
    marks: calendar.marks ?? [],
  };
}

/** A place without dates of its own stands as long as its set. */
function placesOf({ validFrom, validTo, places }: CatalogueFiles['areas']['sets'][number]): Place[] {
  return places.map((place) => present({ validFrom, validTo, ...place }));
}
