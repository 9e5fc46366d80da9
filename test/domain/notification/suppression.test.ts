import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlertAction } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import { atLeast, LEVELS } from '#domain/level.ts';
import { suppressionOf } from '#domain/notification/suppression.ts';

const TODAY = '2026-11-23';
const level = fc.constantFrom(...LEVELS.slice(1));
const anAction: fc.Arbitrary<AlertAction> = fc.record({
  alert: fc.constant('a'),
  kind: fc.constantFrom('acknowledge', 'resolve', 'silence', 'false-alarm'),
  at: fc.nat(1000),
  by: fc.constant('lan'),
  version: fc.integer({ min: 1, max: 5 }),
  level,
});
const news = fc.record({
  kind: fc.constantFrom('opened', 'escalated', 'lowered', 'resolved', 'withdrawn'),
  level,
  sent: fc.array(fc.record({ version: fc.integer({ min: 1, max: 6 }) }), { maxLength: 3 }),
});

test('quiet never hides a rise above the level of which a person spoke last', () => {
  fc.assert(
    fc.property(news, fc.array(anAction), (of, actions) => {
      const quiet = suppressionOf(of, actions, TODAY);
      if (!quiet || (of.kind !== 'opened' && of.kind !== 'escalated')) return;
      expect(atLeast(quiet.level ?? 'normal', of.level)).toBe(true);
      expect(Math.max(...actions.map(({ at }) => at))).toBe(quiet.at);
    }),
  );
});

test('who has heard of a later version hears all of what follows', () => {
  fc.assert(
    fc.property(news, anAction, (of, action) => {
      const heard = { ...of, sent: [...of.sent, { version: action.version + 1 }] };
      expect(suppressionOf(heard, [action], TODAY)).toBeUndefined();
    }),
  );
});

test('a silence holds through its last day, in whatever order the actions are read', () => {
  const silence: AlertAction = {
    alert: 'a',
    kind: 'silence',
    at: 2,
    by: 'lan',
    version: 1,
    level: 'alert',
    until: TODAY,
  };
  const before: AlertAction = { alert: 'a', kind: 'acknowledge', at: 1, by: 'lan', version: 1, level: 'alert' };
  const end = { kind: 'resolved', level: 'alert', sent: [{ version: 1 }] } as const;
  for (const actions of [
    [before, silence],
    [silence, before],
  ]) {
    expect(suppressionOf(end, actions, TODAY)).toBe(silence);
    expect(suppressionOf(end, actions, addDays(TODAY, 1))).toBeUndefined();
  }
  expect(suppressionOf(end, [silence, { ...before, at: 3 }], TODAY)).toBeUndefined();
});
