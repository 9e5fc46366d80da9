import * as z from 'zod';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  cursorOut,
  instantOut,
  paging,
  placeId,
  productId,
  quantity,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';

const auditLine = z
  .object({
    at: instantOut,
    ...author,
    action: z.string().meta({ description: 'A stable name of what was done.', example: 'set-threshold' }),
    inWords: bilingual.meta({ description: 'What was done, in a few words.' }),
    subject: z.string().meta({ description: '`<kind>/<id>` of what it was done to.', example: 'threshold/01.0004' }),
    place: placeId.meta({ description: 'Where that lies, if it lies at one place.' }).exactOptional(),
    placeName: bilingual.exactOptional(),
    product: productId.exactOptional(),
    productName: bilingual.exactOptional(),
    storeName: z.string().meta({ description: 'The shop that it was done to, if it was one.' }).exactOptional(),
    group: z
      .string()
      .meta({ description: 'The event or plan that it belongs to, if any: lines of one act share it.' })
      .exactOptional(),
    giver: z.string().meta({ description: 'Of an answer to a supply call: whose goods it is about.' }).exactOptional(),
    receiver: z.string().meta({ description: 'Of such an answer: a key of who gets them.' }).exactOptional(),
    amount: z
      .object({ quantity, unit, unitName: bilingual })
      .meta({ description: 'Of such an answer: how much.' })
      .exactOptional(),
    outcome: bilingual.meta({ description: 'What has come of it since, such as of a reminder.' }).exactOptional(),
    note: z.string().meta({ description: 'The reason or note that was given.' }).exactOptional(),
    before: z.unknown().meta({ description: 'How it stood; absent for what was new.' }).exactOptional(),
    after: z.unknown().meta({ description: 'How it stands; absent for what is gone.' }).exactOptional(),
  })
  .meta({ id: 'AuditLine' });

const auditAnswer = z
  .object({ from: businessDay, to: businessDay, items: z.array(auditLine), cursor: cursorOut })
  .meta({
    id: 'Audit',
    example: {
      from: '2026-11-17',
      to: '2026-11-23',
      items: [
        {
          at: '2026-11-23T01:00:00.000Z',
          by: 'p-m4tq7kzc2hxw9bnd',
          action: 'alert-acknowledge',
          inWords: { vi: 'Nhận xử lý cảnh báo', en: 'Took over an alert' },
          subject: 'alert/00070_01.0004_up_2026-11-22',
          ...HOAN_KIEM,
          ...PORK_LOIN,
        },
      ],
    },
  });

/** Who did what. */
export const AUDIT_OPERATIONS = {
  'GET /v1/audit': {
    summary: 'What staff have changed, newest first',
    description:
      'Leads and administrators of the whole city see all of it. Everybody else sees what was done at places of their own, and what they did themselves.',
    tag: 'People',
    query: z.strictObject({
      from: businessDay.meta({ description: 'Default: 6 days before `to`.' }).exactOptional(),
      to: businessDay.meta({ description: 'Default: today. At most 400 days.' }).exactOptional(),
      kind: z
        .enum(['change', 'look'])
        .default('change')
        .meta({ description: 'look: who has looked at contacts of people and shops, or at the rows behind an alert.' }),
      ...paging,
    }),
    status: 200,
    answer: auditAnswer,
    refusals: [400, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
