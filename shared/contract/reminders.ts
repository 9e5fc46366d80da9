import * as z from 'zod';
import { REMINDER_STATES } from '#domain/duty/reminder.ts';
import { author, bilingual, businessDay, instantOut, readableText } from './fields.ts';
import type { Operation } from './operation.ts';
import { storeKeyText } from './store-key-text.ts';

const remindersBody = z
  .strictObject({
    stores: z.array(storeKeyText).min(1).max(100),
    note: readableText(300).meta({ description: 'A sentence of your own, which stands in the mail.' }).exactOptional(),
  })
  .meta({
    id: 'RemindersInput',
    example: { stores: ['cho-que/cho-que-hang-be'], note: 'Chợ có mở cửa sáng nay không?' },
  });

const remindersAnswer = z
  .object({
    date: businessDay,
    items: z.array(
      z.object({
        store: z.string(),
        storeName: z.string(),
        outcome: z.enum(['kept', 'already', 'reported']).meta({
          description:
            'kept: noted now; already: somebody did so today, and no second is sent; reported: its report is in, nothing was noted.',
        }),
        state: z
          .enum(REMINDER_STATES)
          .meta({
            description:
              'waiting: the mail goes within minutes; no-address: the contact has no e-mail, so call; no-mail: this deployment sends none; failed: it could not be sent, or mail to that address came back before. Absent where nothing was noted.',
          })
          .exactOptional(),
        inWords: bilingual.meta({ description: 'What happens, in one sentence.' }),
        remindedAt: instantOut.exactOptional(),
        by: author.by.exactOptional(),
        byName: author.byName,
      }),
    ),
  })
  .meta({
    id: 'Reminders',
    example: {
      date: '2026-11-23',
      items: [
        {
          store: 'cho-que/cho-que-hang-be',
          storeName: 'Chợ Hàng Bè',
          outcome: 'kept',
          state: 'waiting',
          inWords: {
            vi: 'Đã ghi lời nhắc; thư gửi tới đầu mối trong vài phút.',
            en: 'The reminder is noted; a mail goes to the contact within minutes.',
          },
          remindedAt: '2026-11-23T08:31:00.000Z',
          by: 'p-m4tq7kzc2hxw9bnd',
        },
      ],
    },
  });

/** Shops are reminded of their report. */
export const REMINDER_OPERATIONS = {
  'POST /v1/coverage/reminders': {
    summary: "Reminds silent shops' contacts of today's report, once a day and shop",
    description:
      'It is kept and sent by mail where the store or its retailer has an address: one mail to an address for all of its shops that wait. Nothing is sent to a telephone. The same asked twice is one.',
    tag: 'Market',
    body: remindersBody,
    status: 200,
    answer: remindersAnswer,
    refusals: [400, 404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
