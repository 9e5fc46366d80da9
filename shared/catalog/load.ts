import * as z from 'zod';
import { isBusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { distanceKm, type Place, ROOT_PLACE } from '#domain/place.ts';
import { type CatalogueFiles, catalogueOf } from './catalogue-of.ts';

/** Raised with everything that is wrong in a city's documents, one line each. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The catalogue has ${problems.length} problem(s):\n${problems.join('\n')}`);
    this.problems = problems;
  }
}

/** Ids stand in keys (`<place>#<date>`) and in addresses. */
const id = z.string().regex(/^[a-z0-9][a-z0-9./-]{0,63}$/, 'lower-case letters, digits, ".", "/" and "-" only');
const day = z.string().refine(isBusinessDay, 'an existing date as YYYY-MM-DD');
const text = z
  .string()
  .min(1)
  .refine((value) => value === value.normalize('NFC'), 'text in NFC');
const bilingual = z.object({ vi: text, en: text });
const thresholds = z.object({ watch: z.number().positive(), alert: z.number(), crisis: z.number() });

const place = z.object({
  id,
  kind: z.enum(['city', 'zone', 'commune', 'ward', 'district', 'outside']),
  name: bilingual,
  parent: z.union([id, z.literal(ROOT_PLACE)]),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  population: z.number().positive().optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
});

const files = z.object({
  city: z.object({ id, population: z.number().positive(), defaultThresholds: thresholds }),
  areas: z.object({
    sets: z.array(z.object({ id, validFrom: day, validTo: day.optional(), places: z.array(place) })).min(1),
  }),
  products: z.object({
    products: z
      .array(
        z.object({
          id,
          name: bilingual,
          specification: bilingual.optional(),
          unit: bilingual,
          category: z.string(),
          band: z.object({ min: z.int().positive(), max: z.int() }),
          shelfLifeDays: z.int().positive(),
          thresholds: thresholds.optional(),
          monthlyNeedPerPerson: z.object({ quantity: z.number().positive(), source: text }).optional(),
          knownPrice: z.object({ price: z.int().positive(), source: text }),
          ceilinged: z.boolean().optional(),
          channels: z.array(z.string()).optional(),
        }),
      )
      .min(1),
  }),
  calendar: z.object({ lunarYears: z.array(z.object({ year: z.int(), tet: day })).min(1) }),
});

/** A city's documents as a catalogue. Raises `CatalogueError` with every problem, each naming file and entry. */
export function parseCatalogue(documents: unknown): Catalogue {
  const parsed = files.safeParse(documents);
  if (!parsed.success) {
    throw new CatalogueError(
      parsed.error.issues.map(
        ({ path, message }) => `${String(path[0])}.json, ${path.slice(1).map(String).join('.')}: ${message}`,
      ),
    );
  }
  const checked = parsed.data as CatalogueFiles;
  const problems = [
    ...areaProblems(checked),
    ...productProblems(checked),
    ...calendarProblems(checked),
    ...orderProblems('city.json, defaultThresholds', checked.city.defaultThresholds),
  ];
  if (problems.length > 0) throw new CatalogueError(problems);
  return catalogueOf(checked);
}

/** Farther than any ward lies from the centre of its zone, or any zone from its city's. */
const FARTHEST_CHILD_KM = 60;

function areaProblems({ city, areas }: CatalogueFiles): string[] {
  const all = areas.sets.flatMap(({ places }) => places);
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  const problems = repeated(all.map((entry) => entry.id)).map((twice) => `areas.json, ${twice}: stands twice`);
  if (byId.get(city.id)?.kind !== 'city') problems.push(`areas.json: the city ${city.id} of city.json is missing`);
  for (const entry of all) {
    const parent = byId.get(entry.parent);
    if (entry.parent === ROOT_PLACE) continue;
    if (!parent) problems.push(`areas.json, ${entry.id}: its parent ${entry.parent} does not exist`);
    else if (!endsAtRoot(entry, byId)) problems.push(`areas.json, ${entry.id}: lies inside itself`);
    else if (distanceKm(entry, parent) > FARTHEST_CHILD_KM) {
      problems.push(`areas.json, ${entry.id}: over ${FARTHEST_CHILD_KM} km from ${entry.parent}; check its position`);
    }
  }
  const leaves = all.filter(({ kind }) => kind === 'ward' || kind === 'commune');
  for (const entry of leaves) {
    const kind = byId.get(entry.parent)?.kind;
    if (kind !== 'zone' && kind !== 'city') {
      problems.push(`areas.json, ${entry.id}: a ward or commune lies in a zone or in the city, not in a ${kind}`);
    }
  }
  for (const zone of all.filter(({ kind }) => kind === 'zone')) {
    if (!leaves.some(({ parent }) => parent === zone.id)) problems.push(`areas.json, ${zone.id}: covers no place`);
  }
  return problems;
}

function endsAtRoot(entry: Place, byId: ReadonlyMap<string, Place>): boolean {
  let at: Place | undefined = entry;
  for (let steps = 0; at && steps <= byId.size; steps++) {
    if (at.parent === ROOT_PLACE) return true;
    at = byId.get(at.parent);
  }
  return at === undefined;
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

function calendarProblems({ calendar: { lunarYears } }: CatalogueFiles): string[] {
  return lunarYears.flatMap(({ year, tet }, index) => {
    const before = lunarYears[index - 1];
    const problems: string[] = [];
    if (before && before.year !== year - 1) problems.push(`calendar.json, ${year}: does not follow ${before.year}`);
    if (tet < `${year}-01-20` || tet > `${year}-02-21`) problems.push(`calendar.json, ${year}: ${tet} can be no Tết`);
    return problems;
  });
}

function orderProblems(
  at: string,
  { watch, alert, crisis }: { watch: number; alert: number; crisis: number },
): string[] {
  return watch < alert && alert < crisis ? [] : [`${at}: thresholds must rise from watch over alert to crisis`];
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((entry, index) => ids.indexOf(entry) !== index))];
}
