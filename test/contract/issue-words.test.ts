import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inVietnamese, noDate } from '#contract/issue-words.ts';
import { OPERATIONS } from '#contract/operations.ts';

/** What the checks of a schema say in words of their own. */
function ownWords(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const { error } = schema as { readonly error?: unknown };
  const words = typeof error === 'function' ? [wordsOf(error as (issue: object) => unknown)] : [];
  const inner = Object.entries(schema).flatMap(([name, member]) =>
    ['_zod', 'parent'].includes(name) && name === 'parent' ? [] : ownWords(member, seen),
  );
  const { _zod } = schema as { readonly _zod?: { readonly def?: unknown } };
  return [...words, ...inner, ...ownWords(_zod?.def, seen)];
}

function wordsOf(error: (issue: object) => unknown): string {
  const said = error({ code: 'custom', input: 'x', path: [] });
  return typeof said === 'object' && said !== null ? String((said as { message: unknown }).message) : String(said);
}

const words = [...new Set(ownWords(OPERATIONS))].filter((said) => said !== 'undefined');

describe('what a schema complains of', () => {
  test('has Vietnamese words wherever it has its own', () => {
    expect(words.length).toBeGreaterThan(8);
    const missing = words.filter((message) => inVietnamese({ code: 'custom', message }) === 'giá trị không hợp lệ');
    expect(missing).toEqual([]);
    // The envelope of a report has a schema of its own, which starts faster.
    const envelope = readFileSync('functions/ingest-report/receive-reports.ts', 'utf8');
    const [message = ''] = /an instant with its offset[^']*/.exec(envelope) ?? [];
    expect(inVietnamese({ code: 'custom', message })).toContain('phải là thời điểm');
  });

  test.each([
    [{ code: 'invalid_type', expected: 'number', message: 'Invalid input' }, 'phải là số'],
    [{ code: 'invalid_value', values: ['vi', 'en'], message: '' }, 'phải là một trong: "vi", "en"'],
    [{ code: 'unrecognized_keys', keys: ['stok'], message: '' }, 'không có thành phần tên "stok"'],
    [{ code: 'too_small', origin: 'number', minimum: 0, inclusive: false, message: '' }, 'phải lớn hơn 0'],
    [{ code: 'too_big', origin: 'string', maximum: 60, inclusive: true, message: '' }, 'phải không quá 60 ký tự'],
    [{ code: 'invalid_union', message: 'Invalid input' }, 'giá trị không hợp lệ'],
  ])('is told in Vietnamese: %j', (issue, told) => {
    expect(inVietnamese(issue)).toBe(told);
    expect(told).toBe(told.normalize('NFC'));
  });

  test('says the right form of a date', () => {
    expect(noDate('30/11/2026')).toBe('an existing date as YYYY-MM-DD: 2026-11-30');
    expect(noDate('soon')).toBe('an existing date as YYYY-MM-DD');
    expect(inVietnamese({ code: 'custom', message: noDate('30/11/2026') })).toContain('2026-11-30');
  });
});
