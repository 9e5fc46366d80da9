import { beforeEach, describe, expect, test } from 'vitest';
import { writeEventMessage } from '#delivery/event-message.ts';
import { DEFAULT_DESK, type DeskSettings, HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { failingIn } from '#domain/duty/due-steps.ts';
import type { EventActKind } from '#domain/event/event-act.ts';
import type { Reader } from '#domain/notification/conversation.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { keepAct } from '#support/kept-decisions.ts';
import { somePerson } from '#support/some-person.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';
import { delivering, MORNING, OFFICER } from './delivering.ts';

const tables = emptyTablesEachTest();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVENT = 'greens-up-2026-11-21';
const crisis = greensAlert('east-1', { level: 'crisis' });
const LEAD: Reader = { id: 'p-head', places: ['*'], levels: [] };
const DEPUTY: Reader = { id: 'p-deputy', places: ['west'], levels: [] };

let scene: ReturnType<typeof delivering>;
const setUp = (settings: Partial<DeskSettings> = {}) => {
  scene.state.readers = [OFFICER, LEAD, DEPUTY];
  scene.state.desk = {
    settings: {
      ...DEFAULT_DESK,
      lead: LEAD.id,
      director: LEAD.id,
      rota: [{ who: OFFICER.id, from: '2026-11-01', to: '2026-12-31' }],
      ...settings,
    },
    people: [
      somePerson({ id: OFFICER.id, deputy: DEPUTY.id }),
      somePerson({ id: LEAD.id, group: 'lead' }),
      somePerson({ id: DEPUTY.id, places: ['west'], personal: { name: 'Nguyễn Văn Hùng' } }),
    ],
    lunarYears: TWO_ZONES.lunarYears,
  };
};
beforeEach(() => {
  scene = delivering(tables.platform);
  setUp();
});

/** The clock's look, each minute, by two schedulers at once. */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    await Promise.all([scene.noteLive(), scene.noteLive()]);
    await scene.runUntil(scene.state.now + MINUTE);
  }
}
const act = (kind: EventActKind, to?: string) =>
  keepAct(scene.desk, {
    event: EVENT,
    kind,
    at: scene.state.now,
    by: LEAD.id,
    version: 1,
    level: 'crisis',
    ...(to === undefined ? {} : { to }),
  });
const told = (reader: string) =>
  scene.sent
    .filter((each) => each.reader === reader)
    .map(({ at, message: { news } }) => [Math.floor((at - MORNING) / MINUTE), news.kind, news.step?.kind]);

describe('while nobody is on a crisis', () => {
  test('the lead, who asked for no level, is told by his step, once; whoever was told is reminded; he hears of the end', async () => {
    await scene.alerts(crisis);
    await minutes(70);
    expect(told(OFFICER.id)).toEqual([
      [0, 'opened', 'escalation'],
      [11, 'reminder', 'reminder'],
      [25, 'reminder', 'reminder'],
      [60, 'reminder', 'reminder'],
    ]);
    expect(told(LEAD.id)[0]).toEqual([30, 'reminder', 'escalation']);
    await scene.alerts({ ...crisis, status: 'resolved' });
    await scene.runUntil(scene.state.now + HOUR);
    expect(scene.kinds(LEAD.id).at(-1)).toBe('ended');
    expect(told(DEPUTY.id)).toEqual([]);
  }, 60_000);

  test('a message says when the next person is told, and to whom', async () => {
    await scene.alerts(crisis);
    await minutes(2);
    const { news } = scene.sent[0]?.message ?? expect.fail('nothing was sent');
    expect([news.escalatesAt, news.escalatesTo]).toEqual([MORNING + 30 * MINUTE, 'lead']);
  });
});

test('who cannot be reached for ten minutes has his deputy told of the whole event, and the mail says so', async () => {
  scene.manners.set(
    'mail',
    Array.from({ length: 9 }, () => 'refuses' as const),
  );
  scene.closed.add(`${OFFICER.id} webhook`);
  await scene.alerts(crisis);
  await minutes(20);
  const [first] = scene.sent.filter(({ reader }) => reader === DEPUTY.id);
  expect(first?.message.news).toMatchObject({ kind: 'reminder', step: { kind: 'instead', person: OFFICER.id } });
  const { id, claimedAt, news } = first?.message ?? expect.fail('the deputy was not told');
  const mail = writeEventMessage({ news, delivery: { id, claimedAt }, language: 'vi', catalogue: TWO_ZONES });
  expect(mail.text).toContain('Mới: không báo được cho Trần Thị Lan; bạn được báo thay.');
}, 60_000);

test('who has no way any more, since his mail came back before, has his deputy told, and shows as not reached', async () => {
  for (const way of ['mail', 'webhook']) scene.closed.add(`${OFFICER.id} ${way}`);
  await scene.alerts(crisis);
  await minutes(20);
  const [first] = scene.sent.filter(({ reader }) => reader === DEPUTY.id);
  expect(first?.message.news).toMatchObject({ step: { kind: 'instead', person: OFFICER.id } });
  const talk = (await scene.talk(EVENT)) ?? expect.fail('nothing was noted');
  expect(talk).toMatchObject({ told: [], givenUp: [{ n: 1, kind: 'opened' }] });
  const since = talk.givenUp?.[0]?.at;
  expect([...failingIn({ talks: [talk] })]).toMatchObject([[OFFICER.id, { since }]]);
  expect(scene.state.givenUp).toBe(1);
  scene.closed.clear();
  await minutes(2);
  expect(scene.kinds()).toEqual(['opened']);
  expect(failingIn({ talks: [(await scene.talk(EVENT)) ?? talk] }).size).toBe(0);
}, 60_000);

describe('once somebody is on it', () => {
  test('nothing more is told, also of what was due already', async () => {
    await scene.alerts(crisis);
    await minutes(5);
    await act('acknowledge');
    await minutes(40);
    expect(scene.sent).toHaveLength(1);
  }, 60_000);

  test('to whom it was given is told, or the deputy of who is on leave', async () => {
    await scene.alerts(crisis);
    await minutes(3);
    await act('assign', OFFICER.id);
    await minutes(3);
    expect(told(OFFICER.id).at(-1)).toEqual([expect.any(Number), 'reminder', 'assigned']);
    setUp({ leave: [{ who: OFFICER.id, from: '2026-11-23', to: '2026-11-24' }] });
    await minutes(3);
    expect(told(DEPUTY.id).map(([, ...rest]) => rest)).toEqual([['reminder', 'handed-over']]);
  });
});

describe('once it has gone beyond the ward of who silenced it', () => {
  const silence = () =>
    keepAct(scene.desk, {
      event: EVENT,
      kind: 'silence',
      at: scene.state.now,
      by: 'p-ward',
      places: ['east-1'],
      version: 1,
      level: 'crisis',
      until: '2026-12-20',
    });

  test('the city hears of it, and the steps begin with that moment', async () => {
    await scene.alerts(crisis);
    await silence();
    await minutes(180);
    expect(scene.sent).toEqual([]);
    await scene.alerts(greensAlert('east-2', { level: 'crisis' }), greensAlert('east', { level: 'crisis' }));
    await minutes(29);
    expect(told(OFFICER.id)[0]).toEqual([180, 'opened', 'escalation']);
    expect(told(LEAD.id)).toEqual([]);
    await minutes(3);
    expect(told(LEAD.id)).toEqual([[210, 'reminder', 'escalation']]);
  }, 60_000);
});

test('what is no crisis waits for the end of quiet hours, also where it was noted before', async () => {
  setUp({ quietHours: HANOI_DESK.quietHours });
  const evening = MORNING + 14.5 * HOUR - 10_000;
  scene.state.now = evening;
  await scene.alerts(greensAlert('east-1'));
  await scene.runUntil(evening + HOUR);
  expect(scene.sent).toEqual([]);
  await scene.runUntil(MORNING + 24 * HOUR + MINUTE);
  expect(scene.sent.map(({ at, reader }) => [at, reader])).toEqual([[MORNING + 24 * HOUR, OFFICER.id]]);
  scene.state.now = MORNING + 40 * HOUR;
  await scene.alerts(crisis);
  await scene.runUntil(MORNING + 41 * HOUR);
  expect(scene.kinds()).toEqual(['opened', 'escalated']);
});
