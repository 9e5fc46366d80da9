import { describe, expect, test } from 'vitest';
import type { Alert, AlertAction } from '#domain/alert/alert.ts';
import { seenInside } from '#domain/alert/false-alarm.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import { emptyBoard, withAlerts, withSaid } from '#domain/event/event-board.ts';
import { type SaidOfAlert, saidOf } from '#domain/event/said-of-alert.ts';
import { type NewsInShort, newsFor, type Told } from '#domain/notification/conversation.ts';
import { greensAlert, TWO_ZONES } from './event-city.ts';

const TODAY = '2026-11-23';
const AT = Date.parse(`${TODAY}T08:00:00+07:00`);
const EVENT = 'greens-up-2026-11-21';
const OFFICER = { levels: ['alert', 'crisis'] } as const;
const one = greensAlert('east-1');
const two = greensAlert('east-2', { level: 'crisis' });
const louder = (alert: Alert): Alert => ({ ...alert, level: 'crisis', version: alert.version + 1 });

const said = (alert: Alert, kind: AlertAction['kind'], changes: Partial<AlertAction> = {}): AlertAction => ({
  alert: alert.id,
  kind,
  at: AT,
  by: 'lan',
  version: alert.version,
  level: alert.level,
  ...(kind === 'silence' ? { until: TODAY } : {}),
  ...changes,
});
const words = (...actions: readonly [Alert, AlertAction][]): SaidOfAlert[] =>
  actions.flatMap(([alert, action]) => saidOf(alert, [action], undefined) ?? []);
const opened: Told = { n: 1, kind: 'opened', level: 'crisis', depth: 3, supply: true, at: AT - 1, channel: 'mail' };
const anAct = (changes: Partial<EventAct>): EventAct => ({
  event: EVENT,
  kind: 'acknowledge',
  at: AT + 1,
  by: 'minh',
  version: 1,
  level: 'crisis',
  ...changes,
});

/** What an event is to somebody who sees these members and has heard this. */
function newsOf(
  members: readonly Alert[],
  known: readonly SaidOfAlert[],
  { told = [opened], acts = [] as readonly EventAct[], today = TODAY } = {},
): NewsInShort['kind'] | undefined {
  const seen = asSaid(EVENT, { members, acts }, known, today);
  return newsFor({ ...seen, supply: false }, OFFICER, told, { catalogue: TWO_ZONES, today })?.kind;
}

describe('what is said of each alert of an event, one by one, is to its readers', () => {
  test.each(['false-alarm', 'resolve'] as const)('%s: that it is closed, and no opening', (kind) => {
    const all = words([one, said(one, kind)], [two, said(two, kind)]);
    expect(newsOf([one, two], all)).toBe('closed');
    expect(newsOf([one, two], all, { told: [] })).toBeUndefined();
  });

  test('silence: nothing, and that it goes on once the silence has run out', () => {
    const all = words([one, said(one, 'silence')], [two, said(two, 'false-alarm')]);
    expect(newsOf([one, two], all)).toBeUndefined();
    expect(newsOf([one, two], all, { told: [] })).toBeUndefined();
    const later = { today: '2026-11-24' };
    expect(newsOf([one, two], all, later)).toBe('goes-on');
    const again = { ...opened, n: 2, kind: 'goes-on' as const, at: AT + 5 };
    expect(newsOf([one, two], all, { ...later, told: [opened, again] })).toBeUndefined();
    // What is said of the other one after that makes nobody hear it a second time.
    const afterwards = words([one, said(one, 'silence')], [two, said(two, 'false-alarm', { at: AT + 9 })]);
    expect(newsOf([one, two], afterwards, { ...later, told: [opened, again] })).toBeUndefined();
  });

  test('no more than that while one of them stands: only that one is news', () => {
    const held = words([two, said(two, 'false-alarm')]);
    expect(newsOf([one, two], held, { told: [] })).toBe('opened');
    const { members } = asSaid(EVENT, { members: [one, two], acts: [] }, held, TODAY);
    expect(members).toEqual([one]);
    const alertOnly = { told: [{ ...opened, level: 'alert' as const }] };
    expect(newsOf([one, two], [], alertOnly)).toBe('escalated');
    expect(newsOf([one, two], held, alertOnly)).toBeUndefined();
  });

  test('over when an alert rises above what was seen, and still the end of what was heard', () => {
    const all = words([one, said(one, 'false-alarm')]);
    expect(newsOf([louder(one)], all, { told: [] })).toBe('opened');
    expect(newsOf([{ ...one, status: 'resolved' }], all)).toBe('ended');
  });

  test('less than what somebody says of the event afterwards, or with it', () => {
    const all = words([one, said(one, 'false-alarm')]);
    expect(newsOf([one], all, { acts: [anAct({})] })).toBeUndefined();
    expect(newsOf([one], all, { acts: [anAct({})], told: [] })).toBe('opened');
    expect(newsOf([one], all, { acts: [anAct({ at: AT - 9 })] })).toBe('closed');
    const laid = words([one, said(one, 'silence', { event: EVENT })]);
    expect(newsOf([one], laid, { told: [] })).toBe('opened');
    expect(newsOf([one], words([one, said(one, 'silence', { event: 'greens-up-2026-11-20' })]), { told: [] })).toBe(
      undefined,
    );
  });
});

describe('the last word on an alert is', () => {
  test('what was said last, at a level that it has not risen above; nothing once it has ended', () => {
    const silence = said(one, 'silence');
    expect(saidOf(one, [silence], undefined)).toMatchObject({ kind: 'silence', level: 'alert', until: TODAY });
    expect(saidOf(louder(one), [silence], undefined)).toBeUndefined();
    expect(saidOf(one, [silence, said(one, 'acknowledge', { at: AT + 1 })], undefined)).toBeUndefined();
    expect(saidOf({ ...one, status: 'resolved' }, [silence], undefined)).toBeUndefined();
  });

  test('of what was said before levels were noted: while its version is that one', () => {
    const { level: _level, ...old } = said(one, 'false-alarm');
    expect(saidOf(one, [old], undefined)).toMatchObject({ kind: 'false-alarm', level: 'alert' });
    expect(saidOf({ ...one, version: one.version + 1 }, [old], undefined)).toBeUndefined();
  });

  test('that a wider alert was called false, and this one with it', () => {
    const zone = greensAlert('east');
    const within = { wider: zone, said: said(zone, 'false-alarm', { inside: seenInside(zone, []) }) };
    expect(saidOf(one, [], within)).toMatchObject({ alert: one.id, kind: 'false-alarm', level: 'alert' });
  });
});

test('a board keeps the words on its live alerts, and is the same board where nothing was said', () => {
  const moment = { catalogue: TWO_ZONES, now: AT };
  const board = withAlerts(emptyBoard('greens-up'), [one, two], moment);
  expect(withSaid(board, new Map([[one.id, undefined]]))).toBe(board);
  const [word] = words([one, said(one, 'false-alarm')]);
  const heard = withSaid(board, new Map([[one.id, word]]));
  expect(heard.said).toEqual([word]);
  expect(withSaid(heard, new Map([[one.id, word]]))).toBe(heard);
  expect(withAlerts(heard, [two], moment)).toBe(heard);
  expect(withAlerts(heard, [{ ...one, status: 'resolved' }], moment)).not.toHaveProperty('said');
  expect(withSaid(heard, new Map([[one.id, undefined]]))).toEqual(board);
});
