import * as z from 'zod';

/** Every refusal of the API: RFC 9457 `application/problem+json`. */
export const problemAnswer = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable English code: clients may branch on it.' }),
    detail: z.string().meta({ description: 'For people, in Vietnamese or English by `Accept-Language`.' }),
    requestId: z.string(),
    issues: z.array(z.object({ pointer: z.string(), message: z.string() })).exactOptional(),
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
