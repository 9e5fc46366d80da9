import type { Catalogue } from '#domain/catalogue.ts';
import { type CatalogueFiles, catalogueOf } from './catalogue-of.ts';
import areas from './hanoi/areas.json' with { type: 'json' };
import calendar from './hanoi/calendar.json' with { type: 'json' };
import city from './hanoi/city.json' with { type: 'json' };
import products from './hanoi/products.json' with { type: 'json' };
import tiles from './hanoi/tiles.json' with { type: 'json' };

/** Hanoi since 01/07/2025, its 30 former districts, its goods and its calendar; a test runs all checks over it. */
export const hanoi: Catalogue = catalogueOf({ city, areas, products, calendar, tiles } as CatalogueFiles);
