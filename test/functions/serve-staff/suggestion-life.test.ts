import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff, LAN } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { keepBalance } from '#support/kept-balances.ts';
import { anAlert, anEpisode, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const NOON = Date.parse('2026-11-23T12:00:00+07:00');
const DAY_MS = 86_400_000;
const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
let now = NOON;
let made = 0;

beforeAll(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});
beforeEach(() => {
  now = NOON;
});

const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');

interface Answer {
  readonly state: string;
  readonly code?: string;
  readonly detail?: string;
  readonly decision?: object;
}

async function aProposal(changes: Partial<Suggestion> = {}): Promise<string> {
  const openedOn = new Date(Date.UTC(2026, 0, 1 + made++)).toISOString().slice(0, 10);
  const alert = anAlert({ episode: anEpisode({ openedOn }) });
  await desk().putAlert(alert);
  const { to } = someSuggestion(alert.id);
  const suggestion = someSuggestion(alert.id, { to: { ...to, place: 'hoan-kiem' }, ...changes });
  await desk().putSuggestion(suggestion);
  return suggestion.id;
}

const giver = (store: string): Suggestion['from'] => ({ ...someSuggestion('').from, store });

const answer = (id: string, how: 'accept' | 'decline' | 'complete', body: object = {}) =>
  callAsStaff<Answer>(handler, `POST /v1/suggestions/{id}/${how}`, { group: 'staff', params: { id }, body });

async function listed(state: string): Promise<string[]> {
  const { body } = await callAsStaff<{ items: { id: string }[] }>(handler, 'GET /v1/suggestions', {
    group: 'staff',
    query: { state },
  });
  return body.items.map(({ id }) => id);
}

describe('a suggestion', () => {
  test('that is accepted with another quantity is changed, and listed as such', async () => {
    const id = await aProposal();
    const { status, body } = await answer(id, 'accept', { quantity: 40.5, note: 'Bên giao chỉ còn ít' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'changed',
      quantity: 90,
      decision: { by: LAN, quantity: 40.5, note: 'Bên giao chỉ còn ít' },
    });
    expect(await listed('changed')).toContain(id);
  });

  test('that is accepted as proposed is accepted, also when the quantity is named', async () => {
    expect((await answer(await aProposal(), 'accept', { quantity: 90 })).body.state).toBe('accepted');
  });

  test('for more than the giver has is asked back in words and figures, and accepted once that is confirmed', async () => {
    const id = await aProposal({ quantityMilli: 35_000, spareMilli: 40_000, from: giver('small') });
    const refused = await answer(id, 'accept', { quantity: 99_999 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'more-than-giver-has', has: 40, promised: 0, left: 40, asked: 99_999 },
    });
    expect(refused.body.detail).toContain('can spare 40\u00a0kg; asked for are 99,999\u00a0kg');
    expect(await answer(id, 'accept', { quantity: 40.001, confirm: false })).toMatchObject({ status: 409 });
    expect(await listed('proposed')).toContain(id);
    expect((await answer(id, 'accept', { quantity: 99_999, confirm: 'yes' })).status).toBe(422);
    expect(await answer(id, 'accept', { quantity: 99_999, confirm: true })).toMatchObject({
      status: 200,
      body: { state: 'changed', decision: { quantity: 99_999, confirmed: true } },
    });
    expect((await answer(await aProposal({ spareMilli: 90_000, from: giver('b9') }), 'accept')).status).toBe(200);
  });

  test('for more than others have left is asked back, and accepted once that is confirmed', async () => {
    const from = giver('promised');
    const first = await aProposal({ from, spareMilli: 100_000 });
    const second = await aProposal({ from, spareMilli: 100_000 });
    expect((await answer(first, 'accept', { quantity: 60 })).status).toBe(200);
    const refused = await answer(second, 'accept', { quantity: 40.001 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'promised-meanwhile', has: 100, promised: 60, left: 40, asked: 40.001 },
    });
    expect((await answer(second, 'accept', { quantity: 50, confirm: true })).status).toBe(200);
  });

  test('of a giver whose stock has gone since is asked back with what there is by the newest figures', async () => {
    const from = giver('sold');
    const id = await aProposal({ from, quantityMilli: 35_000, spareMilli: 40_000 });
    const sold = { channel: 'supermarket', product: '01.0004', price: 150_000, demandPerDayMilli: 10_000 } as const;
    const keep = async (stockMilli: number) => {
      const stores = [{ ...sold, store: 'hoa-sen/sold' as const, date: '2026-11-24', stockMilli }];
      await keepBalance(registry(), { place: from.place, asOf: '2026-11-24', stores });
    };
    now = NOON + DAY_MS;
    await keep(45_000);
    expect(await answer(id, 'accept')).toMatchObject({
      status: 409,
      body: { code: 'more-than-giver-has', has: 25, asked: 35 },
    });
    await keep(15_000);
    expect((await answer(id, 'accept', { quantity: 1 })).body).toMatchObject({ has: 0 });
    await keep(75_000);
    expect((await answer(id, 'accept', { quantity: 50 })).status).toBe(200);
  });

  test('is not completed with more than there was or was agreed on, unless that is confirmed', async () => {
    const id = await aProposal({ spareMilli: 100_000, from: giver('moved') });
    await answer(id, 'accept');
    expect(await answer(id, 'complete', { quantity: 900 })).toMatchObject({
      status: 409,
      body: { code: 'more-than-giver-has', has: 100, asked: 900 },
    });
    expect((await answer(id, 'complete', { quantity: 900, confirm: true })).status).toBe(200);
    const more = await aProposal({ spareMilli: 100_000, from: giver('agreed') });
    await answer(more, 'accept', { quantity: 150, confirm: true });
    expect((await answer(more, 'complete', { quantity: 150 })).status).toBe(200);
  });

  test('that moved beyond the stock is told what was agreed on here and what others were promised', async () => {
    const from = giver('moved-and-promised');
    const [own, other] = [
      await aProposal({ from, spareMilli: 200_000 }),
      await aProposal({ from, spareMilli: 200_000 }),
    ];
    await answer(own, 'accept', { quantity: 80 });
    await answer(other, 'accept', { quantity: 60 });
    const refused = await answer(own, 'complete', { quantity: 900 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'more-than-giver-has', has: 200, agreed: 80, promised: 60, left: 140, asked: 900 },
    });
    expect(refused.body.detail).toMatch(/200.*80.*60.*900/);
    await answer(other, 'decline', { reason: 'other' });
    expect((await answer(own, 'complete', { quantity: 900 })).body).toMatchObject({ promised: 0, left: 200 });
  });

  test('is completed once, with what was really moved, and only after it was accepted', async () => {
    const id = await aProposal();
    expect(await answer(id, 'complete', { quantity: 80 })).toMatchObject({ status: 409, body: { state: 'proposed' } });
    await answer(id, 'accept');
    expect((await answer(id, 'complete')).status).toBe(422);
    expect((await answer(id, 'complete', { quantity: 0 })).status).toBe(422);
    expect(await answer(id, 'complete', { quantity: 80 })).toMatchObject({
      status: 200,
      body: { state: 'completed', decision: { quantity: 80 } },
    });
    expect((await answer(id, 'complete', { quantity: 80 })).status).toBe(409);
    expect((await answer(id, 'decline', { reason: 'other' })).status).toBe(409);
    expect((await desk().agreedSince('2026-11-23')).map((one) => one.id)).toContain(id);
    expect((await desk().agreedSince('2026-11-24')).map((one) => one.id)).not.toContain(id);
  });

  test('expires with its figures: it is listed as expired and can no longer be answered', async () => {
    const id = await aProposal();
    now = NOON + 3 * DAY_MS;
    expect(await listed('expired')).not.toContain(id);
    now = NOON + 4 * DAY_MS;
    expect(await listed('expired')).toContain(id);
    expect(await listed('proposed')).not.toContain(id);
    expect(await answer(id, 'accept')).toMatchObject({ status: 409, body: { state: 'expired' } });
    expect((await answer(id, 'decline', { reason: 'never' })).status).toBe(409);
  });

  test('that is declined for a reason that lasts is remembered for its pair and product, and no other', async () => {
    const passing = await aProposal({ product: '01.0009' });
    await answer(passing, 'decline', { reason: 'sold-out' });
    expect(await registry().refusedPairs('01.0009')).toEqual([]);
    const lasting = await aProposal({ product: '01.0009' });
    expect((await answer(lasting, 'decline', { reason: 'no-contract', note: 'Chưa ký' })).body).toMatchObject({
      decision: { reason: 'no-contract', note: 'Chưa ký' },
    });
    expect(await registry().refusedPairs('01.0009')).toMatchObject([
      { product: '01.0009', from: 'hoa-sen/a', to: 'hoa-sen/b', reason: 'no-contract', through: '2027-11-23' },
    ]);
    expect(await registry().refusedPairs('01.000')).toEqual([]);
  });
});
