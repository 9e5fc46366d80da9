import * as z from 'zod';
import { ALERT_VERDICTS } from '#domain/event/detection-quality.ts';
import { PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  count,
  decimal,
  direction,
  instant,
  instantOut,
  level,
  percent,
  placeId,
  price,
  productId,
  readableText,
  thresholds,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';

const positivePercent = decimal(4)
  .min(0.01)
  .max(1000)
  .meta({ description: 'Percent, inclusive; four decimals at most.' });

const thresholdInput = z
  .strictObject({
    product: productId,
    validFrom: businessDay.meta({ description: 'Today (the default) or later.' }).exactOptional(),
    watch: positivePercent,
    alert: positivePercent,
    crisis: positivePercent,
    reason: readableText(500).meta({ description: 'Why; kept in the audit trail.' }).exactOptional(),
  })
  .refine((rule) => rule.watch < rule.alert && rule.alert < rule.crisis, {
    error: 'watch < alert < crisis',
    path: ['watch'],
  })
  .meta({ id: 'ThresholdInput', example: { product: '01.0004', watch: 8, alert: 12, crisis: 20 } });

const ceilingInput = z
  .strictObject({
    product: productId,
    effectiveFrom: instant.meta({ description: 'Instant with its offset, not before the start of today.' }),
    price: z.int().positive().max(1_000_000_000).meta({ description: 'Integer VND for one unit.', example: 21_430 }),
  })
  .meta({
    id: 'CeilingInput',
    example: { product: '09.0001', effectiveFrom: '2026-11-26T15:00:00+07:00', price: 21430 },
  });

/** One rule, or several that are taken all or none. */
function oneOrMany<Item extends z.ZodType>(item: Item) {
  return z.union([z.strictObject({ items: z.array(item).min(1).max(200) }), item]);
}

const thresholdsBody = oneOrMany(thresholdInput);
const ceilingsBody = oneOrMany(ceilingInput);

const revision = count.meta({ description: 'Counts how often rules were entered, all goods together.' });
const seenRevision = z.coerce
  .string()
  .regex(/^\d{1,6}$/, 'a whole number')
  .transform(Number)
  .meta({
    override: { type: 'integer', minimum: 0, maximum: 999_999 },
    description: 'That of the rules which were shown: 409 where others have been entered since.',
    example: 12,
  })
  .exactOptional();

const entered = { ...author, at: instantOut };
const product = { product: productId, productName: bilingual };

const thresholdsAnswer = z
  .object({
    date: businessDay,
    revision,
    defaults: thresholds,
    items: z.array(
      z.object({
        ...product,
        ...thresholds.shape,
        source: z.enum(['own', 'catalogue', 'default']).meta({
          description: "own: set here; catalogue: the product's; default: the city's.",
        }),
        validFrom: businessDay.exactOptional(),
        unset: thresholds.meta({
          description: 'What holds where nothing is set here: of the catalogue, or the default.',
        }),
        group: z
          .object({ name: bilingual, goods: z.array(z.object(product)) })
          .meta({ description: 'The goods that belong together in events, this one among them.' })
          .exactOptional(),
      }),
    ),
    history: z
      .array(
        z.object({
          ...product,
          validFrom: businessDay,
          ...thresholds.shape,
          ...entered,
          reason: z.string().meta({ description: 'Why, as it was given; absent in older entries.' }).exactOptional(),
        }),
      )
      .meta({ description: 'All that was ever set and what is still to come, newest first.' }),
  })
  .meta({
    id: 'ThresholdList',
    example: {
      date: '2026-11-23',
      revision: 12,
      defaults: { watch: 10, alert: 15, crisis: 25 },
      items: [
        {
          ...PORK_LOIN,
          watch: 8,
          alert: 12,
          crisis: 20,
          source: 'own',
          validFrom: '2026-11-20',
          unset: { watch: 10, alert: 15, crisis: 25 },
        },
      ],
      history: [
        {
          ...PORK_LOIN,
          validFrom: '2026-11-20',
          watch: 8,
          alert: 12,
          crisis: 20,
          by: 'p-m4tq7kzc2hxw9bnd',
          at: '2026-11-20T01:00:00.000Z',
          reason: 'Giá dao động mạnh trước Tết',
        },
      ],
    },
  });

const previewedEpisode = z.object({
  place: placeId,
  placeName: bilingual,
  direction,
  level,
  openedOn: businessDay,
  changePct: percent.meta({ description: 'On its latest day beyond a threshold.' }),
  endedOn: businessDay.meta({ description: 'Its last day; absent where it would still be open.' }).exactOptional(),
  peak: z
    .object({ on: businessDay, changePct: percent })
    .meta({ description: 'Its largest change, and the day of that.' }),
  alert: z
    .string()
    .meta({ description: 'The alert of that place, good and side that was open then, if there was one.' })
    .exactOptional(),
  verdict: z
    .enum(ALERT_VERDICTS)
    .meta({
      description:
        'What became of that alert: called false; most verified prices speak against the move; verified prices confirm it; taken back by a correction; nobody said.',
    })
    .exactOptional(),
});

const previewOutcome = z
  .object({
    thresholds,
    watches: count.meta({ description: 'Episodes that would have stayed at watch.' }),
    alerts: count.meta({
      description: 'Episodes that would have reached alert or crisis: the ones people are told of.',
    }),
    perThousandDays: z.number().meta({ description: 'Alerts for 1,000 days of the product at a place.' }),
    episodes: z.array(previewedEpisode).meta({ description: 'At most 50, the worst first.' }),
  })
  .meta({ id: 'PreviewOutcome' });

const thresholdsPreview = z
  .object({
    from: businessDay,
    to: businessDay,
    items: z.array(
      z.object({
        ...product,
        days: count.meta({ description: 'Days of the product at all places that were looked at.' }),
        firstDay: businessDay
          .meta({ description: 'The first day on which there are figures; left out where there are none.' })
          .exactOptional(),
        now: previewOutcome.meta({ description: 'Under the thresholds that hold today.' }),
        proposed: previewOutcome,
        series: z
          .array(z.object({ date: businessDay, changePct: percent, median: price.exactOptional() }))
          .meta({ description: 'The good in the whole city, by day: what the thresholds are laid over.' }),
      }),
    ),
  })
  .meta({
    id: 'ThresholdsPreview',
    description: 'What would have opened since `from`, from the moves noted on each day (rungs trailing and drift).',
  });

const thresholdsSetAnswer = z
  .object({
    saved: z.boolean().meta({ description: 'False for a preview: nothing was set.' }),
    preview: thresholdsPreview.exactOptional(),
    items: z.array(
      z.object({ product: productId, validFrom: businessDay, watch: percent, alert: percent, crisis: percent }),
    ),
  })
  .meta({
    id: 'ThresholdsSet',
    example: {
      saved: true,
      items: [{ product: '01.0004', validFrom: '2026-11-23', watch: 8, alert: 12, crisis: 20 }],
    },
  });

const ceiling = { effectiveFrom: instantOut, price };

const ceilingsAnswer = z
  .object({
    at: instantOut,
    items: z
      .array(z.object({ ...product, unit, ...ceiling }))
      .meta({ description: 'The ceiling in force of each product that has one.' }),
    history: z
      .array(z.object({ ...product, ...ceiling, recordedOn: businessDay, ...entered }))
      .meta({ description: 'All that was ever set and what is still to come, newest first.' }),
  })
  .meta({
    id: 'CeilingList',
    example: {
      at: '2026-11-23T00:00:00.000Z',
      items: [
        {
          product: '09.0001',
          productName: { vi: 'Xăng E5 RON 92-II', en: 'Petrol E5 RON 92-II' },
          unit: 'lít',
          effectiveFrom: '2026-11-19T08:00:00.000Z',
          price: 21430,
        },
      ],
      history: [],
    },
  });

const ceilingsSetAnswer = z.object({ items: z.array(z.object({ product: productId, ...ceiling })) }).meta({
  id: 'CeilingsSet',
  example: { items: [{ product: '09.0001', effectiveFrom: '2026-11-26T08:00:00.000Z', price: 21430 }] },
});

/** Thresholds and price ceilings. */
export const RULE_OPERATIONS = {
  'GET /v1/thresholds': {
    summary: 'Thresholds in force and all that were ever set',
    tag: 'Rules',
    query: z.strictObject({ product: productId.exactOptional() }),
    status: 200,
    answer: thresholdsAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/thresholds': {
    summary: 'Sets thresholds from today or a later day on, or previews what they would have opened',
    tag: 'Rules',
    query: z.strictObject({
      preview: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'true: nothing is set; the answer tells what they would have opened.' }),
      from: businessDay
        .meta({ description: 'First day of the preview: at most 90 days ago (the default), and before today.' })
        .exactOptional(),
      revision: seenRevision,
    }),
    body: thresholdsBody,
    status: 200,
    answer: thresholdsSetAnswer,
    refusals: [400, 409, 422],
  },
  'GET /v1/ceilings': {
    summary: 'Price ceilings in force and all that were ever set',
    tag: 'Rules',
    query: z.strictObject({ product: productId.exactOptional() }),
    status: 200,
    answer: ceilingsAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/ceilings': {
    summary: 'Enters price ceilings from an instant on',
    tag: 'Rules',
    query: z.strictObject({ revision: seenRevision }),
    body: ceilingsBody,
    status: 200,
    answer: ceilingsSetAnswer,
    refusals: [400, 409, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
