import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { greensAlert } from '../../domain/event/event-city.ts';
import { delivering, MORNING, OFFICER, WARD_OFFICER } from './delivering.ts';

const tables = emptyTablesEachTest();
const HOUR = 3_600_000;
const EVENT = 'greens-up-2026-11-21';
const ward = greensAlert('east-1');
const lower: Alert = { ...ward, level: 'watch' };
const crisis: Alert = { ...ward, level: 'crisis' };
const over: Alert = { ...ward, status: 'resolved' };

let scene: ReturnType<typeof delivering>;
beforeEach(() => {
  scene = delivering(tables.platform);
});

/** A message on an alert, as a version before 0.3 has kept it. */
async function kept(change: Partial<Delivery> = {}): Promise<void> {
  const delivery: Delivery = {
    id: 'message',
    alert: ward.id,
    version: 1,
    channel: `mail-${OFFICER.id}`,
    kind: 'opened',
    level: 'alert',
    state: 'sent',
    attempts: 1,
    claimedAt: MORNING - HOUR,
    sentAt: MORNING - HOUR,
    told: ward,
    ...change,
  };
  const sk = `delivery#${delivery.alert}#${String(delivery.version).padStart(6, '0')}#${delivery.channel}`;
  const Item = { pk: delivery.told.place, sk, v: 3, json: JSON.stringify(delivery), h: 'h' };
  await tables.platform.dynamodb.send(new PutCommand({ TableName: tables.platform.env['DESK_TABLE'], Item }));
}

describe('who has heard of an alert by a message of an earlier version', () => {
  test('is not told that its event has opened, and hears of its end', async () => {
    await kept();
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual([]);
    await scene.alerts(over);
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds()).toEqual(['ended']);
  });

  test('hears of a rise, and of no supply a second time', async () => {
    scene.state.supply = true;
    await kept();
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual([]);
    await scene.alerts(crisis);
    await scene.runUntil(MORNING + 2 * HOUR);
    expect(scene.kinds()).toEqual(['escalated']);
  });

  test.each([`mail-lan`, `webhook-lan`, `webhook-${OFFICER.id}`])('is known by %s, too', async (channel) => {
    scene.state.readers = [{ ...OFFICER, formerId: 'lan' }];
    await kept({ channel });
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual([]);
  });

  test('hears of the end also where the event was never more than a thing to watch since', async () => {
    await kept();
    await scene.alerts(lower);
    await scene.alerts(over);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual(['ended']);
  });
});

describe('whoever has not heard of it is told as anybody', () => {
  test.each<[string, Partial<Delivery>]>([
    ['a message that was muted', { state: 'muted' }],
    ['a message that failed', { state: 'failed' }],
    ['a message to somebody else', { channel: `mail-${WARD_OFFICER.id}` }],
  ])('%s', async (_, change) => {
    await kept(change);
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual(['opened']);
  });

  test('who has heard of an end as well', async () => {
    await kept();
    await kept({ version: 2, kind: 'resolved' });
    await scene.alerts(ward);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual(['opened']);
  });

  test('who has heard of nothing: an end alone is no news', async () => {
    await scene.alerts(ward);
    await scene.alerts(over);
    await scene.runUntil(MORNING + HOUR);
    expect(scene.kinds()).toEqual([]);
    expect(await scene.talk(EVENT)).toMatchObject({ told: [] });
  });
});
