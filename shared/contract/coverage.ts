import * as z from 'zod';
import { HOAN_KIEM } from './examples.ts';
import { bilingual, businessDay, channel, count, instantOut, onDate, placeId, shownId } from './fields.ts';
import type { Operation } from './operation.ts';

const counts = { stores: count, reported: count, late: count, partly: count, notReported: count, closedDay: count };

const coverageAnswer = z
  .object({
    date: businessDay,
    closedDay: z.boolean().meta({ description: 'First to third day of Tết: silence is no outage.' }),
    total: z.object(counts),
    places: z.array(z.object({ place: placeId, placeName: bilingual, ...counts })),
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
        lastReported: businessDay
          .meta({ description: 'The last earlier day with a report, within 7 days.' })
          .exactOptional(),
        lastRows: count.exactOptional(),
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
    }),
    status: 200,
    answer: coverageAnswer,
    refusals: [422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
