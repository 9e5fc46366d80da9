import type { Context, DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SuggestionState } from '#domain/matching/suggestion.ts';
import { createHandler as closeDay } from '#functions/close-day/handler.ts';
import { createHandler as openDay } from '#functions/open-day/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { partitionOfFamily } from '#storage/place-day-key.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { keepMarket } from '#support/kept-market.ts';
import { sentencesIn } from '#support/sentences-in.ts';
import { anAlert, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { drainStream } from '#support/stream-delivery.ts';
import type { Shop } from '#support/supply-world.ts';

const DAY = '2026-11-23';
const CUT_OFF = `${DAY}T15:00:00+07:00`;
const PORK_SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const PORK_GIVER: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 500, demand: 20 };
const RICE_SHORT: Shop = { ...PORK_SHORT, demand: 20, product: RICE.id };
const RICE_GIVER: Shop = { ...PORK_GIVER, stock: 200, product: RICE.id };

const tables = tablesOfFile({ clock: () => now });
let now: number;
beforeEach(async () => {
  now = Date.parse(CUT_OFF);
  await emptyTables(tables.platform);
});

const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');

/** Closes a day and lets the stream bring what that has written. */
async function close(event: { readonly at?: string } = {}): Promise<void> {
  const handler = closeDay(tables.platform, SMALL_CITY);
  const before = await closedKeys();
  await handler(event, {} as Context);
  const fresh = (await closedKeys()).filter(({ pk }) => !before.some((key) => key.pk === pk));
  const givenUp = await drainStream(fresh, {
    batchSize: 1,
    retries: 0,
    call: (Records) => handler({ Records }, {} as Context),
  });
  expect(givenUp).toEqual([]);
}

/** What the registry's stream brings when a hold or a refusal was written, and then what that has woken. */
async function bringBar(pk: 'hold' | 'refusal', sk: string): Promise<void> {
  const [opening, closing] = [openDay(tables.platform, SMALL_CITY), closeDay(tables.platform, SMALL_CITY)];
  const bar = (Records: DynamoDBRecord[]) => opening({ Records }, {} as Context);
  const call = (Records: DynamoDBRecord[]) => closing({ Records }, {} as Context);
  expect(await drainStream([{ pk, sk }], { batchSize: 1, retries: 0, call: bar })).toEqual([]);
  const woken = [...(await keptItems(tables.platform)).values()].filter(({ because }) => because !== undefined);
  const keys = woken.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
  expect(await drainStream(keys, { batchSize: 1, retries: 0, call })).toEqual([]);
}

async function closedKeys(): Promise<{ pk: string; sk: string }[]> {
  const items = await keptItems(tables.platform);
  return [...items.values()].flatMap(({ pk, sk }) => (sk === 'close' ? [{ pk: String(pk), sk: 'close' }] : []));
}

interface Line {
  readonly id: string;
  readonly alert?: string;
  readonly product: string;
  readonly quantity: number;
  readonly state: SuggestionState;
  readonly madeOn: string;
  readonly from: { readonly store: string };
  readonly held?: object;
}

interface Answer {
  readonly items: readonly Line[];
  readonly unmet?: readonly { readonly quantity: number; readonly to: { readonly store?: string } }[];
  readonly remarks?: readonly object[];
  readonly trips?: readonly { readonly suggestions: readonly string[] }[];
  readonly families?: object;
}

const ask = (query: Record<string, string>, places?: string) =>
  callAsStaff<Answer>(serveStaff(tables.platform, SMALL_CITY), 'GET /v1/suggestions', {
    group: 'staff',
    query,
    ...(places === undefined ? {} : { places }),
  });

async function answer(id: string, how: 'accept' | 'decline' | 'complete', body: object = {}) {
  return callAsStaff(serveStaff(tables.platform, SMALL_CITY), `POST /v1/suggestions/{id}/${how}`, {
    group: 'staff',
    params: { id },
    body,
  });
}

describe('the clock', () => {
  test('closes each family of goods once, and what was closed is matched once', async () => {
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    await close();
    expect((await closedKeys()).map(({ pk }) => pk).sort()).toEqual(
      [...SMALL_CITY.products.keys()].map((family) => partitionOfFamily(family, DAY)).sort(),
    );
    await keepMarket(tables.platform, [PORK_SHORT, { ...PORK_GIVER, stock: 60 }]);
    const closed = await keptItems(tables.platform);
    await close();
    expect(await keptItems(tables.platform)).toEqual(closed);
    expect((await desk().suggestionsOfDay('ha-noi', DAY)).map(({ quantityMilli }) => quantityMilli)).toEqual([90_000]);
  });

  test('that is late, even past midnight, closes the day that it was meant for', async () => {
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    now = Date.parse('2026-11-24T00:30:00+07:00');
    await close({ at: '2026-11-23T08:00:00Z' });
    expect((await ask({ day: DAY })).body.items).toMatchObject([{ madeOn: DAY, quantity: 90 }]);
    expect((await ask({ day: '2026-11-24' })).body.items).toEqual([]);
  });

  test('passes over a family that has left the catalogue', async () => {
    const handler = closeDay(tables.platform, SMALL_CITY);
    const gone = [{ pk: partitionOfFamily('left-out', DAY), sk: 'close' }];
    expect(
      await drainStream(gone, { batchSize: 1, retries: 0, call: (Records) => handler({ Records }, {} as Context) }),
    ).toEqual([]);
    expect(await desk().searchesOfDay('ha-noi', DAY)).toEqual([]);
  });
});

test('what is kept of a matched day are facts and codes, and no words of any language', async () => {
  await keepMarket(tables.platform, [PORK_SHORT, { ...PORK_GIVER, stock: 100 }, RICE_SHORT, RICE_GIVER]);
  await close();
  const [searches, suggestions] = [
    await desk().searchesOfDay('ha-noi', DAY),
    await desk().suggestionsOfDay('ha-noi', DAY),
  ];
  expect([searches.length, suggestions.length]).toEqual([SMALL_CITY.products.size, 2]);
  expect(sentencesIn([searches, suggestions])).toEqual([]);
  const { body } = await ask({ day: DAY });
  expect(body.remarks).toContainEqual(
    expect.objectContaining({
      product: PORK.id,
      text: { vi: expect.stringMatching(/^Còn thiếu/), en: expect.stringContaining('without a source') },
    }),
  );
});

describe('goods that are held for food safety', () => {
  const hold = { id: 'attp-1', product: PORK.id, place: 'cua-nam', from: DAY, reason: 'Chờ kiểm nghiệm' } as const;
  const entered = { document: '128/CCATTP', by: 'lan', at: Date.parse(CUT_OFF) };
  const putHold = () =>
    registryStore(tables.platform.dynamodb, 'binh-on-registry').putHold({ ...hold, ...entered }, undefined);

  test('are suggested to nobody after the cut-off, and the remark says by which document', async () => {
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    await putHold();
    await close();
    const { body } = await ask({ day: DAY });
    expect(body.items).toEqual([]);
    expect(JSON.stringify(body.remarks)).toContain('128/CCATTP');
  });

  test('are no load of a vehicle any more once they are held', async () => {
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    await close();
    expect((await ask({ day: DAY })).body.trips).toHaveLength(1);
    await putHold();
    expect((await ask({ day: DAY })).body).toMatchObject({ items: [{ held: { hold: 'attp-1' } }], trips: [] });
  });
});

describe('what is barred after the cut-off', () => {
  const OTHER_GIVER: Shop = { key: 'binh-minh/ss', place: 'soc-son', stock: 300, demand: 10 };
  const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const hold = {
    ...{ id: 'attp-1', product: PORK.id, place: 'cua-nam', from: DAY, reason: 'Chờ kiểm nghiệm' },
    ...{ document: '128/CCATTP', by: 'lan', at: Date.parse(CUT_OFF) },
  };
  const today = async () =>
    (await ask({ day: DAY })).body.items.map(
      ({ from, quantity, state, held }) => `${from.store} ${quantity} ${held ? 'held' : state}`,
    );
  beforeEach(() => keepMarket(tables.platform, [PORK_SHORT, { ...PORK_GIVER, demand: 30 }, OTHER_GIVER]));

  async function holdTheGiver(): Promise<void> {
    await registry().putHold(hold);
    await bringBar('hold', hold.id);
  }

  test('by a hold: who is left without is proposed somebody else at once, and once', async () => {
    await close();
    expect(await today()).toEqual(['cn 90 proposed']);
    now += 3_600_000;
    await holdTheGiver();
    // Who must not sell what it has is short by now, too.
    const after = ['cn 90 held', 'ss 60 proposed', 'ss 90 proposed'];
    expect((await today()).sort()).toEqual(after);
    now += 60_000;
    await bringBar('hold', hold.id);
    expect((await today()).sort()).toEqual(after);
    expect((await ask({ day: DAY })).body).toMatchObject({ families: { matched: 3, of: 3 } });
  });

  test('by a hold that is lifted again: what was proposed stands, and nothing is added', async () => {
    await close();
    await holdTheGiver();
    const kept = await registry().readHold(hold.id);
    await registry().putHold({ ...hold, lifted: { on: DAY, by: 'lan', at: now } }, kept?.hash);
    await bringBar('hold', hold.id);
    expect((await today()).sort()).toEqual(['cn 90 proposed', 'ss 60 proposed', 'ss 90 proposed']);
  });

  test('by a hold that a day began with is proposed once the hold is lifted', async () => {
    await registry().putHold({ ...hold, place: 'ha-noi' });
    await close();
    expect(await today()).toEqual([]);
    const kept = await registry().readHold(hold.id);
    await registry().putHold({ ...hold, lifted: { on: DAY, by: 'lan', at: now } }, kept?.hash);
    await bringBar('hold', hold.id);
    expect(await today()).toEqual(['cn 90 proposed']);
  });

  test('by a refusal for long leaves the need to another; taken back, the pair may be proposed anew', async () => {
    await close();
    const [made] = (await ask({ day: DAY })).body.items;
    await answer(made?.id ?? '', 'decline', { reason: 'no-contract' });
    const [refusal] = (await registry().listRefusedPairs({ limit: 1 })).items;
    await bringBar('refusal', refusal?.key ?? '');
    expect((await today()).sort()).toEqual(['cn 90 declined', 'ss 90 proposed']);
    const other = (await ask({ day: DAY, state: 'proposed' })).body.items[0]?.id ?? '';
    await answer(other, 'decline', { reason: 'too-dear' });
    if (refusal) await registry().putRefusedPair({ ...refusal.pair, through: '2026-11-22' });
    await bringBar('refusal', refusal?.key ?? '');
    expect((await today()).sort()).toEqual(['cn 90 declined', 'cn 90 proposed', 'ss 90 declined']);
  });

  test('wakes nothing before the cut-off, nor for goods that are not concerned', async () => {
    await holdTheGiver();
    expect(await closedKeys()).toEqual([]);
    await close();
    const closed = await keptItems(tables.platform);
    await bringBar('hold', 'khong-co');
    await registry().putHold({ ...hold, id: 'attp-2', from: '2026-11-24' });
    await bringBar('hold', 'attp-2');
    const later = await keptItems(tables.platform);
    expect([...later.keys()].filter((key) => !closed.has(key))).toEqual(['registry hold attp-2']);
  });
});

describe('what is suggested after the cut-off', () => {
  const shops = [PORK_SHORT, PORK_GIVER, RICE_SHORT, RICE_GIVER];

  test('is listed among the proposals without an alert, and by its day with the trips and the need that is left', async () => {
    await keepMarket(tables.platform, shops);
    await close();
    const { body: proposed } = await ask({ state: 'proposed' });
    expect(proposed.items.map(({ product, alert }) => [product, alert])).toEqual([
      [PORK.id, undefined],
      [RICE.id, undefined],
    ]);
    const { body } = await ask({ day: DAY });
    expect(body.items.map(({ product, quantity }) => [product, quantity])).toEqual([
      [RICE.id, 100],
      [PORK.id, 90],
    ]);
    expect(body.families).toEqual({ matched: 3, of: 3 });
    expect(body.trips).toMatchObject([
      {
        from: { store: 'cn', placeName: { vi: 'Phường Cửa Nam' } },
        stops: [{ to: { store: 'hk' }, suggestions: body.items.map(({ id }) => id) }],
        suggestions: body.items.map(({ id }) => id),
        joinLoads: true,
      },
    ]);
    expect(body.unmet).toEqual([
      {
        product: RICE.id,
        productName: RICE.name,
        unit: 'kg',
        unitName: RICE.unit,
        to: expect.objectContaining({ store: 'hk', contact: { name: 'Chị Lan (hoa-sen)', phone: '0900 000 000' } }),
        quantity: 30,
        cause: 'supply-exhausted',
        causeText: { vi: 'các nguồn chỉ còn mức dự phòng', en: 'the sources have only their reserves left' },
        figures: DAY,
        ageDays: 0,
      },
    ]);
    expect(body.remarks).toContainEqual({
      product: RICE.id,
      productName: RICE.name,
      text: expect.objectContaining({ en: expect.stringContaining('30\u00a0kg are still without a source') }),
    });
  });

  test('is filtered by product, place and state; the trips stay whole', async () => {
    await keepMarket(tables.platform, shops);
    await close();
    const { body } = await ask({ day: DAY, product: PORK.id });
    expect(body.items.map(({ product }) => product)).toEqual([PORK.id]);
    expect(body.unmet).toEqual([]);
    expect(body.trips?.[0]?.suggestions).toHaveLength(2);
    const elsewhere = (await ask({ day: DAY, place: 'soc-son' })).body;
    expect(elsewhere).toMatchObject({ items: [], unmet: [], trips: [], remarks: [] });
    expect((await ask({ day: DAY, state: 'declined' })).body.items).toEqual([]);
  });

  test('is shown to a person who is limited to some places as far as they reach', async () => {
    await keepMarket(tables.platform, shops);
    await close();
    expect((await ask({ day: DAY }, 'hoan-kiem')).body).toMatchObject({ items: [{}, {}], unmet: [{}], remarks: [] });
    expect((await ask({ day: DAY }, 'soc-son')).body).toMatchObject({ items: [], unmet: [], trips: [], remarks: [] });
  });

  test('is accepted, changed, completed and expires like any other; the trip counts what was agreed on', async () => {
    await keepMarket(tables.platform, shops);
    await close();
    const [rice, pork] = (await ask({ day: DAY })).body.items;
    expect(await answer(pork?.id ?? '', 'accept', { quantity: 40 })).toMatchObject({ body: { state: 'changed' } });
    expect((await ask({ day: DAY })).body.trips).toMatchObject([{ loadShare: expect.closeTo((140 * 12) / 30_000) }]);
    expect(await answer(pork?.id ?? '', 'complete', { quantity: 38 })).toMatchObject({ body: { state: 'completed' } });
    expect((await ask({ day: DAY })).body.trips).toMatchObject([{ suggestions: [rice?.id] }]);
    now += 4 * 86_400_000;
    expect((await ask({ day: DAY, state: 'expired' })).body.items).toMatchObject([{ id: rice?.id }]);
    expect(await answer(rice?.id ?? '', 'accept')).toMatchObject({ status: 409, body: { state: 'expired' } });
  });

  test('and was refused for a lasting reason is proposed on no later day', async () => {
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    await close();
    const [made] = (await ask({ day: DAY })).body.items;
    await answer(made?.id ?? '', 'decline', { reason: 'no-contract' });
    now += 86_400_000;
    const ofTomorrow = { date: '2026-11-24' };
    await keepMarket(tables.platform, [
      { ...PORK_SHORT, ...ofTomorrow },
      { ...PORK_GIVER, ...ofTomorrow },
    ]);
    await close();
    expect((await ask({ day: '2026-11-24' })).body.items).toEqual([]);
    const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
    expect(await registry.refusedPairs(PORK.id)).toMatchObject([{ from: PORK_GIVER.key, to: PORK_SHORT.key }]);
  });

  test('on the next day leaves what still stands, and asks for what is lacking beyond it', async () => {
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    await close();
    now += 86_400_000;
    await keepMarket(tables.platform, [
      { ...PORK_SHORT, stock: 0, demand: 75, date: '2026-11-24' },
      PORK_GIVER,
      { ...PORK_GIVER, key: 'binh-minh/cn' },
    ]);
    await close();
    expect((await ask({ state: 'proposed' })).body.items.map(({ madeOn, quantity }) => [madeOn, quantity])).toEqual([
      ['2026-11-24', 60],
      [DAY, 90],
    ]);
  });

  test('leaves to an alert what stands proposed for it while it is live', async () => {
    const alert = anAlert();
    const [hk, cn] = [PORK_SHORT, PORK_GIVER].map(({ place }) => place);
    await keepMarket(tables.platform, [PORK_SHORT, PORK_GIVER]);
    const { from, to } = someSuggestion(alert.id);
    const proposal = someSuggestion(alert.id, {
      from: { ...from, store: 'cn', place: cn ?? '' },
      to: { ...to, store: 'hk', place: hk ?? '' },
    });
    await desk().putAlert(alert);
    await desk().putSuggestion(proposal);
    await close();
    expect((await ask({ day: DAY })).body.items).toEqual([]);
    expect((await ask({ state: 'proposed' })).body.items.map(({ id }) => id)).toEqual([proposal.id]);
  });
});

test('need that an alert left unmet is told with its suggestions, of the latest version', async () => {
  const alert = anAlert();
  await desk().putAlert(alert);
  const to = someSuggestion(alert.id).to;
  const need = {
    product: PORK.id,
    to: { ...to, place: 'hoan-kiem' },
    cause: 'nobody-reachable',
    figures: '2026-11-22',
  } as const;
  const search = { subject: alert.id, suggestions: [], gapPercent: 0, remarks: [] };
  await desk().putSearch({ ...search, version: 1, unmet: [{ ...need, quantityMilli: 1_000 }] });
  await desk().putSearch({ ...search, version: 2, unmet: [{ ...need, quantityMilli: 2_500 }] });
  expect((await ask({ alert: alert.id })).body.unmet).toMatchObject([
    { quantity: 2.5, causeText: { vi: 'không có nguồn nào trong phạm vi cho phép' }, ageDays: 1 },
  ]);
  expect((await ask({ alert: 'hoan-kiem_01.0001_up_2026-11-23' })).body).toMatchObject({ items: [], unmet: [] });
  expect((await ask({ alert: alert.id, day: DAY })).status).toBe(422);
});
