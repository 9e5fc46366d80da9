import { describe, expect, test } from 'vitest';
import { type DailyEvent, dailyFacts, type ReportingShop, saysNothing } from '#domain/duty/daily-mail.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import type { EventChange } from '#domain/event/event-board.ts';
import type { SaidOfAlert } from '#domain/event/said-of-alert.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { Told } from '#domain/notification/conversation.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { greensAlert, TWO_ZONES } from '../event/event-city.ts';
import { at } from './some-desk.ts';

const DAY = '2026-11-25';
const SINCE = at('15:00', '2026-11-24');
const LAN = { id: 'lan', places: ['*'], levels: ['alert', 'crisis'] } as const;
const EAST = { ...LAN, id: 'ann', places: ['east'] };
const ward = greensAlert('east-1');

const told = (kind: Told['kind'], time: number, level: Told['level'] = 'alert'): Told => ({
  n: 1,
  kind,
  level,
  depth: 3,
  supply: false,
  at: time,
  channel: 'mail',
});
const anEvent = (
  log: readonly EventChange[],
  {
    members = [ward],
    heard = [] as readonly Told[],
    id = 'greens-up-2026-11-21',
    acts = [] as readonly EventAct[],
    said = [] as readonly SaidOfAlert[],
    offers = [] as readonly Suggestion[],
  } = {},
): DailyEvent => ({
  strand: 'greens-up',
  known: {
    id,
    openedOn: '2026-11-21',
    members: members.map((alert) => alert.id),
    version: 1,
    face: '',
    level: 'alert',
    levelSince: at('09:00'),
    log,
  },
  members,
  talks: [{ event: id, reader: 'lan', told: heard }],
  acts,
  said,
  offers,
});
const digest = (
  events: readonly DailyEvent[],
  reader: typeof LAN | typeof EAST = LAN,
  shops: readonly ReportingShop[] = [],
) => dailyFacts({ kind: 'digest', day: DAY, since: SINCE }, { events, shops }, reader, TWO_ZONES);
const shopsAt = (place: string, reported: number, silent: number): ReportingShop[] =>
  Array.from({ length: reported + silent }, (_, index) => ({ place, hasReported: index < reported }));
const change = (kind: EventChange['kind'], time: number, level: EventChange['level'] = 'alert'): EventChange => ({
  at: time,
  kind,
  ...(level ? { level } : {}),
});

describe('a digest tells', () => {
  test('what is watched since the last one, and nobody told', () => {
    const watched = greensAlert('east-1', { level: 'watch' });
    const fresh = anEvent([change('opened', at('09:00'), 'watch')], { members: [watched] });
    expect(digest([fresh]).lines).toMatchObject([{ what: 'on', event: 'greens-up-2026-11-21' }]);
    const old = anEvent([change('opened', at('09:00', '2026-11-23'), 'watch')], { members: [watched] });
    expect(saysNothing(digest([old]))).toBe(true);
    const history = anEvent(fresh.known.log, { members: [{ ...watched, news: false }] });
    expect(saysNothing(digest([history]))).toBe(true);
  });

  test('a lower level and further places that came after what was told, and nothing that was told', () => {
    const heard = [told('opened', at('09:00'), 'crisis')];
    expect(digest([anEvent([change('lowered', at('11:00'))], { heard })]).lines).toMatchObject([{ what: 'lowered' }]);
    expect(digest([anEvent([change('spread', at('11:00'))], { heard })]).lines).toMatchObject([{ what: 'wider' }]);
    expect(digest([anEvent([change('spread', at('08:00'))], { heard })]).lines).toEqual([]);
    expect(digest([anEvent([change('opened', at('09:00'))], { heard })]).lines).toEqual([]);
  });

  test("only of the reader's places, the worst first, and not more than a dozen", () => {
    const west = anEvent([change('opened', at('09:00'))], { members: [greensAlert('west-1')] });
    expect(digest([west], EAST)).toMatchObject({ lines: [], live: 0 });
    const many = Array.from({ length: 15 }, (_, index) =>
      anEvent([change('opened', at('09:00'))], {
        id: `e${index}`,
        members: [greensAlert('east-1', { level: index === 9 ? 'crisis' : 'watch' })],
      }),
    );
    const facts = digest(many);
    expect([facts.lines.length, facts.more, facts.lines[0]?.event, facts.live]).toEqual([12, 3, 'e9', 1]);
  });
});

describe('a digest counts', () => {
  const { from, to } = someSuggestion('x');
  const offer = (retailer: string, place: string, receiver = 'sen-vang') =>
    someSuggestion('x', { from: { ...from, retailer }, to: { ...to, place, retailer: receiver } });
  const calm = (offers: readonly Suggestion[]) => anEvent([], { offers });

  test("givers that wait for an answer, each once, for the reader's places alone; none within a chain", () => {
    const offers = [offer('a', 'east-1'), offer('a', 'east-2'), offer('b', 'west-1'), offer('c', 'east-1', 'c')];
    expect(digest([calm(offers)]).waiting).toBe(2);
    expect(digest([calm(offers)], EAST).waiting).toBe(1);
    expect(saysNothing(digest([calm(offers)], EAST))).toBe(false);
    expect(digest([calm([])])).not.toHaveProperty('waiting');
  });

  test('the shops that have reported, and is sent for their sake only where they are few', () => {
    const facts = (reported: number, silent: number) => digest([], EAST, shopsAt('east-1', reported, silent));
    expect(facts(7, 1).coverage).toEqual({ reported: 7, shops: 8 });
    expect([facts(7, 1), facts(0, 2), facts(80, 20), facts(8, 2)].map(saysNothing)).toEqual([true, true, true, true]);
    expect([facts(79, 21), facts(0, 3)].map(saysNothing)).toEqual([false, false]);
    expect(digest([], EAST, shopsAt('west-1', 0, 9))).not.toHaveProperty('coverage');
    expect(digest([], EAST, [...shopsAt('west-1', 0, 9), ...shopsAt('east-1', 1, 0)]).coverage?.shops).toBe(1);
  });
});

test('a digest keeps back what somebody has silenced, closed or called false, as an event or alert by alert', () => {
  const watched = greensAlert('east-1', { level: 'watch' });
  const log = [change('opened', at('09:00'), 'watch')];
  const done = { at: at('10:00'), by: 'lan', level: 'watch' } as const;
  const act: EventAct = { ...done, event: 'greens-up-2026-11-21', kind: 'false-alarm', version: 1 };
  const word: SaidOfAlert = { ...done, alert: watched.id, kind: 'silence', until: DAY };
  expect(digest([anEvent(log, { members: [watched] })]).lines).toHaveLength(1);
  expect(digest([anEvent(log, { members: [watched], acts: [act] })]).lines).toEqual([]);
  expect(digest([anEvent(log, { members: [watched], said: [word] })]).lines).toEqual([]);
});

test('a calm mail is sent where nothing of alert or above is on, and says nothing of what is watched', () => {
  const calm = (level: 'watch' | 'alert') => {
    const event = anEvent([change('opened', at('09:00'), level)], { members: [greensAlert('east-1', { level })] });
    return dailyFacts({ kind: 'calm', day: DAY, since: SINCE }, { events: [event], shops: [] }, LAN, TWO_ZONES);
  };
  expect(saysNothing(calm('watch'))).toBe(false);
  expect(calm('watch').lines).toEqual([]);
  expect(saysNothing(calm('alert'))).toBe(true);
});
