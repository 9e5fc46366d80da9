import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alert, type AlertAction, alertState } from '#domain/alert/alert.ts';
import { type AlertEnd, endOfAlert } from '#domain/alert/alert-end.ts';
import { falseWithin, seenInside, type WiderAlert } from '#domain/alert/false-alarm.ts';
import { addDays, startOfBusinessDay } from '#domain/business-day.ts';
import { type Level, rankOf } from '#domain/level.ts';
import { isOver, type Suggestion, stateOn, withEnd } from '#domain/matching/suggestion.ts';
import { anAlert, anEpisode, RICE } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const DAY = '2026-11-23';
const NOON = startOfBusinessDay(DAY) + 12 * 3_600_000;

const level = fc.constantFrom<Level>('watch', 'alert', 'crisis');

function alertAt(place: string, of: Level, changes: Partial<Alert> = {}): Alert {
  return anAlert({ place, episode: anEpisode({ level: of, openedOn: '2026-11-21' }), ...changes });
}

const said = (alert: Alert, changes: Partial<AlertAction> = {}): AlertAction => ({
  alert: alert.id,
  kind: 'false-alarm',
  at: NOON,
  by: 'lan',
  version: alert.version,
  level: alert.level,
  ...changes,
});

const city = (of: Level, actions: (alert: Alert) => readonly AlertAction[]): WiderAlert => {
  const alert = alertAt('ha-noi', of);
  return { alert, actions: actions(alert) };
};

describe('the false alarm of a wider alert', () => {
  test('covers an alert inside that is no worse than what was seen there, and no other', () => {
    fc.assert(
      fc.property(level, level, level, (ofCity, seen, now) => {
        const inside = seenInside(alertAt('ha-noi', ofCity), [
          { place: 'hoan-kiem', asOf: DAY, knownSince: DAY, episodes: [anEpisode({ level: seen })] },
        ]);
        const around = [city(ofCity, (alert) => [said(alert, { inside })])];
        const covered = rankOf(seen) <= rankOf(ofCity) && rankOf(now) <= rankOf(seen);
        const ward = alertAt('hoan-kiem', now);
        expect(falseWithin(ward, [], around) !== undefined).toBe(covered);
        expect(alertState(ward, [], DAY, falseWithin(ward, [], around))).toBe(covered ? 'false-alarm' : 'open');
        expect(falseWithin(alertAt('cua-nam', now), [], around)).toBeUndefined();
        const rice = anAlert({ episode: anEpisode({ level: now, product: RICE.id }) });
        expect(falseWithin(rice, [], around)).toBeUndefined();
        expect(falseWithin({ ...ward, direction: 'down' }, [], around)).toBeUndefined();
      }),
    );
  });

  test('is said of what stood then: a later move, or a later word of somebody inside, is not covered', () => {
    const inside = [{ place: 'hoan-kiem', level: 'crisis' as const }];
    const around = [city('crisis', (alert) => [said(alert, { inside })])];
    const ward = alertAt('hoan-kiem', 'crisis');
    expect(falseWithin(ward, [], around)?.wider.id).toBe(around[0]?.alert.id);
    const later = alertAt('hoan-kiem', 'crisis', { episode: anEpisode({ openedOn: addDays(DAY, 1) }) });
    expect(falseWithin(later, [], around)).toBeUndefined();
    const own = (at: number): AlertAction[] => [{ ...said(ward), kind: 'acknowledge', at }];
    expect(falseWithin(ward, own(NOON - 1), around)).toBeDefined();
    expect(falseWithin(ward, own(NOON + 1), around)).toBeUndefined();
  });

  test('holds while it is the last word, and the wider alert no worse, even if that one is over', () => {
    const inside = [{ place: 'hoan-kiem', level: 'alert' as const }];
    const ward = alertAt('hoan-kiem', 'alert');
    const wider = city('alert', (alert) => [said(alert, { inside })]);
    const withAlert = (changes: Partial<Alert>) => [{ ...wider, alert: { ...wider.alert, ...changes } }];
    expect(falseWithin(ward, [], withAlert({ level: 'crisis', version: 2 }))).toBeUndefined();
    for (const status of ['resolved', 'withdrawn'] as const) {
      expect(falseWithin(ward, [], withAlert({ status, version: 2 }))).toBeDefined();
    }
    const endedBefore = { ...wider.alert.episode, resolvedOn: '2026-11-20' };
    expect(falseWithin(ward, [], withAlert({ status: 'resolved', episode: endedBefore }))).toBeUndefined();
    const taken = { ...said(wider.alert), kind: 'acknowledge' as const, at: NOON + 1 };
    expect(falseWithin(ward, [], [{ ...wider, actions: [...wider.actions, taken] }])).toBeUndefined();
  });

  test('goes by days where it was not noted what stood inside, and covers nothing where no level was noted either', () => {
    const around = (changes: Partial<AlertAction>) => [city('alert', (alert) => [said(alert, changes)])];
    const ward = alertAt('hoan-kiem', 'alert');
    expect(falseWithin(ward, [], around({}))).toBeDefined();
    const { level: _level, ...older } = said(ward);
    expect(falseWithin(ward, [], [city('alert', () => [older])])).toBeUndefined();
    expect(falseWithin(alertAt('hoan-kiem', 'crisis'), [], around({}))).toBeUndefined();
    const risen = anAlert({ episode: anEpisode({ level: 'alert', escalatedOn: addDays(DAY, 1) }) });
    expect(falseWithin(risen, [], around({}))).toBeUndefined();
    const { escalatedOn: _day, ...episode } = anEpisode({ level: 'alert', openedOn: DAY });
    expect(falseWithin(anAlert({ episode }), [], around({}))).toBeDefined();
  });

  test('of several around, the nearest that covers answers', () => {
    const ward = alertAt('hoan-kiem', 'watch');
    const far = city('crisis', (alert) => [said(alert)]);
    const near: WiderAlert = { alert: alertAt('zone', 'crisis'), actions: [] };
    expect(falseWithin(ward, [], [near, far])?.wider.place).toBe('ha-noi');
    expect(falseWithin(ward, [], [{ ...near, actions: [said(near.alert)] }, far])?.wider.place).toBe('zone');
  });

  test('notes open moves only', () => {
    const at = (place: string, changes: Parameters<typeof anEpisode>[0]) => ({
      place,
      asOf: DAY,
      knownSince: DAY,
      episodes: [anEpisode({ level: 'watch', ...changes })],
    });
    const seen = seenInside(alertAt('ha-noi', 'crisis'), [
      at('a', {}),
      at('b', { status: 'recovering' }),
      at('c', { status: 'resolved' }),
      at('d', { status: 'pending', level: 'normal' }),
      at('e', { direction: 'down' }),
    ]);
    expect(seen.map(({ place }) => place)).toEqual(['a', 'b']);
  });
});

describe('the end of an alert', () => {
  test('is told with its day, as the market, a correction or people said', () => {
    const alert = alertAt('hoan-kiem', 'alert');
    const { episode } = alert;
    expect(endOfAlert(alert, [], undefined)).toBeUndefined();
    const resolved = { ...alert, status: 'resolved' as const, episode: { ...episode, resolvedOn: '2026-11-22' } };
    expect(endOfAlert(resolved, [said(alert)], undefined)).toEqual({ reason: 'resolved', on: '2026-11-22' });
    expect(endOfAlert({ ...alert, status: 'withdrawn' }, [], undefined)).toEqual({ reason: 'withdrawn', on: DAY });
    expect(endOfAlert(alert, [said(alert)], undefined)).toEqual({ reason: 'false-alarm', on: DAY });
    const byHand = { ...said(alert), kind: 'resolve' as const };
    expect(endOfAlert(alert, [byHand], undefined)).toEqual({ reason: 'closed-by-hand', on: DAY });
    expect(endOfAlert({ ...alert, version: 2 }, [byHand], undefined)).toBeUndefined();
    expect(endOfAlert(alert, [{ ...byHand, kind: 'silence', until: DAY }], undefined)).toBeUndefined();
    const within = { wider: alertAt('ha-noi', 'alert'), said: said(alert) };
    expect(endOfAlert(alert, [], within)).toEqual({ reason: 'false-alarm', on: DAY });
  });

  test('by a false alarm holds for later versions that are no worse', () => {
    fc.assert(
      fc.property(level, level, (before, after) => {
        const alert = alertAt('hoan-kiem', before);
        const end = endOfAlert({ ...alert, level: after, version: 2 }, [said(alert)], undefined);
        expect(end?.reason).toBe(rankOf(after) <= rankOf(before) ? 'false-alarm' : undefined);
      }),
    );
  });
});

describe('what hangs on an alert', () => {
  const end = fc.option(
    fc.record<AlertEnd>({
      reason: fc.constantFrom('resolved', 'withdrawn', 'closed-by-hand', 'false-alarm'),
      on: fc.integer({ min: 0, max: 6 }).map((days) => addDays(DAY, days)),
    }),
    { nil: undefined },
  );
  const withoutCount = ({ again: _again, ...rest }: Suggestion) => rest;

  test('depends on its last end alone, whatever came before, and is the same when settled twice', () => {
    fc.assert(
      fc.property(fc.array(end), end, (before, last) => {
        const made = someSuggestion('x_01.0004_up_2026-11-21');
        const settled = withEnd(before.reduce(withEnd, made), last);
        expect(withoutCount(settled)).toEqual(withoutCount(withEnd(made, last)));
        expect(withEnd(settled, last)).toBe(settled);
        expect(stateOn(settled, DAY, last)).toBe(stateOn(made, DAY, last));
      }),
    );
  });

  test('is never twice the same after it has ended, so that nobody accepts what ended between', () => {
    const made = someSuggestion('x_01.0004_up_2026-11-21');
    const once = withEnd(withEnd(made, { reason: 'withdrawn', on: DAY }), undefined);
    const twice = withEnd(withEnd(once, { reason: 'withdrawn', on: DAY }), undefined);
    expect([made.again, once.again, twice.again]).toEqual([undefined, 1, 2]);
  });

  test('stays as people answered it', () => {
    fc.assert(
      fc.property(fc.constantFrom('accepted', 'changed', 'declined', 'completed'), end, (state, last) => {
        const answered = someSuggestion('x_01.0004_up_2026-11-21', { state });
        expect(withEnd(answered, last)).toBe(answered);
        expect(stateOn(answered, DAY, last)).toBe(state);
      }),
    );
  });

  test('ends with the alert or with its figures, whichever comes first', () => {
    const made = someSuggestion('x_01.0004_up_2026-11-21');
    expect(stateOn(made, '2026-11-30', { reason: 'resolved', on: made.validThrough })).toBe('ended');
    const late: AlertEnd = { reason: 'resolved', on: addDays(made.validThrough, 1) };
    expect(stateOn(made, '2026-11-30', late)).toBe('expired');
    expect(withEnd(made, late)).toBe(made);
  });

  test('may be proposed anew once its figures are too old, and not before: it stands again with the alert', () => {
    const ended = withEnd(someSuggestion('x_01.0004_up_2026-11-21'), { reason: 'resolved', on: DAY });
    expect(ended.state).toBe('ended');
    expect(isOver(ended, ended.validThrough)).toBe(false);
    expect(isOver(ended, addDays(ended.validThrough, 1))).toBe(true);
  });
});
