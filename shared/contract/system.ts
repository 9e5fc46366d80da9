import * as z from 'zod';
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
} as const satisfies Readonly<Record<string, Operation>>;
