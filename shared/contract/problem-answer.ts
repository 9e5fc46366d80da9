import * as z from 'zod';
import { PRICE_TYPES } from '#domain/report/report.ts';
import { count } from './fields.ts';
import { rejectedRow } from './rejected-row.ts';

/** Every refusal of the API: RFC 9457 `application/problem+json`. */
export const problemAnswer = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable English code: clients may branch on it.' }),
    detail: z.string().meta({ description: 'For people, in Vietnamese or English by `Accept-Language`.' }),
    requestId: z.string(),
    issues: z
      .array(z.object({ pointer: z.string(), message: z.string() }))
      .meta({ description: 'What is wrong with body, parameters or path, by JSON pointer.' })
      .exactOptional(),
    rejected: z
      .array(rejectedRow)
      .meta({ description: 'Of a report or file: the first 100 rows that were refused.' })
      .exactOptional(),
    rejectedCount: count.meta({ description: 'How many were refused.' }).exactOptional(),
    dropped: z
      .array(z.object({ product: z.string(), gtin: z.string().exactOptional(), priceType: z.enum(PRICE_TYPES) }))
      .meta({ description: 'With `rows-would-drop`: the first 100 kept rows that would be gone.' })
      .exactOptional(),
    droppedArticles: z
      .array(z.string())
      .meta({ description: 'With `articles-would-drop`: the first 100 articles that would be gone.' })
      .exactOptional(),
    droppedCount: count.meta({ description: 'How many would be gone.' }).exactOptional(),
    retryAfterSeconds: count.meta({ description: 'When the same may be sent again.' }).exactOptional(),
  })
  .meta({
    id: 'Problem',
    example: {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'unknown-place',
      detail: 'Không có địa bàn nào có mã này.',
      requestId: 'c3f1a0b2',
    },
  });

/** What the gateway refuses by itself: no code, no request id in the body. */
export const gatewayAnswer = z.object({ message: z.string() }).meta({
  id: 'GatewayRefusal',
  description: "The gateway's own small JSON.",
  example: { message: 'Unauthorized' },
});
