import { expect, test } from 'vitest';
import { writeDailyMail } from '#delivery/daily-mail.ts';
import type { DailyFacts } from '#domain/duty/daily-mail.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { LANGUAGES } from '#domain/language.ts';
import { greensAlert, TWO_ZONES } from '../domain/event/event-city.ts';

const line = {
  what: 'lowered',
  event: 'e',
  strand: 'greens-up',
  face: faceOf(TWO_ZONES, [greensAlert('east-1')]),
} as const;
const digest: DailyFacts = { kind: 'digest', day: '2026-11-25', lines: [], more: 0, live: 0 };
const written = (facts: DailyFacts, language: 'vi' | 'en') =>
  writeDailyMail(facts, { language, catalogue: TWO_ZONES, repeat: false });

test.each(LANGUAGES)('a subject holds in 70 characters, whatever the digest counts (%s)', (language) => {
  for (const lines of [[], Array(12).fill(line)]) {
    for (const waiting of [undefined, 1, 120]) {
      for (const coverage of [undefined, { reported: 0, shops: 3 }, { reported: 1162, shops: 3400 }]) {
        const facts = { ...digest, lines, ...(waiting ? { waiting } : {}), ...(coverage ? { coverage } : {}) };
        expect(written(facts, language).subject.length).toBeLessThanOrEqual(70);
      }
    }
  }
});

test('says first what has changed, else who waits for a call, else that few shops have reported', () => {
  const thin = { reported: 1, shops: 9 };
  const first = (facts: DailyFacts) => written(facts, 'en').text.split('\n')[2];
  expect(first({ ...digest, lines: [line], waiting: 2, coverage: thin })).toMatch(/^Since the last digest 1 change /);
  expect(first({ ...digest, waiting: 2, coverage: thin })).toBe('2 suppliers wait for a call.');
  expect(first({ ...digest, coverage: thin })).toBe('Only 1 of 9 shops have reported today.');
});

test('a calm mail says each thing once', () => {
  const { text } = written({ ...digest, kind: 'calm' }, 'vi');
  expect(text.match(/mức cảnh báo trở lên/g)).toHaveLength(1);
  expect(text).toContain('Nếu có, bạn sẽ được báo ngay.');
});
