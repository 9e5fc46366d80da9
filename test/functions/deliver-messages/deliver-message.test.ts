import { beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { DEFAULT_DESK } from '#domain/duty/desk-settings.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { greensAlert } from '../../domain/event/event-city.ts';
import { delivering, MORNING, OFFICER, WARD_OFFICER } from './delivering.ts';

const tables = emptyTablesEachTest();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVENT = 'greens-up-2026-11-21';
const ward = greensAlert('east-1');
const crisis: Alert = { ...ward, level: 'crisis' };
const over: Alert = { ...ward, status: 'resolved' };

let scene: ReturnType<typeof delivering>;
beforeEach(() => {
  scene = delivering(tables.platform);
});

describe('a message', () => {
  test('is sent once its gathering is over, and once however often it is asked for', async () => {
    await scene.alerts(ward);
    const { notBefore } = (await scene.talk(EVENT))?.due ?? { notBefore: 0 };
    expect(notBefore).toBe(MORNING + 45_000);
    expect(scene.asked).toEqual([{ event: EVENT, reader: OFFICER.id, at: notBefore }]);
    expect(await scene.look(EVENT, OFFICER.id)).toBe(notBefore);
    expect(scene.sent).toEqual([]);
    scene.state.now = notBefore;
    await Promise.all(Array.from({ length: 8 }, () => scene.look(EVENT, OFFICER.id)));
    for (let again = 0; again < 3; again++) await scene.look(EVENT, OFFICER.id);
    expect(scene.kinds()).toEqual(['opened']);
    expect(scene.sent[0]?.message).toMatchObject({ id: `${EVENT}-1-p-lan`, repeat: false });
    expect((await scene.talk(EVENT))?.told).toMatchObject([{ n: 1, kind: 'opened', channel: 'mail' }]);
  });

  test('says what is so when it is sent, not what was when it was noted', async () => {
    await scene.alerts(ward);
    await scene.alerts(crisis);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual(['opened']);
    expect(scene.sent[0]?.message.news.face.level).toBe('crisis');
  });

  test('is about the places of each reader, and of those whom it concerns only', async () => {
    scene.state.readers = [OFFICER, WARD_OFFICER];
    await scene.alerts(greensAlert('west-1'));
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds(WARD_OFFICER.id)).toEqual([]);
    await scene.alerts(greensAlert('east-1'));
    await scene.runUntil(MORNING + 3 * HOUR);
    expect(scene.kinds(WARD_OFFICER.id)).toEqual(['opened']);
  });

  test('of an event that ended before anything was sent is never sent', async () => {
    await scene.alerts(ward);
    await scene.alerts(over);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.sent).toEqual([]);
    expect(await scene.talk(EVENT)).toMatchObject({ told: [] });
    expect(await scene.desk.conversationsDue(Number.MAX_SAFE_INTEGER - 1, 10)).toEqual([]);
  });

  test('that was refused when the event ended is dropped, too', async () => {
    scene.manners.set('mail', ['refuses']);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + 46_000);
    await scene.alerts(over);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.sent).toEqual([]);
  });

  test('whose sender died before it was noted is sent again, marked as one that may be a repeat', async () => {
    scene.manners.set('mail', ['dies']);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(
      scene.sent.map(({ way, message, at }) => [way, message.id, message.repeat, at >= MORNING + 165_000]),
    ).toEqual([
      ['mail', `${EVENT}-1-p-lan`, false, false],
      ['mail', `${EVENT}-1-p-lan`, true, true],
    ]);
    expect((await scene.talk(EVENT))?.told).toMatchObject([{ n: 1, unsure: true }]);
  });

  test('whose answer was lost counts as heard: its reader hears of the end', async () => {
    scene.manners.set('mail', Array(20).fill('loses-answer'));
    scene.closed.add(`${OFFICER.id} webhook`);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + 10 * HOUR);
    scene.manners.clear();
    await scene.alerts(over);
    await scene.runUntil(MORNING + 11 * HOUR);
    expect(scene.kinds().at(-1)).toBe('ended');
  });
});

describe('of an event whose alerts somebody has dealt with one by one', () => {
  const other = greensAlert('east-2');

  test('no message is sent while all of it is silenced, and its end where it was heard of', async () => {
    await scene.alerts(ward, other);
    for (const { id } of [ward, other]) await scene.say(id, 'silence');
    await scene.runUntil(MORNING + HOUR);
    expect(scene.sent).toEqual([]);
    await scene.alerts({ ...other, level: 'crisis' });
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds()).toEqual(['opened']);
    await scene.alerts(...[ward, other].map((alert): Alert => ({ ...alert, status: 'resolved' })));
    await scene.runUntil(MORNING + 3 * HOUR);
    expect(scene.kinds()).toEqual(['opened', 'ended']);
  });

  test('who heard of it hears that it was called false, by whom, and of his own places alone', async () => {
    scene.state.readers = [OFFICER, WARD_OFFICER];
    await scene.alerts(ward, other);
    await scene.runUntil(MORNING + HOUR);
    await scene.say(ward.id, 'false-alarm');
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds(WARD_OFFICER.id)).toEqual(['opened', 'closed']);
    expect(scene.sent.at(-1)?.message.news.ending).toMatchObject({ on: '2026-11-23', isFalseAlarm: true });
    expect(scene.kinds(OFFICER.id)).toEqual(['opened']);
    await scene.say(other.id, 'false-alarm');
    await scene.runUntil(MORNING + 3 * HOUR);
    expect(scene.kinds(OFFICER.id)).toEqual(['opened', 'closed']);
  });

  test('no step of the desk is due', async () => {
    scene.state.desk = { ...scene.state.desk, settings: DEFAULT_DESK };
    await scene.alerts(crisis);
    await scene.runUntil(MORNING + MINUTE);
    await scene.say(ward.id, 'silence');
    await scene.noteLive();
    scene.state.now = MORNING + 5 * HOUR;
    await scene.noteLive();
    await scene.runUntil(MORNING + 6 * HOUR);
    expect(scene.kinds()).toEqual(['opened']);
  });
});

test("an end speaks of the reader's places, also where the board has forgotten them and the event goes on", async () => {
  scene.state.readers = [WARD_OFFICER];
  await scene.alerts(ward, greensAlert('east-2'), greensAlert('hn'));
  await scene.runUntil(MORNING + HOUR);
  expect((await scene.talk(EVENT, WARD_OFFICER.id))?.told).toMatchObject([{ kind: 'opened', areas: ['east-1'] }]);
  scene.manners.set('mail', Array(40).fill('refuses'));
  scene.manners.set('webhook', Array(40).fill('refuses'));
  await scene.alerts(over);
  await scene.runUntil(MORNING + HOUR + MINUTE);
  // Days later the ended alert is no more on the board, and other places are the reader's.
  scene.state.now = MORNING + 6 * 24 * HOUR;
  scene.state.readers = [{ ...WARD_OFFICER, places: ['west-1'] }];
  await scene.alerts({ ...greensAlert('hn'), asOf: '2026-11-29' });
  expect((await scene.desk.readBoard('greens-up')).value.alerts.map(({ id }) => id)).not.toContain(ward.id);
  scene.manners.clear();
  await scene.runUntil(MORNING + 6 * 24 * HOUR + 12 * HOUR);
  expect(scene.kinds(WARD_OFFICER.id)).toEqual(['opened', 'ended']);
  expect(scene.sent.at(-1)?.message.news.face.goods.map(({ place }) => place)).toEqual(['east-1']);
});

describe('an event that was joined into another while a message on it was being sent', () => {
  const west = greensAlert('west-1', { openedOn: '2026-11-23' });
  const city = greensAlert('hn', { openedOn: '2026-11-22' });
  const WEST = { ...OFFICER, id: 'p-west', places: ['west'] };
  beforeEach(async () => {
    scene.state.readers = [WEST];
    await scene.alerts(ward);
    await scene.alerts(west);
    scene.manners.set('mail', ['dies']);
    await scene.runUntil(MORNING + 46_000);
    expect(scene.sent.map(({ message }) => message.news.event)).toEqual(['greens-up-2026-11-23']);
    await scene.alerts(city);
  });

  test('is told again as that one, as what may be a repeat, and so is its end', async () => {
    await scene.runUntil(MORNING + HOUR);
    await scene.alerts(...[ward, west, city].map((alert) => ({ ...alert, status: 'resolved' as const })));
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds(WEST.id)).toEqual(['opened', 'opened', 'ended']);
    expect(scene.sent.map(({ message }) => message.repeat)).toEqual([false, true, false]);
    expect(scene.sent.slice(1).map(({ message }) => message.news.event)).toEqual([EVENT, EVENT]);
  });

  test('and ended before anybody could know: who may have heard of it hears of its end', async () => {
    await scene.alerts(...[ward, west, city].map((alert) => ({ ...alert, status: 'resolved' as const })));
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds(WEST.id)).toEqual(['opened', 'ended']);
  });
});

describe('a way that refuses', () => {
  test('is tried again seconds later, and the message is no repeat', async () => {
    scene.manners.set('mail', ['refuses']);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.sent.map(({ way, message, at }) => [way, message.repeat, at - MORNING])).toEqual([
      ['mail', false, 50_000],
    ]);
  });

  test('twice in a row gives way to the next one of that reader', async () => {
    scene.manners.set('mail', Array(20).fill('refuses'));
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.sent.map(({ way, at }) => [way, at - MORNING])).toEqual([['webhook', 80_000]]);
  });

  test('for hours, on all ways, has the message given up, and counted', async () => {
    for (const way of ['mail', 'webhook']) scene.manners.set(way, Array(20).fill('refuses'));
    await scene.alerts(ward);
    await scene.runUntil(MORNING + 9 * HOUR);
    expect(scene.sent).toEqual([]);
    expect(scene.state.givenUp).toBe(1);
    const talk = await scene.talk(EVENT);
    expect(talk?.givenUp).toMatchObject([{ n: 1, kind: 'opened', failures: { length: 10 } }]);
    expect(new Set(talk?.givenUp?.[0]?.failures.map(({ channel }) => channel))).toEqual(new Set(['mail', 'webhook']));
  });

  test('and gave up: what is still news then is told by the next look, once the way is mended', async () => {
    for (const way of ['mail', 'webhook']) scene.manners.set(way, Array(10).fill('refuses'));
    await scene.alerts(ward);
    await scene.runUntil(MORNING + 9 * HOUR);
    scene.manners.clear();
    await scene.noteLive();
    await scene.runUntil(MORNING + 10 * HOUR);
    expect(scene.kinds()).toEqual(['opened']);
    expect(scene.sent[0]?.message.id).toBe(`${EVENT}-2-p-lan`);
  });
});

test('what nobody has is delivered by the look of the clock, at most 200 at once', async () => {
  scene.state.readers = Array.from({ length: 230 }, (_, index) => ({ ...OFFICER, id: `p-${index}` }));
  await scene.alerts(ward);
  scene.state.now = MORNING + MINUTE;
  await scene.sweep();
  expect(scene.sent).toHaveLength(200);
  await scene.sweep();
  expect(new Set(scene.sent.map(({ reader }) => reader)).size).toBe(230);
});
