import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert, AlertAction } from '#domain/alert/alert.ts';
import { isWithin } from '#domain/catalogue.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import { eventOn } from '#domain/event/event-board.ts';
import { isOver } from '#domain/notification/event-news.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { keepAct } from '#support/kept-decisions.ts';
import { emptyTables } from '#support/kept-items.ts';
import { runsOf } from '#support/seeds.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';
import { delivering, type Manner, OFFICER, WARD_OFFICER } from './delivering.ts';

const tables = tablesOfFile();
const DAY_MS = 86_400_000;
const READERS = [
  OFFICER,
  WARD_OFFICER,
  { id: 'p-west', places: ['west'], levels: ['crisis'] },
  { ...OFFICER, id: 'p-phone', crisesOnly: true },
  { ...OFFICER, id: 'p-both' },
] as const;
/** The ways of readers who have text messages. */
const CHANNELS = [
  ['p-phone', ['sms']],
  ['p-both', ['sms', 'mail']],
] as const;

/** What happens next in a story: alerts change, somebody acts, ways fail, time passes, a message is looked at twice. */
type Happening =
  | ({ readonly kind: 'alert'; readonly place: string; readonly product: string; readonly openedOn: string } & Become)
  | { readonly kind: 'act'; readonly act: EventAct['kind'] }
  | { readonly kind: 'say'; readonly which: number; readonly action: AlertAction['kind'] }
  | { readonly kind: 'ways'; readonly way: string; readonly manners: Manner[] }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'note' | 'twice' };
interface Become {
  readonly level: Alert['level'];
  readonly status: Alert['status'];
}

const place = fc.constantFrom('hn', 'east', 'east-1', 'east-2', 'west-1');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('alert' as const),
      place,
      product: fc.constantFrom('rau-muong', 'cai-xanh'),
      openedOn: fc.constantFrom('2026-11-21', '2026-11-23'),
      level: fc.constantFrom('watch', 'alert', 'crisis'),
      status: fc.constantFrom('open', 'open', 'recovering', 'resolved', 'withdrawn'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      act: fc.constantFrom('acknowledge', 'silence', 'resolve', 'false-alarm'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      which: fc.double({ min: 0, max: 0.99, noNaN: true }),
      action: fc.constantFrom('acknowledge', 'silence', 'resolve', 'false-alarm'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ways' as const),
      way: fc.constantFrom('mail', 'webhook', 'sms'),
      manners: fc.array(fc.constantFrom<Manner>('accepts', 'refuses', 'loses-answer', 'dies'), { maxLength: 12 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 45_000, 60_000, 1_800_000, 36_000_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('note', 'twice') }) },
);

type Scene = ReturnType<typeof delivering>;

async function play(scene: Scene, known: Map<string, Alert>, next: Happening): Promise<void> {
  const { state, desk } = scene;
  if (next.kind === 'alert') {
    const alert = greensAlert(next.place, next);
    known.set(alert.id, { ...alert, status: next.status });
    await scene.alerts({ ...alert, status: next.status });
  } else if (next.kind === 'act') {
    const [board] = await desk.liveBoards();
    const event = board?.events.findLast(
      ({ endedAt, joinedInto }) => endedAt === undefined && joinedInto === undefined,
    );
    if (!board || !event) return;
    const until = next.act === 'silence' ? { until: '2026-11-23' as const } : {};
    const { id, version, level } = event;
    await keepAct(desk, { event: id, kind: next.act, at: state.now, by: OFFICER.id, version, level, ...until });
    await scene.noteLive();
  } else if (next.kind === 'say') {
    const live = [...known.keys()];
    await scene.say(live[Math.floor(next.which * live.length)] ?? '', next.action);
  } else if (next.kind === 'ways') scene.manners.set(next.way, [...next.manners]);
  else if (next.kind === 'pass') await scene.runUntil(state.now + next.ms);
  else if (next.kind === 'note') await scene.noteLive();
  else {
    const waiting = await desk.conversationsDue(Number.MAX_SAFE_INTEGER - 1, 100);
    await Promise.all([...waiting, ...waiting].map(({ event, reader }) => scene.look(event, reader)));
  }
}

test('whatever happens, in whatever order and however often: nobody hears of an opening without hearing of the end', {
  timeout: 600_000,
}, async () => {
  const story = fc.array(happening, { minLength: 2, maxLength: 14, size: 'max' });
  await fc.assert(
    fc.asyncProperty(story, async (happenings) => {
      await emptyTables(tables.platform);
      const scene = delivering(tables.platform);
      scene.state.readers = READERS;
      for (const [reader, ways] of CHANNELS) scene.state.channels.set(reader, ways);
      const known = new Map<string, Alert>();
      for (const next of happenings) await play(scene, known, next);
      // The market comes to rest, and all ways are mended.
      scene.manners.clear();
      const ends = [...known.values()].filter(({ status }) => status === 'open' || status === 'recovering');
      await scene.alerts(...ends.map((alert) => ({ ...alert, status: 'resolved' as const })));
      await scene.runUntil(scene.state.now + DAY_MS);

      const { sent } = scene;
      const { value: board } = await scene.desk.readBoard('greens-up');
      for (const { id, places } of READERS) {
        const own = sent.filter(({ reader }) => reader === id);
        // What was told of an event that was joined into another is part of that one's story.
        const stories = Map.groupBy(own, ({ message }) => eventOn(board, message.news.event)?.id ?? message.news.event);
        for (const [event, told] of stories) {
          expect(told.at(-1)?.message.news.kind, `${id} ${event}`).toSatisfy(isOver);
          // Nobody hears of the end of what he has not heard of.
          expect(told[0]?.message.news.kind, `${id} ${event}`).toBe('opened');
        }
        for (const { message } of own) {
          const { face } = message.news;
          expect(face.goods.some((good) => places.some((area) => isWithin(TWO_ZONES, good.place, area)))).toBe(true);
        }
      }
      // A text message is of a crisis, or of the end of one.
      const texts = sent.filter(({ way }) => way === 'sms').map(({ message: { news } }) => news);
      expect(texts.filter(({ face, kind }) => face.level !== 'crisis' && !isOver(kind))).toEqual([]);
      expect(texts.filter(({ face, toldLevel }) => face.level !== 'crisis' && toldLevel !== 'crisis')).toEqual([]);
      // The same message twice says that it may be a repeat.
      const seen = new Set<string>();
      for (const { message } of sent) {
        if (seen.has(message.id)) expect(message.repeat, message.id).toBe(true);
        seen.add(message.id);
      }
      expect(await scene.desk.conversationsDue(Number.MAX_SAFE_INTEGER - 1, 10)).toEqual([]);
    }),
    { numRuns: runsOf({ few: 12, all: 150 }) },
  );
});
