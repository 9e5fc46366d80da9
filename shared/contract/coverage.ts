import * as z from 'zod';
import { REMINDER_STATES } from '#domain/duty/reminder.ts';
import { HOAN_KIEM } from './examples.ts';
import { author, bilingual, businessDay, channel, count, instantOut, onDate, placeId, shownId } from './fields.ts';
import type { Operation } from './operation.ts';
import { silence } from './silent-shop.ts';

const counts = { stores: count, reported: count, late: count, partly: count, notReported: count, closedDay: count };

const PRICE_NOT_INTEGER = { vi: 'Giá không phải số nguyên đồng', en: 'The price is no whole number of đồng' };

const coverageAnswer = z
  .object({
    date: businessDay,
    closedDay: z.boolean().meta({ description: 'First to third day of Tết: silence is no outage.' }),
    total: z.object(counts),
    places: z.array(z.object({ place: placeId, placeName: bilingual, ...counts })),
    refused: z
      .array(
        z.object({
          code: z.string().meta({ description: 'The code of the refusal, as the receipt gave it.' }),
          inWords: bilingual,
          rows: count,
          stores: count,
        }),
      )
      .meta({
        description:
          'Rows of the kept reports that were refused at the door, by reason, the most first. Of reports without a single good row nothing is kept.',
      }),
    items: z.array(
      z.object({
        retailer: shownId,
        store: shownId,
        name: z.string(),
        channel,
        place: placeId,
        state: z.enum(['reported', 'late', 'partly', 'not-reported', 'closed-day']).meta({
          description:
            'late: first received after the cut-off; partly: under half the rows of its report before, within 7 days.',
        }),
        rows: count.exactOptional(),
        revision: count.exactOptional(),
        receivedAt: instantOut.exactOptional(),
        ...silence,
        lastRows: count
          .meta({ description: 'Rows of the last earlier report, where that is within 7 days.' })
          .exactOptional(),
        refusedRows: count
          .meta({ description: 'Rows of the report that were refused at the door; absent for none.' })
          .exactOptional(),
        carriedRows: count
          .meta({
            description:
              'Rows that were sent along untouched: nobody looked at them, and they are no prices of the day. Absent for none.',
          })
          .exactOptional(),
        remindedAt: instantOut
          .meta({
            description:
              'When its contact was reminded of the report of this day; absent where nobody was reached, which `reminder` tells.',
          })
          .exactOptional(),
        reminder: z
          .object({
            at: instantOut,
            by: author.by.exactOptional(),
            byName: author.byName,
            state: z.enum(REMINDER_STATES),
            inWords: bilingual.meta({ description: 'What became of it, in one sentence.' }),
          })
          .meta({ description: 'The reminder that was asked for this day, also one that could reach nobody.' })
          .exactOptional(),
        frozenProducts: count
          .meta({
            description:
              'Products of a store whose feed repeats itself: it has stood still for longer than chance explains.',
          })
          .exactOptional(),
        heldBackProducts: count
          .meta({ description: 'Products whose price is held back until a second source or the retailer supports it.' })
          .exactOptional(),
      }),
    ),
  })
  .meta({
    id: 'Coverage',
    example: {
      date: '2026-11-23',
      closedDay: false,
      total: { stores: 1, reported: 1, late: 0, partly: 0, notReported: 0, closedDay: 0 },
      places: [
        {
          ...HOAN_KIEM,
          stores: 1,
          reported: 1,
          late: 0,
          partly: 0,
          notReported: 0,
          closedDay: 0,
        },
      ],
      refused: [{ code: 'price-not-integer', inWords: PRICE_NOT_INTEGER, rows: 3, stores: 1 }],
      items: [
        {
          retailer: 'sen-vang',
          store: 'sen-vang-cua-nam',
          name: 'Siêu thị Sen Vàng – Cửa Nam',
          channel: 'supermarket',
          place: '00070',
          state: 'reported',
          rows: 24,
          revision: 1,
          receivedAt: '2026-11-22T23:12:00.000Z',
          lastReported: '2026-11-22',
          lastRows: 24,
        },
      ],
    },
  });

const gridAnswer = z
  .object({
    from: businessDay,
    to: businessDay,
    days: z.array(
      z.object({ date: businessDay, closedDay: z.boolean(), expected: count, reported: count }).meta({
        description: 'The sums of a day.',
      }),
    ),
    places: z.array(
      z.object({
        place: placeId,
        placeName: bilingual,
        parent: placeId.meta({ description: 'The zone or city in which it lies.' }),
        expected: z.array(count).meta({ description: 'Shops registered there, by the order of `days`.' }),
        reported: z.array(count).meta({ description: 'Shops that have reported, by the order of `days`.' }),
      }),
    ),
  })
  .meta({
    id: 'CoverageGrid',
    example: {
      from: '2026-11-22',
      to: '2026-11-23',
      days: [
        { date: '2026-11-22', closedDay: false, expected: 24, reported: 24 },
        { date: '2026-11-23', closedDay: false, expected: 24, reported: 21 },
      ],
      places: [{ ...HOAN_KIEM, parent: 'inner', expected: [24, 24], reported: [24, 21] }],
    },
  });

/** Who has reported. */
export const COVERAGE_OPERATIONS = {
  'GET /v1/coverage': {
    summary: 'Which stores have reported, late, partly, or not',
    tag: 'Market',
    query: onDate.extend({
      checks: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'true: also what is held back or stands still, from the assessments of all places.' }),
      place: placeId.meta({ description: 'With all that lies inside; default: all of your places.' }).exactOptional(),
    }),
    status: 200,
    answer: coverageAnswer,
    refusals: [404, 422],
  },
  'GET /v1/coverage/grid': {
    summary: 'How many shops have reported, ward by ward and day by day',
    tag: 'Market',
    query: z.strictObject({
      from: businessDay.meta({ description: 'Default: 13 days before `to`.' }).exactOptional(),
      to: businessDay.meta({ description: 'Default: today. At most 31 days.' }).exactOptional(),
      place: placeId.meta({ description: 'With all that lies inside; default: all of your places.' }).exactOptional(),
    }),
    status: 200,
    answer: gridAnswer,
    refusals: [404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
