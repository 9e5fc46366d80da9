import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '#contract/openapi.ts';
import type { Operation } from '#contract/operation.ts';
import { OPERATIONS } from '#contract/operations.ts';
import { problemAnswer } from '#contract/problem-answer.ts';
import { WORKBOOK_TYPE } from '#contract/report-files.ts';
import { ROUTES } from '#contract/routes.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
interface DocumentedOperation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

const document = JSON.parse(JSON.stringify(openApiDocument('Thành phố mẫu'))) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
};

function documented(method: string, path: string): DocumentedOperation | undefined {
  return document.paths[path]?.[method.toLowerCase()];
}

function* eachValue(value: Json, pointer = ''): Generator<[string, Json]> {
  yield [pointer, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* eachValue(inner as Json, `${pointer}/${name}`);
}

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1 and holds exactly the routes of the system', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const held = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(held.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
    expect(Object.keys(OPERATIONS).sort()).toEqual(held);
  });

  test('names every variable segment of every path as a required parameter', () => {
    for (const { method, path } of ROUTES) {
      const inPath = (documented(method, path)?.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name).sort()).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
    }
  });

  test('says for every route who may call it, and how it refuses', () => {
    for (const { method, path, access } of ROUTES) {
      const operation = documented(method, path);
      const scheme =
        access === 'public' ? [] : [{ [['store', 'retailer'].includes(access) ? 'retailerKey' : 'staffSignIn']: [] }];
      expect(operation?.security).toEqual(scheme);
      for (const [status, { content }] of Object.entries(operation?.responses ?? {})) {
        const byGateway = ['401', '413', '429', '500', '503'].includes(status) ? ['application/json'] : [];
        if (Number(status) >= 400) {
          // A workbook of which nothing was kept goes back with what is wrong in it.
          const marked = path === '/v1/reports' && status === '422' ? [WORKBOOK_TYPE] : [];
          expect(Object.keys(content ?? {})).toEqual(['application/problem+json', ...byGateway, ...marked]);
        }
      }
      expect(Object.keys(operation?.responses ?? {})).toEqual(
        expect.arrayContaining(access === 'public' ? ['500'] : ['401', '403', '500']),
      );
    }
  });

  test('gives each operation an id of its own', () => {
    const ids = ROUTES.map(({ method, path }) => documented(method, path)?.operationId);
    expect(new Set(ids).size).toBe(ROUTES.length);
  });

  test('has no reference that leads nowhere', () => {
    const values = new Map(eachValue(document as unknown as Json));
    const references = [...values].filter(([pointer]) => pointer.endsWith('/$ref'));
    expect(references.length).toBeGreaterThan(50);
    for (const [, target] of references) expect(values.has(String(target).slice(1)), String(target)).toBe(true);
  });

  test('names no internal hash, packed form or secret', () => {
    expect(JSON.stringify(document)).not.toMatch(/Milli|expiresAt|listPk|zstd/);
  });
});

describe('every example', () => {
  const schemas = Object.entries(OPERATIONS as Readonly<Record<string, Operation>>).flatMap(
    ([key, { body, answer, alsoAnswers, query, params }]) =>
      [body, answer, ...Object.values(alsoAnswers ?? {}), ...Object.values({ ...query?.shape, ...params?.shape })]
        .filter((schema): schema is z.ZodType => schema !== undefined)
        .map((schema): [string, z.ZodType] => [key, schema]),
  );
  const withExamples = [...schemas, ['a problem', problemAnswer] as [string, z.ZodType]].flatMap(([key, schema]) => {
    const example = schema.meta()?.['example'];
    return example === undefined ? [] : [[key, schema, example] as const];
  });

  test('is what its own schema takes, and loses nothing in it', () => {
    expect(withExamples.length).toBeGreaterThan(40);
    for (const [key, schema, example] of withExamples) {
      const parsed = schema.safeParse(example);
      expect(parsed.error?.issues ?? [], key).toEqual([]);
      if (typeof example === 'object') expect(parsed.data, key).toEqual(example);
    }
  });

  test('is there for every body and answer', () => {
    for (const [key, { body, answer }] of Object.entries(OPERATIONS as Readonly<Record<string, Operation>>)) {
      for (const schema of [body, answer]) {
        const shown = schema instanceof z.ZodUnion ? (schema.options.at(-1) as z.ZodType) : schema;
        if (shown) expect(shown.meta()?.['example'], key).toBeDefined();
      }
    }
  });
});
