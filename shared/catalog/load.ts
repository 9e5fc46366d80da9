import type * as z from 'zod';
import { addDays } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { ThresholdPercents } from '#domain/product.ts';
import { areaProblems } from './area-problems.ts';
import { type CatalogueFiles, catalogueOf } from './catalogue-of.ts';
import { cityTiles, tileProblems } from './city-tiles.ts';
import { documentShapes } from './document-shapes.ts';
import { repeated } from './repeated.ts';

/** Raised with everything that is wrong in a city's documents, one line each. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The catalogue has ${problems.length} problem(s):\n${problems.join('\n')}`);
    this.problems = problems;
  }
}

/** A city's documents as a catalogue. Raises `CatalogueError` with every problem, each naming file and entry. */
export function parseCatalogue(documents: unknown): Catalogue {
  const parsed = documentShapes.safeParse(documents);
  if (!parsed.success) throw new CatalogueError(parsed.error.issues.map((issue) => describeIssue(issue, documents)));
  const files = parsed.data as CatalogueFiles;
  const ofAreas = areaProblems(files);
  const problems = [
    ...ofAreas,
    ...productProblems(files),
    ...eventGroupProblems(files),
    ...calendarProblems(files),
    // Tiles stand on places: where these do not fit, nothing is known of them.
    ...(ofAreas.length > 0 ? [] : tileProblems(files)),
    ...orderProblems('city.json, defaultThresholds', files.city.defaultThresholds),
  ];
  if (problems.length > 0) throw new CatalogueError(problems);
  return catalogueOf({ ...files, tiles: cityTiles(files) });
}

/** "products.json, 01.0004, band.min: …": the file, the entry by its id (by its position where it has none), the member. */
function describeIssue({ path, message }: z.core.$ZodIssue, documents: unknown): string {
  const [file, ...steps] = path.map(String);
  let at = (documents as Record<string, unknown> | undefined)?.[file ?? ''];
  let entry: string | undefined;
  let member = steps;
  for (const [index, step] of steps.entries()) {
    at = (at as Record<string, unknown> | undefined)?.[step];
    const { id, year } = (at ?? {}) as { readonly id?: unknown; readonly year?: unknown };
    const name = id ?? year;
    if (typeof name !== 'string' && typeof name !== 'number') continue;
    entry = String(name).slice(0, 80);
    member = steps.slice(index + 1);
  }
  return `${[`${file}.json`, entry, member.join('.')].filter(Boolean).join(', ')}: ${message}`;
}

function productProblems({ products: { products } }: CatalogueFiles): string[] {
  const problems = repeated(products.map((product) => product.id)).map(
    (twice) => `products.json, ${twice}: stands twice`,
  );
  for (const product of products) {
    const { band, knownPrice } = product;
    const at = `products.json, ${product.id}`;
    if (product.thresholds) problems.push(...orderProblems(at, product.thresholds));
    if (band.min * 3 > knownPrice.price || band.max < knownPrice.price * 3) {
      problems.push(`${at}: its band must leave room for a third and for three times ${knownPrice.price}`);
    }
    if (band.min <= knownPrice.price / 10 || band.max >= knownPrice.price * 10) {
      problems.push(`${at}: its band must shut out a digit too many or too few of ${knownPrice.price}`);
    }
  }
  return problems;
}

/** A group and a good of the same id would be one strand of alerts. */
function eventGroupProblems({ products: { products, eventGroups = [] } }: CatalogueFiles): string[] {
  const groups = new Set(eventGroups.map(({ id }) => id));
  const used = new Set(products.map(({ eventGroup }) => eventGroup));
  return [
    ...repeated(eventGroups.map(({ id }) => id)).map((twice) => `products.json, ${twice}: stands twice`),
    ...eventGroups
      .filter(({ id }) => products.some((product) => product.id === id))
      .map(({ id }) => `products.json, ${id}: is the id of an event group and of a good`),
    ...eventGroups.filter(({ id }) => !used.has(id)).map(({ id }) => `products.json, ${id}: no good is in this group`),
    ...products.flatMap(({ id, eventGroup }) =>
      eventGroup === undefined || groups.has(eventGroup)
        ? []
        : [
            `products.json, ${id}: there is no event group "${eventGroup}"; there are ${[...groups].join(', ') || 'none'}`,
          ],
    ),
  ];
}

function calendarProblems({ calendar: { lunarYears } }: CatalogueFiles): string[] {
  return lunarYears.flatMap(({ year, tet, monthDays }, index) => {
    const before = lunarYears[index - 1];
    const next = lunarYears[index + 1];
    const problems: string[] = [];
    if (before && before.year !== year - 1) problems.push(`calendar.json, ${year}: does not follow ${before.year}`);
    if (tet < `${year}-01-20` || tet > `${year}-02-21`) problems.push(`calendar.json, ${year}: ${tet} can be no Tết`);
    if (monthDays && (monthDays.length < 12 || monthDays.length > 13)) {
      problems.push(`calendar.json, ${year}: monthDays has ${monthDays.length} months; a lunar year has 12 or 13`);
    } else if (monthDays && next) {
      const end = addDays(
        tet,
        monthDays.reduce((sum, days) => sum + days, 0),
      );
      if (end !== next.tet) {
        problems.push(`calendar.json, ${year}: its monthDays end before ${end}, and Tết ${next.year} is ${next.tet}`);
      }
    }
    return problems;
  });
}

function orderProblems(at: string, { watch, alert, crisis }: ThresholdPercents): string[] {
  return watch < alert && alert < crisis ? [] : [`${at}: thresholds must rise from watch over alert to crisis`];
}
