import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import {
  type EventBoard,
  emptyBoard,
  eventOfAlert,
  eventOn,
  type KnownEvent,
  membersOf,
  withAlerts,
} from '#domain/event/event-board.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { joinAlerts } from '#domain/event/joining.ts';
import { runsOf } from '#support/seeds.ts';
import { someEvidence } from '#support/small-city.ts';
import { greensAlert, TWO_ZONES } from './event-city.ts';

const AT = Date.parse('2026-11-23T08:00:00+07:00');
const MINUTE = 60_000;
const board = (...steps: (readonly Alert[])[]) =>
  steps.reduce(
    (before, alerts, index) => withAlerts(before, alerts, { catalogue: TWO_ZONES, now: AT + index * MINUTE }),
    emptyBoard('greens-up'),
  );
const standing = ({ events }: EventBoard) => events.filter(({ joinedInto }) => joinedInto === undefined);
const kindsOf = (event: KnownEvent | undefined) => event?.log.map(({ kind }) => kind);
const ended = (alert: Alert): Alert => ({ ...alert, status: 'resolved', version: alert.version + 1 });

describe('alerts join', () => {
  const joined = (...alerts: Alert[]) => joinAlerts(TWO_ZONES, alerts).map((one) => one.map(({ place }) => place));

  test('where one place lies in the other, or both in the same', () => {
    expect(joined(greensAlert('east'), greensAlert('east-1'))).toHaveLength(1);
    expect(joined(greensAlert('hn'), greensAlert('east-1'))).toHaveLength(1);
    expect(joined(greensAlert('east-2'), greensAlert('east-1'))).toHaveLength(1);
    expect(joined(greensAlert('east'), greensAlert('west'))).toHaveLength(1);
    expect(joined(greensAlert('east-1'), greensAlert('west-1'))).toHaveLength(2);
  });

  test('over others that lie between them', () => {
    expect(joined(greensAlert('east-1'), greensAlert('west-1'), greensAlert('hn'))).toHaveLength(1);
  });

  test('when they began at most two days apart, each with the next', () => {
    const on = (place: string, openedOn: string) => greensAlert(place, { openedOn });
    expect(joined(on('east-1', '2026-11-20'), on('east-2', '2026-11-22'))).toHaveLength(1);
    expect(joined(on('east-1', '2026-11-20'), on('east-2', '2026-11-23'))).toHaveLength(2);
    expect(joined(on('east-1', '2026-11-20'), on('east-3', '2026-11-21'), on('east-2', '2026-11-23'))).toHaveLength(1);
  });

  test('only with others over a ceiling where they are over one themselves', () => {
    const over = greensAlert('east-1');
    const overCeiling = { ...over, episode: { ...over.episode, evidence: someEvidence({ rung: 'ceiling' }) } };
    expect(joined(overCeiling, greensAlert('east-2'))).toHaveLength(2);
  });

  test('whatever good of the group they tell of, and no longer once they have ended', () => {
    expect(joined(greensAlert('east-1'), greensAlert('east-1', { product: 'cai-xanh' }))).toHaveLength(1);
    expect(joined(greensAlert('east-1'), ended(greensAlert('east-2')))).toEqual([['east-1']]);
  });
});

describe('an event', () => {
  const [ward, neighbour, far] = ['east-1', 'east-2', 'west-1'].map((place) => greensAlert(place)) as [
    Alert,
    Alert,
    Alert,
  ];

  test('has the id of its goods, its direction and its first day, and a number where a day has several', () => {
    expect(board([ward, far]).events.map(({ id }) => id)).toEqual(['greens-up-2026-11-21', 'greens-up-2026-11-21-2']);
  });

  test('keeps the id of its oldest part when others join it, and says so in both', () => {
    const early = greensAlert('east-1', { openedOn: '2026-11-20' });
    const all = board([early, far], [greensAlert('hn')]);
    expect(standing(all).map(({ id }) => id)).toEqual(['greens-up-2026-11-20']);
    expect(eventOn(all, 'greens-up-2026-11-21')?.id).toBe('greens-up-2026-11-20');
    expect(kindsOf(eventOn(all, 'greens-up-2026-11-20'))).toEqual(['opened', 'joined', 'spread']);
  });

  test('leaves its id with its oldest member when it parts, and a part that had an id of its own has it again', () => {
    const city = greensAlert('hn');
    const early = greensAlert('east-1', { openedOn: '2026-11-20' });
    const parted = board([early, far], [city], [ended(city)]);
    expect(standing(parted).map(({ id }) => id)).toEqual(['greens-up-2026-11-20', 'greens-up-2026-11-21']);
    expect(eventOfAlert(parted, far.id)?.id).toBe('greens-up-2026-11-21');
    expect(kindsOf(eventOn(parted, 'greens-up-2026-11-21'))?.at(-1)).toBe('parted');
  });

  test('gives a part that never had an id a new one', () => {
    const city = greensAlert('hn', { openedOn: '2026-11-20' });
    const parted = board([city, ward, far], [ended(city)]);
    const ids = standing(parted).map(({ id }) => id);
    expect(ids).toContain('greens-up-2026-11-20');
    expect(new Set(ids).size).toBe(2);
    expect(eventOfAlert(parted, ward.id)?.id).not.toBe(eventOfAlert(parted, far.id)?.id);
  });

  test('escalates, spreads, ends and is taken back, each once', () => {
    const crisis = { ...ward, level: 'crisis' as const, version: 2 };
    const story = board([ward], [ward], [crisis], [crisis, neighbour], [ended(crisis), ended(neighbour)]);
    const [event] = story.events as [KnownEvent];
    expect(kindsOf(event)).toEqual(['opened', 'escalated', 'spread', 'ended']);
    expect(event.endedAt).toBe(AT + 4 * MINUTE);
    expect(event.log.at(-1)).not.toHaveProperty('withdrawn');
    const back = board([ward], [{ ...ward, status: 'withdrawn', version: 2 }]);
    expect(back.events[0]?.log.at(-1)).toMatchObject({ kind: 'ended', withdrawn: true });
  });

  test('is on again under its id where an alert of it revives', () => {
    const again = board([ward], [ended(ward)], [{ ...ward, version: 3 }]);
    expect(again.events).toHaveLength(1);
    expect(again.events[0]).not.toHaveProperty('endedAt');
    expect(kindsOf(again.events[0])).toEqual(['opened', 'ended', 'reopened']);
  });

  test('is forgotten but for its id some weeks after its end, and the id is not given again', () => {
    const over = board([ward], [ended(ward)]);
    const later = { catalogue: TWO_ZONES, now: AT + 60 * 24 * 60 * MINUTE };
    const forgotten = withAlerts(over, [], later);
    expect(forgotten.events).toMatchObject([{ id: 'greens-up-2026-11-21', members: [], log: [] }]);
    expect(forgotten.alerts).toEqual([]);
    const next = withAlerts(forgotten, [greensAlert('east-3')], later);
    expect(standing(next).map(({ id }) => id)).toEqual(['greens-up-2026-11-21', 'greens-up-2026-11-21-2']);
  });

  test('nothing is written where nothing has changed', () => {
    const kept = board([ward, far]);
    expect(withAlerts(kept, [ward], { catalogue: TWO_ZONES, now: AT + 9 * MINUTE })).toBe(kept);
  });
});

const somePlace = fc.constantFrom('hn', 'east', 'west', 'east-1', 'east-2', 'east-3', 'west-1', 'west-2');
const someAlert = fc
  .record({
    place: somePlace,
    product: fc.constantFrom('rau-muong', 'cai-xanh'),
    openedOn: fc.integer({ min: 0, max: 5 }).map((days) => addDays('2026-11-18', days)),
    level: fc.constantFrom('watch' as const, 'alert' as const, 'crisis' as const),
    isOver: fc.boolean(),
    changePct: fc.integer({ min: 5, max: 90 }),
  })
  .map(({ place, isOver, ...given }) => (isOver ? ended(greensAlert(place, given)) : greensAlert(place, given)));
const someAlerts = fc.uniqueArray(someAlert, { selector: ({ id }) => id, maxLength: 12 });

const groups = (shown: EventBoard) =>
  standing(shown)
    .filter(({ endedAt }) => endedAt === undefined)
    .map((event) => JSON.stringify(faceOf(TWO_ZONES, membersOf(shown, event))))
    .toSorted();

test('who belongs together, and what is shown of it, does not depend on the order in which alerts come', () => {
  fc.assert(
    fc.property(
      someAlerts.chain((alerts) =>
        fc.tuple(
          fc.constant(alerts),
          fc.shuffledSubarray(alerts, { minLength: alerts.length }),
          fc.integer({ min: 1, max: 4 }),
        ),
      ),
      ([alerts, shuffled, size]) => {
        const steps: Alert[][] = [];
        for (let start = 0; start < shuffled.length; start += size) steps.push(shuffled.slice(start, start + size));
        expect(groups(board(...steps, ...steps))).toEqual(groups(board(alerts)));
      },
    ),
    { numRuns: runsOf({ few: 100, all: 2000 }) },
  );
});

test('through any story every live alert has exactly one event, and ids are given once and never lost', () => {
  const life = fc.array(fc.uniqueArray(someAlert, { selector: ({ id }) => id, maxLength: 4 }), { maxLength: 10 });
  fc.assert(
    fc.property(life, (steps) => {
      let shown = emptyBoard('greens-up');
      for (const [index, alerts] of steps.entries()) {
        const before = shown;
        shown = withAlerts(shown, alerts, { catalogue: TWO_ZONES, now: AT + index * MINUTE });
        const live = shown.alerts.filter(({ status }) => status === 'open');
        for (const alert of live) {
          const own = standing(shown).filter((event) => membersOf(shown, event).includes(alert));
          expect(own).toHaveLength(1);
          expect(own[0]).not.toHaveProperty('endedAt');
          expect(eventOfAlert(shown, alert.id)).toBe(own[0]);
        }
        expect(new Set(shown.events.map(({ id }) => id)).size).toBe(shown.events.length);
        for (const event of before.events) expect(shown.events.some(({ id }) => id === event.id)).toBe(true);
        for (const event of shown.events) {
          const earlier = before.events.find(({ id }) => id === event.id);
          expect(event.version).toBeGreaterThanOrEqual(earlier?.version ?? 0);
          expect(eventOn(shown, event.id)?.joinedInto).toBeUndefined();
          const isLive = membersOf(shown, event).some(({ status }) => status === 'open');
          expect(event.joinedInto === undefined && event.endedAt === undefined).toBe(isLive);
        }
      }
    }),
    { numRuns: runsOf({ few: 100, all: 2000 }) },
  );
});
