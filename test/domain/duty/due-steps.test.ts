import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { type AttendedEvent, dueSteps, failingIn, nextEscalation, type Step } from '#domain/duty/due-steps.ts';
import type { Desk } from '#domain/duty/who-is-on-duty.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import type { EventChange } from '#domain/event/event-board.ts';
import type { Level } from '#domain/level.ts';
import type { Conversation, Told } from '#domain/notification/conversation.ts';
import { runsOf } from '#support/seeds.ts';
import { at, officeWith, someDesk } from './some-desk.ts';

const MINUTE = 60_000;
const OPENED = at('08:00');
const inMinutes = (minutes: number) => OPENED + minutes * MINUTE;
const change = (minutes: number, kind: EventChange['kind'], level?: Level): EventChange => ({
  at: inMinutes(minutes),
  kind,
  ...(level === undefined ? {} : { level }),
});
const anEvent = (
  changes: Partial<AttendedEvent> = {},
  log: readonly EventChange[] = [change(0, 'opened', 'crisis')],
): AttendedEvent => {
  const level = log.findLast((entry) => entry.level !== undefined)?.level ?? 'crisis';
  const risen = log.findLast(({ kind }) => kind === 'opened' || kind === 'escalated');
  return { known: { level, levelSince: risen?.at ?? OPENED, log }, acts: [], workedAt: [], talks: [], ...changes };
};
const act = (minutes: number, changes: Partial<EventAct> = {}): EventAct => ({
  event: 'pork-up-2026-11-25',
  kind: 'acknowledge',
  at: inMinutes(minutes),
  by: 'lan',
  version: 1,
  level: 'crisis',
  ...changes,
});
const talk = (reader: string, ...told: Partial<Told>[]): Conversation => ({
  event: 'pork-up-2026-11-25',
  reader,
  told: told.map((one, index) => ({
    n: index + 1,
    kind: 'opened',
    level: 'crisis',
    depth: 1,
    supply: false,
    at: OPENED,
    channel: 'mail',
    ...one,
  })),
});
const failure = (minutes: number) => ({ at: inMinutes(minutes), channel: 'mail', cause: 'no answer' });
const failingTalk = (reader: string, minutes: number): Conversation => ({
  ...talk(reader),
  sending: {
    n: 1,
    news: { kind: 'opened', level: 'crisis', depth: 1, supply: false },
    content: {},
    claimedAt: inMinutes(minutes),
    attempts: 2,
    notBefore: inMinutes(minutes + 5),
    channel: 0,
    failures: [failure(minutes)],
  },
});
const inShort = (steps: readonly Step[]) => steps.map(({ kind, reader }) => `${kind} ${reader}`).toSorted();
const dueAfter = (minutes: number, event = anEvent(), desk = someDesk()) =>
  inShort(dueSteps(event, desk, inMinutes(minutes)));

describe('while nobody is on a crisis', () => {
  test('duty hears at once, the lead after half an hour, the director after two', () => {
    expect(dueAfter(0)).toEqual(['escalation lan']);
    expect(dueAfter(29)).toEqual(['escalation lan']);
    expect(dueAfter(30)).toEqual(['escalation lan', 'escalation lead']);
    expect(dueAfter(120)).toEqual(['escalation director', 'escalation lan', 'escalation lead']);
  });

  test('whoever was told is reminded, unless he has just heard of it, and of an end nobody is', () => {
    const heard = anEvent({ talks: [talk('minh', {})] });
    expect(dueAfter(9, heard)).not.toContain('reminder minh');
    expect(dueAfter(10, heard)).toContain('reminder minh');
    expect(dueAfter(12, anEvent({ talks: [talk('minh', { at: inMinutes(5) })] }))).not.toContain('reminder minh');
    expect(dueAfter(10, anEvent({ talks: [talk('minh', {}, { kind: 'ended', at: inMinutes(1) })] }))).not.toContain(
      'reminder minh',
    );
  });

  test('after the last reminder there is one each day, and never two at once', () => {
    const ids = [1, 2, 3].map((days) => {
      const due = dueSteps(anEvent({ talks: [talk('minh', {})] }), someDesk(), inMinutes(60 + days * 24 * 60));
      return due.filter(({ kind }) => kind === 'reminder').map(({ id }) => id);
    });
    expect(ids.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(ids.flat()).size).toBe(3);
  });

  test('the next person is told in place of who cannot be reached, and the next but one where he cannot be either', () => {
    const failing = anEvent({ talks: [failingTalk('lan', 1)] });
    expect(dueAfter(10, failing)).not.toContain('instead minh');
    expect(dueAfter(11, failing)).toContain('instead minh');
    const both = anEvent({ talks: [failingTalk('lan', 1), failingTalk('minh', 2)] });
    expect(dueAfter(12, both)).toContain('instead lead');
    expect([...failingIn(both).keys()]).toEqual(['lan', 'minh']);
    const reached = anEvent({ talks: [{ ...failingTalk('lan', 1), told: talk('lan', { n: 2 }).told }] });
    expect(failingIn(reached).size).toBe(0);
  });

  test('what falls into quiet hours is due when they end, and a crisis is told at any hour', () => {
    const night = inMinutes(15 * 60);
    const desk = someDesk({ quietHours: HANOI_DESK.quietHours });
    const alert = anEvent({}, [{ at: night, kind: 'opened', level: 'alert' }]);
    const morning = at('06:30', '2026-11-26');
    expect(dueSteps(alert, desk, night + 300 * MINUTE)).toEqual([]);
    expect(inShort(dueSteps(alert, desk, morning))).toEqual(['escalation lan']);
    expect(nextEscalation(alert, desk, night)?.at).toBe(morning);
    const crisis = anEvent({}, [{ at: night, kind: 'opened', level: 'crisis' }]);
    expect(inShort(dueSteps(crisis, desk, night))).toEqual(['escalation lan']);
  });
});

describe('the clock of a level', () => {
  test('begins anew with a rise that the act has not seen', () => {
    const risen = [change(0, 'opened', 'alert'), change(600, 'escalated', 'crisis')];
    const event = anEvent({ acts: [act(5, { level: 'alert' })] }, risen);
    expect(dueAfter(599, { ...event, known: { ...event.known, level: 'alert' } })).toEqual([]);
    expect(dueAfter(601, event)).toEqual(['escalation lan']);
    expect(dueAfter(629, event)).not.toContain('escalation lead');
    expect(dueAfter(630, event)).toContain('escalation lead');
  });

  test('goes on over a short dip, and not over a long one', () => {
    const dip = (minutes: number) => [
      change(0, 'opened', 'crisis'),
      change(20, 'lowered', 'alert'),
      change(20 + minutes, 'escalated', 'crisis'),
    ];
    expect(dueAfter(45, anEvent({}, dip(20)))).toContain('escalation lead');
    expect(dueAfter(20 + 120 + 5, anEvent({}, dip(120)))).not.toContain('escalation lead');
  });

  test('begins on the day after a silence', () => {
    const silenced = anEvent({ acts: [act(5, { kind: 'silence', until: '2026-11-25' })] });
    expect(dueAfter(15 * 60, silenced)).toEqual([]);
    const midnight = at('00:00', '2026-11-26');
    expect(inShort(dueSteps(silenced, someDesk(), midnight + 29 * MINUTE))).toEqual(['escalation lan']);
    expect(inShort(dueSteps(silenced, someDesk(), midnight + 30 * MINUTE))).toContain('escalation lead');
  });

  test('does not move when the oldest changes of a long event are forgotten', () => {
    const spread = Array.from({ length: 20 }, (_, index) => change(index + 1, 'spread', 'crisis'));
    const ids = (log: readonly EventChange[]) => {
      const event = anEvent({}, log);
      const known = { ...event.known, levelSince: OPENED };
      return dueSteps({ ...event, known }, someDesk(), inMinutes(200)).map(({ id }) => id);
    };
    expect(ids(spread.slice(10))).toEqual(ids([change(0, 'opened', 'crisis'), ...spread]));
  });
});

describe('all steps stop', () => {
  test('when somebody takes it over, silences or closes it, calls it false, or it ends', () => {
    for (const kind of ['acknowledge', 'assign', 'silence', 'resolve', 'false-alarm'] as const) {
      const until = kind === 'silence' ? { until: '2026-11-27' } : {};
      expect(dueAfter(100, anEvent({ acts: [act(20, { kind, ...until })] }))).toEqual([]);
    }
    const event = anEvent({ talks: [talk('minh', {})] });
    expect(dueAfter(100, { ...event, known: { ...event.known, endedAt: inMinutes(50) } })).toEqual([]);
    expect(dueAfter(100, { ...event, known: { ...event.known, joinedInto: 'pork-up-2026-11-20' } })).toEqual([]);
  });
});

describe('while somebody is on it', () => {
  test('he is reminded when nothing is done, then the lead; and work begins the time anew', () => {
    const taken = anEvent({ acts: [act(5)] });
    expect(dueAfter(124, taken)).toEqual([]);
    expect(dueAfter(125, taken)).toEqual(['stalled lan']);
    expect(dueAfter(185, taken)).toEqual(['stalled lan', 'stalled lead']);
    expect(dueAfter(185, { ...taken, workedAt: [inMinutes(100)] })).toEqual([]);
    expect(dueAfter(185, anEvent({ acts: [act(5, { dueAt: inMinutes(300) })] }))).toEqual([]);
    expect(dueAfter(300, anEvent({ acts: [act(5, { dueAt: inMinutes(300) })] }))).toEqual(['stalled lan']);
  });

  test('to whom it was given hears of it at once, and his deputy where he is not there or cannot be reached', () => {
    const given = anEvent({ acts: [act(5, { kind: 'assign', by: 'lead', to: 'lan' })] });
    expect(dueAfter(5, given)).toEqual(['assigned lan']);
    const leave = [{ who: 'lan', from: '2026-11-25', to: '2026-11-25' }];
    expect(dueAfter(5, given, someDesk({ leave }))).toEqual(['handed-over minh']);
    expect(dueAfter(5, given, someDesk({}, officeWith({ lan: { active: false } })))).toEqual(['handed-over minh']);
    expect(dueAfter(20, { ...given, talks: [failingTalk('lan', 6)] })).toEqual(['assigned lan', 'instead minh']);
  });

  test('his deputy takes over when his leave begins', () => {
    const taken = anEvent({ acts: [act(5)], workedAt: [at('23:00')] });
    const desk = someDesk({ leave: [{ who: 'lan', from: '2026-11-26', to: '2026-11-30' }] });
    expect(inShort(dueSteps(taken, desk, at('23:59')))).toEqual([]);
    expect(inShort(dueSteps(taken, desk, at('00:00', '2026-11-26')))).toEqual(['handed-over minh']);
  });
});

/** What was told when the desk was asked at these instants, each time by two at once of whom one writes first. */
function askedAt(minutes: readonly number[], event: (minute: number) => AttendedEvent, desk: Desk) {
  const told: { readonly id: string; readonly reader: string; readonly minute: number }[] = [];
  let talks: Conversation[] = [];
  for (const minute of minutes) {
    const asked = { ...event(minute), talks };
    // Both read the same; the second finds that the conversation has changed, and looks again.
    const both = [0, 1].flatMap(() => dueSteps(asked, desk, inMinutes(minute)));
    for (const { id, reader } of both) {
      const again = dueSteps({ ...event(minute), talks }, desk, inMinutes(minute));
      if (!again.some((step) => step.id === id && step.reader === reader)) continue;
      told.push({ id, reader, minute });
      const kept = talks.find((one) => one.reader === reader) ?? talk(reader);
      const n = kept.told.length + 1;
      const message: Told = {
        n,
        kind: 'reminder',
        level: 'crisis',
        depth: 1,
        supply: false,
        at: inMinutes(minute),
        channel: 'mail',
        steps: [id],
      };
      talks = [...talks.filter(({ reader: other }) => other !== reader), { ...kept, told: [...kept.told, message] }];
    }
  }
  return told;
}

test('whenever and however often the desk is asked, each step is told once and none is lost', () => {
  const LAST = 600;
  const acts = fc.array(
    fc.record({
      minute: fc.nat(LAST),
      kind: fc.constantFrom('acknowledge', 'assign', 'false-alarm'),
      isCrisis: fc.boolean(),
    }),
    { maxLength: 2 },
  );
  const rises = fc.array(fc.record({ minute: fc.nat(LAST), level: fc.constantFrom('alert', 'crisis') }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.array(fc.nat(LAST), { maxLength: 40 }), acts, rises, (asked, drawn, levels) => {
      const log = levels.toSorted((a, b) => a.minute - b.minute);
      const event = (minute: number) => {
        const changes = log
          .filter((one) => one.minute <= minute)
          .map((one, index, all): EventChange => {
            const before = index === 0 ? 'alert' : all[index - 1]?.level;
            const kind = one.level === 'crisis' && before === 'alert' ? 'escalated' : 'lowered';
            return change(one.minute, kind, one.level as Level);
          });
        const done = drawn
          .filter((one) => one.minute <= minute)
          .map((one) =>
            act(one.minute, { kind: one.kind as EventAct['kind'], level: one.isCrisis ? 'crisis' : 'alert' }),
          );
        return anEvent({ acts: done }, [change(0, 'opened', 'alert'), ...changes]);
      };
      const desk = someDesk();
      const minutes = [...asked, LAST].toSorted((a, b) => a - b);
      const told = askedAt(minutes, event, desk);
      const names = told.map(({ id, reader }) => `${reader} ${id}`);
      expect(new Set(names).size).toBe(names.length);
      // However seldom it was asked, all that is still called for was told.
      const often = askedAt(
        Array.from({ length: LAST / 4 + 1 }, (_, index) => 4 * index),
        event,
        desk,
      );
      const still = dueSteps({ ...event(LAST), talks: [] }, desk, inMinutes(LAST));
      for (const { id, reader } of still.filter(({ kind }) => kind !== 'reminder')) {
        for (const all of [told, often]) {
          expect(all.filter((one) => one.id === id && one.reader === reader)).toHaveLength(1);
        }
      }
    }),
    { numRuns: runsOf({ few: 60, all: 1500 }) },
  );
});
