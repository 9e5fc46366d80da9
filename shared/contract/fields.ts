import * as z from 'zod';
import { isBusinessDay } from '#domain/business-day.ts';
import { HABIT_DAYS } from '#domain/detection/same-days.ts';
import { DIRECTIONS, LEVELS, RUNGS } from '#domain/level.ts';
import { canonicalise, isReadable, isReadableText } from '#domain/reading/canonical.ts';
import { isReservedName } from '#domain/reading/reserved-name.ts';
import { CHANNELS, isStoreId } from '#domain/store.ts';
import { noDate } from './issue-words.ts';

/** A name that people can read, on one line, in its one spelling: whatever is written is kept without odd blanks. */
export function readableName(longest: number) {
  return z
    .string()
    .refine(isReadable, 'a text that can be read, without control or direction characters')
    .overwrite(canonicalise)
    .min(1)
    .max(longest);
}

/** A note of one line or more that people can read. */
export function readableText(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(isReadableText, 'a text that can be read, without control or direction characters');
}

const isFree = (id: string) => !isReservedName(id);
const FREE = 'another id: this one is a word of the system';

/** Ids that are part of a bearer key and of table keys: lower-case letters, digits and hyphens. */
export const retailerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63')
  .refine(isFree, FREE)
  .meta({ description: 'A retailer or supplier.', example: 'sen-vang' });

export const storeId = z
  .string()
  .refine(isStoreId, 'letters, digits, dots, hyphens and underscores, at most 64')
  .refine(isFree, FREE)
  .meta({ description: "A store; unique within its retailer's stores.", example: 'sen-vang-cua-nam' });

export const keyId = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: 'One key of a retailer: the part of the bearer before the dot.', example: 'sen-vang_k7m2p9qd' });

export const productId = z
  .string()
  .overwrite(canonicalise)
  .min(1)
  .max(40)
  .meta({ description: "A product of the catalogue: the ministry form's code, as a string.", example: '01.0004' });

export const placeId = z.string().overwrite(canonicalise).min(1).max(60).meta({
  description: 'A city, zone, commune or ward, or a province outside; in a path the slash of an id may be written "~".',
  example: '00070',
});

/** True for years that can be counted on from, either way: beyond them a date has another number of digits. */
const isCountable = (text: string) => text >= '1900' && text < '9999';

export const businessDay = z
  .string()
  .refine(isBusinessDay, { error: ({ input }) => noDate(input), abort: true })
  .refine(isCountable, 'a year from 1900 to 9998')
  .meta({ description: 'Business day in Asia/Ho_Chi_Minh.', format: 'date', example: '2026-11-23' });

export const instant = z.iso
  .datetime({ offset: true, abort: true, error: 'an instant with its offset, like 2026-11-23T06:12:00+07:00' })
  .refine(isCountable, 'a year from 1900 to 9998')
  .meta({ description: 'Instant with its offset.', example: '2026-11-23T06:12:00+07:00' });

export const bilingual = z
  .object({ vi: z.string(), en: z.string() })
  .meta({ id: 'Bilingual', description: 'A text in Vietnamese and English.' });

export const level = z
  .enum(LEVELS)
  .meta({ description: 'normal, watch (theo dõi), alert (cảnh báo), crisis (khẩn cấp).', example: 'alert' });

export const marketState = z
  .enum(['no-data', ...LEVELS])
  .meta({ description: 'The level, or "no-data": nothing was reported, which is never "normal".', example: 'watch' });

export const direction = z.enum(DIRECTIONS).meta({ example: 'up' });
export const channel = z.enum(CHANNELS).meta({ example: 'supermarket' });
export const cause = z
  .enum(['scarcity', 'margin', 'early-warning', 'price-only'])
  .meta({ description: 'What price and stock say together.', example: 'scarcity' });
export const rung = z
  .enum(RUNGS)
  .meta({ description: 'The rule of the detection ladder that fired.', example: 'trailing' });

export const unit = z.string().meta({
  description: 'Unit of prices and quantities, as the catalogue writes it in Vietnamese.',
  example: 'kg',
});
/** A number with so many decimals at most: finer ones are rounded away, since no table keeps 1e-200. */
export function decimal(decimals: number) {
  const scale = 10 ** decimals;
  return z.number().overwrite((value) => Math.round(value * scale) / scale + 0);
}

export const price = z.number().meta({ description: 'VND for one unit.', example: 152500 });
export const quantity = z.number().meta({ description: "In the product's unit.", example: 120.5 });
/** What is usual on a day by the calendar. */
export const habitShape = {
  days: z
    .array(z.enum(HABIT_DAYS))
    .meta({ description: 'By the weekday, by the 1st and 15th of the lunar month, or both.' }),
  pct: z.number().meta({ description: 'Change that is usual on the day, percent, with its sign.', example: 12 }),
};

/** Who did something: the id of a person. Entries of versions before 0.3 hold a name or an address. */
export const actedBy = z.string().meta({
  description: 'Who: the id of a person. Older entries hold a name or an address.',
  example: 'p-m4tq7kzc2hxw9bnd',
});
export const actedByName = bilingual.meta({
  description: 'The name of `by`, where you may see it; of an erased person what stands in its place.',
});

/** Who did something, and how the person is called. */
export const author = { by: actedBy, byName: actedByName.exactOptional() };

export const percent = z.number().meta({ description: 'Percent.', example: 18.4 });
export const count = z.int().nonnegative().meta({ example: 14 });
export const instantOut = z.string().meta({ description: 'Instant, UTC.', example: '2026-11-22T23:12:00.000Z' });

export const thresholds = z
  .object({ watch: percent, alert: percent, crisis: percent })
  .meta({ id: 'Thresholds', description: 'Moves in percent, each inclusive, at which a level begins.' });

/** A label of a domain (RFC 1034): 63 letters, digits and hyphens at most, with no hyphen at either end. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** An address that mail servers take: 64 characters at most before the at sign (RFC 5321), and true labels behind it. */
export const emailAddress = z
  .email()
  .max(254)
  .refine((text) => {
    const [local = '', domain = ''] = text.split('@');
    return local.length <= 64 && domain.split('.').every((label) => LABEL.test(label));
  }, 'an e-mail address');

export const phoneNumber = z
  .string()
  .trim()
  .regex(/^[+0-9 ().-]{3,30}$/, 'a telephone number')
  .meta({ example: '0900 000 101' });

export const contact = z
  .strictObject({
    name: readableName(120).meta({ example: 'Nguyễn Thu An' }),
    phone: phoneNumber.exactOptional(),
    email: emailAddress.meta({ example: 'lien-he@example.vn' }).exactOptional(),
  })
  .meta({ id: 'Contact', description: 'The person to call.' });

/** The filter of what is shown of one day. */
export const onDate = z.strictObject({ date: businessDay.meta({ description: 'Default: today.' }).exactOptional() });

/** Ids that are shown: what is kept is shown, whatever rule it was once entered by. */
export const shownId = z.string().meta({ example: 'sen-vang' });

export const contactOut = z
  .object({ name: z.string(), phone: z.string().exactOptional(), email: z.string().exactOptional() })
  .meta({ id: 'ContactShown' });

/** Filters that take several values, separated by commas. */
export function listOf<const Value extends string>(values: readonly [Value, ...Value[]], example: string) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)))
    .meta({
      override: { type: 'string' },
      description: `Any of ${values.join(', ')}; several separated by commas.`,
      example,
    });
}

/** How many items a page holds at most, in plain digits: neither "5e1" nor " 50" is one. */
export function pageLimit(most: number, usual: number) {
  return z.coerce
    .string()
    .regex(/^[1-9]\d{0,3}$/, `a whole number from 1 to ${most}`)
    .transform(Number)
    .pipe(z.int().max(most))
    .default(usual)
    .meta({
      override: { type: 'integer', minimum: 1, maximum: most },
      description: 'Most items of one page.',
      example: usual,
    });
}

const limit = pageLimit(200, 50);
const cursor = z.string().max(600).meta({ description: 'The `cursor` of the page before.', example: 'eyJ…' });

export const cursorOut = z
  .string()
  .meta({ description: 'Ask for the next page with it; absent on the last page.' })
  .exactOptional();

/** What a list takes to be read page by page. */
export const paging = { limit, cursor: cursor.exactOptional() };
