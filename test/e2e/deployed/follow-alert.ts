import assert from 'node:assert/strict';
import type { ReceivedFrom } from '#contract/client.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Caller } from './call-api.ts';
import { eventually } from './eventually.ts';
import { tell } from './tell.ts';
import { PORK, SHOCK_PRICE, SHOPS, THRESHOLDS, WARD } from './the-market.ts';

type AlertDetail = ReceivedFrom<'GET /v1/alerts/{id}'>;

/** Waits for the alert, and sees in the market, the map and the coverage what it says. */
export async function seeAlert(officer: Caller, today: BusinessDay): Promise<AlertDetail> {
  const alert = await eventually('an alert counts all shops', async () => {
    const { items } = await officer.call('GET /v1/alerts');
    assert.ok(items.length <= 1, 'one move is one alert');
    const [found] = items;
    if (found?.agreeing !== SHOPS.length) return undefined;
    return officer.call('GET /v1/alerts/{id}', { params: { id: found.id } });
  });
  const { place, product, direction, level, state, observed, threshold, openedOn, cause } = alert;
  assert.deepEqual(
    { place, product, direction, level, state, observed, threshold, openedOn, cause },
    {
      place: WARD,
      product: PORK,
      direction: 'up',
      level: 'crisis',
      state: 'open',
      observed: SHOCK_PRICE,
      threshold: THRESHOLDS.crisis,
      openedOn: today,
      cause: 'scarcity',
    },
  );
  tell(`one alert, a crisis: ${alert.explanation.vi}`);
  await seeMarket(officer, today);
  return alert;
}

async function seeMarket(officer: Caller, today: BusinessDay): Promise<void> {
  const query = { date: today };
  const market = await officer.call('GET /v1/market/{place}', { params: { place: WARD }, query });
  const pork = market.products.find(({ product }) => product === PORK);
  assert.equal(pork?.level, 'crisis');
  assert.deepEqual(
    { median: pork.retail?.median, stores: pork.retail?.stores, retailers: pork.retail?.retailers },
    { median: SHOCK_PRICE, stores: SHOPS.length, retailers: new Set(SHOPS.map(({ retailer }) => retailer)).size },
  );
  // The ward tells the zone, and the zone the city, each a moment later.
  const zone = await eventually('the map knows of it', async () => {
    const { items: map } = await officer.call('GET /v1/places', { query });
    const ward = map.find(({ id }) => id === WARD);
    const around = map.find(({ id }) => id === ward?.parent);
    return ward?.worst?.level === 'crisis' && around?.storesReported === SHOPS.length && around;
  });
  const { total } = await officer.call('GET /v1/coverage', { query });
  // Reported or late: which of them depends on the hour of the run.
  assert.deepEqual(
    { stores: total.stores, notReported: total.notReported },
    { stores: SHOPS.length + 1, notReported: 0 },
  );
  tell(`the market shows the same, the map too up to ${zone.name.vi}; all ${total.stores} stores have reported`);
}
