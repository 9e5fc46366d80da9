import * as z from 'zod';
import { LANGUAGES } from '#domain/language.ts';
import type { Operation } from './operation.ts';

/** What tells of the system itself. */
export const SYSTEM_OPERATIONS = {
  'GET /healthz': {
    summary: 'Is it there?',
    tag: 'System',
    status: 200,
    answer: z.object({ status: z.literal('ok') }).meta({ id: 'Health', example: { status: 'ok' } }),
    refusals: [],
  },
  'GET /openapi.json': {
    summary: 'This document',
    tag: 'System',
    status: 200,
    answer: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApi', example: { openapi: '3.1.1' } }),
    refusals: [],
  },
  'GET /docs': {
    summary: 'This document as a page to read',
    tag: 'System',
    query: z.strictObject({
      lang: z
        .enum(LANGUAGES)
        .meta({ description: 'Default: as `Accept-Language` says.', example: 'vi' })
        .exactOptional(),
    }),
    status: 200,
    isPage: true,
    refusals: [],
  },
} as const satisfies Readonly<Record<string, Operation>>;
