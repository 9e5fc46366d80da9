import * as z from 'zod';
import { isBusinessDay } from '#domain/business-day.ts';
import type { DetectionSettings } from '#domain/catalogue.ts';
import { RUNGS } from '#domain/level.ts';
import { type PlaceKind, ROOT_PLACE } from '#domain/place.ts';
import type { ProductCategory } from '#domain/product.ts';
import { canonicalise, isReadable, normalise } from '#domain/reading/canonical.ts';
import { isReservedName } from '#domain/reading/reserved-name.ts';
import { CHANNELS } from '#domain/store.ts';

/** Exactly the domain's categories: the compiler refuses one that is missing or unknown. */
const CATEGORIES: Readonly<Record<ProductCategory, true>> = {
  grain: true,
  meat: true,
  poultry: true,
  seafood: true,
  eggs: true,
  'leaf-vegetables': true,
  vegetables: true,
  fruit: true,
  processed: true,
  oil: true,
  sugar: true,
  seasoning: true,
  milk: true,
  drinks: true,
  tet: true,
  health: true,
  petrol: true,
  lpg: true,
  'craft-alcohol': true,
};

const KINDS: Readonly<Record<PlaceKind, true>> = {
  city: true,
  zone: true,
  commune: true,
  ward: true,
  district: true,
  outside: true,
};

/** An object of these members and no other: a mistyped name must not pass for a member that was left out. */
function members<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code, keys }) => {
      if (code !== 'unrecognized_keys') return undefined;
      return `has no member ${(keys as string[]).map((key) => `"${key}"`).join(', ')}; it has ${known}`;
    },
  });
}

function oneOf<Name extends string>(names: Readonly<Record<Name, true>>) {
  return z.enum(Object.keys(names) as [Name, ...Name[]]);
}

const isFree = (value: string) => !isReservedName(value);
const FREE = 'another id: this one is a word of JavaScript';

/** Ids stand in keys (`<place>#<date>`) and in addresses, where only a place may have a slash. */
const setId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'at most 40 lower-case letters, digits, "." and "-"')
  .refine(isFree, FREE);
const productId = setId;
const placeId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9./-]{0,59}$/, 'at most 60 lower-case letters, digits, ".", "/" and "-"')
  .refine(isFree, FREE);
const day = z.string().refine(isBusinessDay, 'an existing date as YYYY-MM-DD');
const text = z
  .string()
  .min(1)
  .refine((value) => value === canonicalise(value) && isReadable(value), {
    error: ({ input }) =>
      normalise(String(input), 'NFC') === input
        ? 'text that can be read, with single blanks and nothing invisible'
        : 'text in NFC',
  });
const bilingual = members({ vi: text, en: text });
const thresholds = members({ watch: z.number().positive(), alert: z.number(), crisis: z.number() });

const place = members({
  id: placeId,
  kind: oneOf(KINDS),
  name: bilingual,
  parent: z.union([placeId, z.literal(ROOT_PLACE)]),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  population: z.number().positive().optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
});

const product = members({
  id: productId,
  name: bilingual,
  specification: bilingual.optional(),
  unit: members({ vi: text.refine(isFree, 'another unit: this one is a word of JavaScript'), en: text }),
  category: oneOf(CATEGORIES),
  family: text.optional(),
  eventGroup: setId.optional(),
  band: members({ min: z.int().positive(), max: z.int() }),
  shelfLifeDays: z.int().positive(),
  thresholds: thresholds.optional(),
  volatile: z.boolean().optional(),
  monthlyNeedPerPerson: members({ quantity: z.number().positive(), source: text }).optional(),
  knownPrice: members({ price: z.int().positive(), source: text }),
  ceilinged: z.boolean().optional(),
  channels: z.array(z.enum(CHANNELS)).min(1, 'without channels leave it out: every channel may sell then').optional(),
});

const share = z.number().min(0).max(1);

/** Only what differs from the default settings of detection. */
const detection = members({
  minStores: z.int().positive().optional(),
  minRetailers: z.int().positive().optional(),
  minShare: share.optional(),
  highlyVolatileShare: share.optional(),
  fallShare: share.optional(),
  quorumStores: z.int().positive().optional(),
  calmDays: z.int().positive().optional(),
  newLevelDays: z.int().positive().optional(),
  newLevelBand: share.optional(),
  newLevelShare: share.optional(),
  silentDays: z.int().nonnegative().optional(),
  expectedDays: z.int().nonnegative().optional(),
  longestDays: z.int().nonnegative().optional(),
  shortCoverDays: z.number().nonnegative().optional(),
  correctionDays: z.int().positive().optional(),
  rungs: z.array(z.enum(RUNGS)).optional(),
} satisfies Record<keyof DetectionSettings, z.ZodType>);

const monthLength = z.union([z.literal(29), z.literal(30)], 'a lunar month has 29 or 30 days');

/** The documents of a city's folder, each entry by itself; how entries fit together is checked after that. */
export const documentShapes = z.object({
  city: members({
    id: placeId,
    name: bilingual.optional(),
    population: z.number().positive(),
    populationSource: text.optional(),
    defaultThresholds: thresholds,
    detection: detection.optional(),
  }),
  areas: members({
    sets: z
      .array(members({ id: setId, validFrom: day, validTo: day.optional(), places: z.array(place).min(1) }))
      .min(1),
  }),
  products: members({
    eventGroups: z.array(members({ id: setId, name: bilingual })).optional(),
    products: z.array(product).min(1),
  }),
  calendar: members({
    lunarYears: z.array(members({ year: z.int(), tet: day, monthDays: z.array(monthLength).optional() })).min(1),
    marks: z
      .array(
        members({ from: day, to: day, name: bilingual }).refine(
          ({ from, to }) => from <= to,
          '"from" must not be after "to"',
        ),
      )
      .optional(),
  }),
  tiles: members({
    tiles: z.record(placeId, members({ q: z.int(), r: z.int() })),
    rivers: z.array(members({ name: bilingual, beyond: z.array(placeId).min(1) })).optional(),
  }).optional(),
});
