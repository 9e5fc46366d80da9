import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import type { SaidOfAlert } from '#domain/event/said-of-alert.ts';
import {
  type Conversation,
  type NewsInShort,
  newsFor,
  nextStepAt,
  type Told,
  withClaim,
  withDue,
  withFailure,
  withRetry,
  withTold,
} from '#domain/notification/conversation.ts';
import { runsOf } from '#support/seeds.ts';
import { greensAlert, TWO_ZONES } from '../event/event-city.ts';

const TODAY = '2026-11-23';
const AT = Date.parse(`${TODAY}T08:00:00+07:00`);
const OFFICER = { levels: ['alert', 'crisis'] } as const;
const where = { catalogue: TWO_ZONES, today: TODAY };
const anAct = (changes: Partial<EventAct>): EventAct => ({
  event: 'greens-up-2026-11-21',
  kind: 'acknowledge',
  at: AT,
  by: 'lan',
  version: 1,
  level: 'alert',
  ...changes,
});
const heard = (...kinds: [NewsInShort['kind'], Partial<Told>?][]): Told[] =>
  kinds.map(([kind, changes], index) => ({
    n: index + 1,
    kind,
    level: 'alert',
    depth: 3,
    supply: false,
    at: AT - 3_600_000 + index,
    channel: 'mail',
    ...changes,
  }));
const newsOf = (
  members: readonly Alert[],
  told: readonly Told[] = [],
  acts: readonly EventAct[] = [],
  supply = false,
) => newsFor({ members, acts, supply }, OFFICER, told, where)?.kind;

const ward = greensAlert('east-1');
const crisis = { ...ward, level: 'crisis' as const };
const over: Alert = { ...ward, status: 'resolved' };
const gone: Alert = { ...ward, status: 'withdrawn' };

describe('news to a reader is', () => {
  test('that an event has opened, at a level that he asked for', () => {
    expect(newsOf([ward])).toBe('opened');
    expect(newsOf([greensAlert('east-1', { level: 'watch' })])).toBeUndefined();
    expect(newsOf([{ ...ward, news: false }])).toBeUndefined();
    const leader = { levels: ['crisis'] } as const;
    expect(newsFor({ members: [ward], acts: [], supply: false }, leader, [], where)).toBeUndefined();
  });

  test('a rise above what he was told, also where he was told in parts, and no second one', () => {
    expect(newsOf([crisis], heard(['opened']))).toBe('escalated');
    expect(newsOf([crisis], heard(['opened'], ['escalated', { level: 'crisis' }]))).toBeUndefined();
  });

  test('a wider area, and not one more ward of the same', () => {
    expect(newsOf([ward, greensAlert('east-2')], heard(['opened']))).toBeUndefined();
    expect(newsOf([ward, greensAlert('east')], heard(['opened']))).toBe('spread');
    expect(newsOf([ward, greensAlert('hn')], heard(['opened'], ['spread', { depth: 2 }]))).toBe('spread');
  });

  test('supply where no message has told of any', () => {
    expect(newsOf([ward], heard(['opened']), [], true)).toBe('supply-found');
    expect(newsOf([ward], heard(['opened', { supply: true }]), [], true)).toBeUndefined();
  });

  test('the end, or that it was taken back, where he heard of it, and once', () => {
    expect(newsOf([over], heard(['opened']))).toBe('ended');
    expect(newsOf([gone], heard(['opened']))).toBe('withdrawn');
    expect(newsOf([], heard(['opened']))).toBe('ended');
    expect(newsOf([over])).toBeUndefined();
    expect(newsOf([over], heard(['opened'], ['ended']))).toBeUndefined();
    expect(newsOf([ward], heard(['opened'], ['ended']))).toBe('opened');
  });

  test('nothing while it is silenced, but the end of what he had heard of, and that it goes on after the silence', () => {
    const silence = anAct({ kind: 'silence', until: TODAY, at: AT - 60_000 });
    expect(newsOf([ward], heard(['opened']), [silence], true)).toBeUndefined();
    expect(newsOf([ward], [], [silence])).toBeUndefined();
    expect(newsOf([over], heard(['opened']), [silence])).toBe('ended');
    expect(newsOf([crisis], heard(['opened']), [silence])).toBe('escalated');
    const ranOut = anAct({ kind: 'silence', until: '2026-11-22', at: AT - 60_000 });
    expect(newsOf([ward], heard(['opened']), [ranOut])).toBe('goes-on');
    expect(newsOf([ward], heard(['opened'], ['goes-on', { at: AT }]), [ranOut])).toBeUndefined();
  });

  test('that somebody has closed it or called it false, where he heard of it', () => {
    for (const kind of ['resolve', 'false-alarm'] as const) {
      expect(newsOf([ward], heard(['opened']), [anAct({ kind })])).toBe('closed');
      expect(newsOf([ward], [], [anAct({ kind })])).toBeUndefined();
      expect(newsOf([crisis], heard(['opened'], ['closed']), [anAct({ kind })])).toBe('opened');
    }
  });

  test('a rise again where it may have been told, and nobody will ever know', () => {
    const lost = { unsure: true as const, unanswered: true as const };
    const of = (told: readonly Told[], members: readonly Alert[] = [ward]) =>
      newsFor({ members, acts: [], supply: false }, OFFICER, told, where);
    expect(of(heard(['opened', lost]))).toMatchObject({ kind: 'opened', again: true });
    expect(of(heard(['opened'], ['escalated', { ...lost, level: 'crisis' }]), [crisis])).toMatchObject({
      kind: 'escalated',
      again: true,
    });
    expect(of(heard(['opened', lost], ['opened']))).toBeUndefined();
    expect(of(heard(['opened', lost]), [over])).toMatchObject({ kind: 'ended' });
    expect(of(heard(['opened', lost]), [over])).not.toHaveProperty('again');
  });

  test('nothing new where somebody takes it over', () => {
    expect(newsOf([ward], heard(['opened']), [anAct({})])).toBeUndefined();
    expect(newsOf([ward], [], [anAct({})])).toBe('opened');
  });
});

const EMPTY: Conversation<string> = { event: 'e', reader: 'r', told: [] };
const OPENED: NewsInShort = { kind: 'opened', level: 'alert', depth: 3, supply: false };
const WAITS = { gatherMs: 3_000, pauseMs: 900_000 };
const LEASE = { now: AT, leaseMs: 60_000 };

describe('a message', () => {
  test('waits until the wider judgement is in, from when it was first due', () => {
    const due = withDue(EMPTY, OPENED, AT, WAITS);
    expect(nextStepAt(due)).toBe(AT + 3_000);
    expect(withDue(due, { ...OPENED, kind: 'escalated' }, AT + 2_000, WAITS)).toBe(due);
  });

  test('of what is neither a rise nor an end waits until the one before is some time old; a rise does not wait for it', () => {
    const told = withTold(withClaim(EMPTY, OPENED, 'x', LEASE), 'mail', AT);
    const spread = withDue(told, { ...OPENED, kind: 'spread' }, AT + 10_000, WAITS);
    expect(nextStepAt(spread)).toBe(AT + 900_000);
    const risen = withDue(spread, { ...OPENED, kind: 'escalated' }, AT + 20_000, WAITS);
    expect(nextStepAt(risen)).toBe(AT + 13_000);
    expect(nextStepAt(withDue(told, { ...OPENED, kind: 'ended' }, AT + 5_000, WAITS))).toBe(AT + 8_000);
  });

  test('that something is all over the city waits for no pause', () => {
    const told = withTold(withClaim(EMPTY, OPENED, 'x', LEASE), 'mail', AT);
    const spread = (depth: number) =>
      withDue(told, { ...OPENED, kind: 'spread', depth }, AT, { ...WAITS, cityDepth: 1 });
    expect(nextStepAt(spread(1))).toBe(AT + 3_000);
    expect(nextStepAt(spread(2))).toBe(AT + 900_000);
  });

  test('has one number, and each try waits longer, on the next way after two failures, until it is given up', () => {
    let talk = withClaim(EMPTY, OPENED, 'x', LEASE);
    const channels: number[] = [];
    const waits: number[] = [];
    for (let now = AT; talk.sending; now = nextStepAt(talk) ?? now) {
      channels.push(talk.sending.channel);
      const failed = withFailure(talk, { channel: 'mail', cause: 'no', isRefused: true, now });
      waits.push((nextStepAt(failed) ?? now) - now);
      talk = failed.sending
        ? withRetry(failed, { now: nextStepAt(failed) ?? now, leaseMs: 60_000, channels: 2 })
        : failed;
    }
    expect(channels).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 0, 0]);
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(6 * 3_600_000);
    expect(talk).toMatchObject({ told: [], givenUp: [{ n: 1, kind: 'opened' }] });
    expect(nextStepAt(talk)).toBeUndefined();
  });

  test('may be a repeat where an answer never came, or where who claimed it has not come back', () => {
    const claimed = withClaim(EMPTY, OPENED, 'x', LEASE);
    expect(withRetry(claimed, { ...LEASE, channels: 1 }).sending?.unsure).toBe(true);
    const refused = withFailure(claimed, { channel: 'mail', cause: 'no', isRefused: true, now: AT });
    expect(withRetry(refused, { ...LEASE, channels: 1 }).sending).not.toHaveProperty('unsure');
    const unanswered = withFailure(claimed, { channel: 'mail', cause: 'late', isRefused: false, now: AT });
    expect(withTold(withRetry(unanswered, { ...LEASE, channels: 1 }), 'mail', AT).told).toMatchObject([
      { unsure: true },
    ]);
  });
});

const someMembers = fc.array(
  fc
    .record({
      place: fc.constantFrom('hn', 'east', 'east-1', 'east-2', 'west-1'),
      level: fc.constantFrom('watch' as const, 'alert' as const, 'crisis' as const),
      status: fc.constantFrom(
        'open' as const,
        'open' as const,
        'recovering' as const,
        'resolved' as const,
        'withdrawn' as const,
      ),
    })
    .map(({ place, level, status }): Alert => ({ ...greensAlert(place, { level }), status })),
  { maxLength: 4 },
);
const someAct = fc.option(
  fc.record({
    kind: fc.constantFrom('acknowledge' as const, 'silence' as const, 'false-alarm' as const, 'resolve' as const),
    level: fc.constantFrom('alert' as const, 'crisis' as const),
    until: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24'),
  }),
  { nil: undefined },
);

/** What somebody says of a single alert of the event. */
const someWord = fc.option(
  fc.record({
    place: fc.constantFrom('hn', 'east', 'east-1', 'east-2', 'west-1'),
    kind: fc.constantFrom('silence' as const, 'false-alarm' as const, 'resolve' as const),
    level: fc.constantFrom('alert' as const, 'crisis' as const),
    until: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24'),
  }),
  { nil: undefined },
);

test('whatever comes, who heard of an opening hears of the end, and nobody else hears of one', () => {
  const story = fc.array(
    fc.record({ members: someMembers, act: someAct, word: someWord, supply: fc.boolean(), isSent: fc.boolean() }),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(story, (steps) => {
      const acts: EventAct[] = [];
      const told: Told[] = [];
      const said = new Map<string, SaidOfAlert>();
      const tell = (members: readonly Alert[], supply: boolean, index: number) => {
        const seen = asSaid('greens-up-2026-11-21', { members, acts }, [...said.values()], TODAY);
        const news = newsFor({ ...seen, supply }, OFFICER, told, where);
        if (news) told.push({ ...news, n: told.length + 1, at: AT + index * 60_000, channel: 'mail' });
        return news;
      };
      for (const [index, { members, act, word, supply, isSent }] of steps.entries()) {
        if (act) acts.push(anAct({ ...act, at: AT + index * 60_000 - 1 }));
        if (word) {
          const { id } = greensAlert(word.place);
          const until = word.kind === 'silence' ? { until: word.until } : {};
          const { kind, level } = word;
          said.set(id, { alert: id, kind, level, at: AT + index * 60_000 - 1, by: 'lan', ...until });
        }
        // Who is not told at once is told what is so later.
        if (isSent) tell(members, supply, index);
      }
      tell([over], false, steps.length);
      expect(tell([over], false, steps.length + 1)).toBeUndefined();
      const ends = ['ended', 'closed', 'withdrawn'];
      const last = told.at(-1);
      expect(last === undefined || ends.includes(last.kind)).toBe(true);
      for (const [index, { kind }] of told.entries()) {
        const before = told[index - 1]?.kind;
        const isFirst = before === undefined || ends.includes(before);
        expect(kind === 'opened').toBe(isFirst);
      }
    }),
    { numRuns: runsOf({ few: 200, all: 5000 }) },
  );
});
