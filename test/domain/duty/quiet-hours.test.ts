import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { tellableFrom } from '#domain/duty/quiet-hours.ts';
import { runsOf } from '#support/seeds.ts';
import { at, someDesk } from './some-desk.ts';

const hanoi = someDesk({ quietHours: HANOI_DESK.quietHours });
const officer = { level: 'alert', isOnDuty: false } as const;
const duty = { level: 'alert', isOnDuty: true } as const;

test('what is no crisis waits for the morning, on a working day', () => {
  expect(tellableFrom(hanoi, at('20:59'), officer)).toBe(at('20:59'));
  expect(tellableFrom(hanoi, at('21:00'), officer)).toBe(at('06:30', '2026-11-26'));
  expect(tellableFrom(hanoi, at('03:00'), officer)).toBe(at('06:30'));
  expect(tellableFrom(hanoi, at('06:30'), officer)).toBe(at('06:30'));
  expect(tellableFrom(hanoi, at('03:00'), { level: 'crisis', isOnDuty: false })).toBe(at('03:00'));
  expect(tellableFrom(someDesk(), at('03:00'), officer)).toBe(at('03:00'));
});

test('on days off who has no duty hears on the next working day, and who has it in the morning', () => {
  const saturday = at('10:00', '2026-11-28');
  expect(tellableFrom(hanoi, saturday, officer)).toBe(at('06:30', '2026-11-30'));
  expect(tellableFrom(hanoi, saturday, duty)).toBe(saturday);
  expect(tellableFrom(hanoi, at('22:00', '2026-11-27'), duty)).toBe(at('06:30', '2026-11-28'));
  expect(tellableFrom(hanoi, at('10:00', '2027-02-05'), officer)).toBe(at('06:30', '2027-02-12'));
});

test('quiet hours within one day end on that day', () => {
  const noon = someDesk({ quietHours: { from: '12:00', to: '13:30', except: [], daysOff: false } });
  expect(tellableFrom(noon, at('12:15'), officer)).toBe(at('13:30'));
  expect(tellableFrom(noon, at('13:30'), officer)).toBe(at('13:30'));
});

test('quiet hours that end as they begin are none', () => {
  const none = someDesk({ quietHours: { from: '06:30', to: '06:30', except: [], daysOff: false } });
  for (const time of ['03:00', '06:30', '21:00']) expect(tellableFrom(none, at(time), officer)).toBe(at(time));
});

test('the first instant is never earlier, is no rest itself, and is the same from anywhere in the rest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 }), fc.boolean(), (minutes, isOnDuty) => {
      const now = at('00:00', '2026-01-01') + minutes * 60_000;
      const news = { level: 'alert', isOnDuty } as const;
      const from = tellableFrom(hanoi, now, news);
      expect(from).toBeGreaterThanOrEqual(now);
      expect(tellableFrom(hanoi, from, news)).toBe(from);
      if (from > now) expect(tellableFrom(hanoi, (now + from) / 2, news)).toBe(from);
    }),
    { numRuns: runsOf({ few: 300, all: 5000 }) },
  );
});
