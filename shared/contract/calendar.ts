import * as z from 'zod';
import { bilingual, businessDay } from './fields.ts';
import type { Operation } from './operation.ts';

const TET = { vi: 'Tết Nguyên đán', en: 'Lunar New Year' } as const;
const CLOSED = { vi: 'Mùng một đến mùng ba Tết, chợ nghỉ', en: 'First to third day of Tết, markets shut' } as const;
const FIRST = { vi: 'Mùng một âm lịch', en: 'First of the lunar month' } as const;

const calendarAnswer = z
  .object({
    from: businessDay,
    to: businessDay,
    days: z
      .array(
        z.object({
          date: businessDay,
          kind: z.enum(['closed', 'holiday', 'day-off', 'working-day', 'lunar-day']).meta({
            description:
              'closed: markets are shut, and silence is no outage; holiday: a public holiday; day-off, working-day: as the settings of the desk say; lunar-day: the 1st or 15th of a lunar month.',
          }),
          name: bilingual,
        }),
      )
      .meta({
        description: 'In their order; a day may stand in it more than once. Ordinary days and weekends do not.',
      }),
    marks: z
      .array(z.object({ from: businessDay, to: businessDay, name: bilingual }))
      .meta({ description: 'What a chart of prices should name: Tết, and what the catalogue notes, such as storms.' }),
  })
  .meta({
    id: 'Calendar',
    example: {
      from: '2027-02-01',
      to: '2027-02-28',
      days: [
        { date: '2027-02-06', kind: 'closed', name: CLOSED },
        { date: '2027-02-06', kind: 'holiday', name: TET },
        { date: '2027-02-06', kind: 'lunar-day', name: FIRST },
      ],
      marks: [{ from: '2027-02-05', to: '2027-02-09', name: TET }],
    },
  });

/** Days that are not as others. */
export const CALENDAR_OPERATIONS = {
  'GET /v1/calendar': {
    summary: 'Tết, public holidays, days off and what else explains a chart',
    tag: 'Market',
    query: z.strictObject({
      from: businessDay.meta({ description: 'Default: 29 days before `to`.' }).exactOptional(),
      to: businessDay.meta({ description: 'Default: today. At most 800 days.' }).exactOptional(),
    }),
    status: 200,
    answer: calendarAnswer,
    refusals: [422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
