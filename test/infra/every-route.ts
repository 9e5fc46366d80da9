import assert from 'node:assert/strict';
import { type ContractClient, contractClient, type RefusedRequest } from '#contract/client.ts';
import type { OperationKey } from '#contract/operations.ts';
import { WORKBOOK_TYPE } from '#contract/report-files.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { RunningSystem } from '#infra/local/system.ts';
import { PETROL, PORK, RICE } from '#support/small-city.ts';

export const FIRST_DAY: BusinessDay = '2026-11-23';

/** Three chains that agree on a ward's prices, and two sources that could help out. */
const SHOPS = [
  { retailer: 'an', store: 'an-1', place: 'hoan-kiem', channel: 'market', stock: 5 },
  { retailer: 'ba', store: 'ba-1', place: 'hoan-kiem', channel: 'market', stock: 5 },
  { retailer: 'cuc', store: 'cuc-1', place: 'hoan-kiem', channel: 'market', stock: 5 },
  { retailer: 'an', store: 'an-2', place: 'cua-nam', channel: 'market', stock: 900 },
  { retailer: 'kho', store: 'kho-1', place: 'outside/hung-yen', channel: 'producer', stock: 900 },
] as const;
const USUAL_PRICE = { [PORK.id]: 100_000, [RICE.id]: 20_000 };

/** Speaks to a running system by its routes, and remembers which of them have answered with success. */
export function callerOf(answered: Set<OperationKey>) {
  return (url: string, token: string | undefined): ContractClient =>
    new Proxy(contractClient({ url, token }), {
      apply: async (call, self, request: [OperationKey, ...unknown[]]) => {
        const answer = await Reflect.apply(call, self, request);
        answered.add(request[0]);
        return answer;
      },
    });
}

/** A list page by page, one item each. */
async function listByOnes(
  ask: ContractClient,
  route:
    | 'GET /v1/retailers'
    | 'GET /v1/people'
    | 'GET /v1/events'
    | 'GET /v1/alerts'
    | 'GET /v1/suggestions'
    | 'GET /v1/refusals',
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page: { readonly items: readonly { readonly id: string }[]; readonly cursor?: string } = await ask(route, {
      query: { limit: 1, cursor },
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

/** The name under which a stall's phone has its bearer beside the retailers. */
export const PHONE = 'phone';

/** Registers everybody, sets rules and fills the past. Returns the bearers of the retailers, and of one phone. */
export async function register(staff: ContractClient, system: RunningSystem): Promise<Map<string, string>> {
  const bearers = new Map<string, string>();
  for (const id of new Set(SHOPS.map(({ retailer }) => retailer))) {
    const retailer = { name: `${id} (mẫu)`, contact: { name: 'Chị Lan', phone: '0900 000 000' } };
    await staff('PUT /v1/retailers/{id}', { params: { id }, body: retailer });
    const { keyId } = await staff('POST /v1/retailers/{id}/keys', { params: { id } });
    await staff('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id, keyId } });
    bearers.set(id, (await staff('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
  }
  for (const { retailer, store, place, channel } of SHOPS) {
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id: retailer, store },
      body: { name: store, place, channel },
    });
  }
  await registerWhoIsGone(staff);
  bearers.set(PHONE, await letPhoneIn(staff));
  await enterPeople(staff);
  const watched = { product: PORK.id, watch: 6, alert: 12, crisis: 24 };
  await staff('PUT /v1/thresholds', { query: { preview: 'true' }, body: watched });
  await staff('PUT /v1/thresholds', { body: watched });
  const raised = [PORK, PETROL].map(({ id }) => ({ product: id, watch: 6, alert: 12, crisis: 25 }));
  await staff('PUT /v1/thresholds', { body: { items: raised } });
  await staff('GET /v1/thresholds');
  await staff('PUT /v1/ceilings', {
    body: { product: PETROL.id, effectiveFrom: `${FIRST_DAY}T15:00:00+07:00`, price: 21_430 },
  });
  await staff('GET /v1/ceilings');
  await staff('PUT /v1/matching-settings', { body: { maxSuggestions: 5 } });
  await staff('PUT /v1/desk-settings', { body: { handOverAt: '07:00' } });
  await staff('PUT /v1/holds/{id}', {
    params: { id: 'attp-1' },
    body: { product: PORK.id, retailer: 'kho', store: 'kho-1', reason: 'Chờ kiểm nghiệm', document: '1/CCATTP' },
  });
  await staff('GET /v1/holds');
  await staff('DELETE /v1/holds/{id}', { params: { id: 'attp-1' } });
  await system.idle();
  const past = eachDay(addDays(FIRST_DAY, -10), addDays(FIRST_DAY, -1)).flatMap((date) =>
    SHOPS.flatMap(({ retailer, store, stock }) =>
      Object.entries(USUAL_PRICE).map(([product, price]) => [retailer, store, date, product, price, stock, 20].join()),
    ),
  );
  await staff('POST /v1/history', {
    contentType: 'text/csv',
    text: ['retailer,store,date,product,price,stock,sold', ...past].join('\n'),
  });
  await system.idle();
  return bearers;
}

/** A retailer whose one shop has closed long ago: its contacts are forgotten the next morning. */
async function registerWhoIsGone(staff: ContractClient): Promise<void> {
  const contact = { name: 'Chị Cũ', phone: '0900 000 001' };
  await staff('PUT /v1/retailers/{id}', { params: { id: 'cu' }, body: { name: 'Cũ (mẫu)', contact } });
  await staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: 'cu', store: 'cu-1' },
    body: { name: 'cu-1', place: 'cua-nam', channel: 'market', contact, closed: { from: '2026-01-01' } },
  });
}

/** Prints a stall's sheet, lets two phones in by it, and shuts one of them out. Returns the other's bearer. */
async function letPhoneIn(staff: ContractClient): Promise<string> {
  const { retailer: id, store } = SHOPS[0];
  const params = { id };
  const order = { days: 14, phones: 2 };
  await staff('POST /v1/retailers/{id}/enrolments', { params, body: order });
  const { items } = await staff('POST /v1/retailers/{id}/enrolments', { params, body: { ...order, stores: [store] } });
  const code = items[0]?.code ?? '';
  const { keyId } = await staff('POST /v1/enrolments', { body: { retailer: id, store, code, name: 'Android' } });
  await staff('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id, keyId } });
  const { bearer } = await staff('POST /v1/enrolments', { body: { retailer: id, store, code } });
  await staff('GET /v1/retailers/{id}/phones', { params });
  return bearer;
}

/** Enters Lan, who is told of all, and somebody who comes, goes and is erased. */
async function enterPeople(staff: ContractClient): Promise<void> {
  const sms = { kind: 'sms' as const, address: '0900 000 200' };
  const told = { channels: [{ kind: 'mail' as const }, sms], levels: ['watch' as const, 'alert' as const] };
  const lan = { name: 'Lan', emails: ['lan@example.vn'], places: ['*'], ...told };
  const { id: deputy } = await staff('POST /v1/people', { body: lan });
  const { id } = await staff('POST /v1/people', {
    body: { name: 'Hà', emails: ['ha@example.vn'], places: ['hoan-kiem'] },
  });
  await staff('POST /v1/people/{id}/invite', { params: { id } });
  const levels = ['watch' as const, 'alert' as const, 'crisis' as const];
  await staff('PUT /v1/people/{id}', { params: { id: deputy }, body: { ...lan, levels } });
  await staff('PUT /v1/people/{id}', {
    params: { id },
    body: { name: 'Hà', emails: ['ha@example.vn'], places: ['hoan-kiem'], deputy },
  });
  await staff('POST /v1/people/{id}/reset-second-factor', { params: { id } });
  await staff('POST /v1/people/{id}/disable', { params: { id } });
  await staff('DELETE /v1/people/{id}', { params: { id } });
  await staff('GET /v1/people/{id}', { params: { id } });
}

/** Reports a dear day in every form that there is, corrects the day before, and looks at what is kept. */
export async function reportPriceRise(
  callAs: (retailer: string) => ContractClient,
  system: RunningSystem,
  date: BusinessDay,
  dearer = 1.4,
): Promise<void> {
  for (const { retailer, store, stock, channel } of SHOPS) {
    const call = callAs(retailer);
    const factor = channel === 'producer' ? 1 : dearer;
    const rows = Object.entries(USUAL_PRICE).map(([product, price]) => ({
      product,
      price: Math.round(price * factor),
      stock,
      sold: 10,
      confirm: true,
    }));
    const lines = rows.map((row) => ({ store, date, ...row }));
    await call('POST /v1/reports', { query: { dryRun: 'true' }, body: { store, date, rows } });
    await call('POST /v1/reports', { body: { store, date, rows } });
    await call('POST /v1/reports', { query: { mode: 'patch' }, body: { store, date, rows: rows.slice(0, 1) } });
    await call('POST /v1/reports', { body: { store, date: addDays(date, -1), rows: rows.slice(1) } });
    await call('POST /v1/reports', {
      contentType: 'text/csv',
      text: ['store,date,product,price', ...lines.map((row) => [store, date, row.product, row.price].join())].join(
        '\n',
      ),
      query: { dryRun: 'true' },
    });
    await call('POST /v1/reports', {
      contentType: 'application/x-ndjson',
      text: lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    await call('GET /v1/reports/{store}/{date}', { params: { store, date } });
    await call('GET /v1/reports/{store}/latest', { params: { store } });
    await call('GET /v1/me');
    const text = await call('GET /v1/template.xlsx', { query: { store } });
    await call('POST /v1/reports', { contentType: WORKBOOK_TYPE, text, query: { dryRun: 'true' } }).catch(
      // Nobody has filled it in.
      (error: unknown) => assert.equal((error as RefusedRequest).problem?.code, 'nothing-kept'),
    );
    await call('GET /v1/me/today');
  }
  await system.idle();
}

/** A source has less than it said: whatever counted on it is looked at again. */
export async function offerLess(source: ContractClient, date: BusinessDay): Promise<void> {
  const rows = [{ product: PORK.id, price: USUAL_PRICE[PORK.id] ?? 0, stock: 400, confirm: true }];
  await source('POST /v1/reports', { query: { mode: 'patch' }, body: { store: 'kho-1', date, rows } });
}

/** Ids of what staff found. */
interface Found {
  readonly events: readonly string[];
  readonly alerts: readonly string[];
  readonly suggestions: readonly string[];
}

/** Looks at everything that staff can see. */
export async function lookAround(staff: ContractClient): Promise<Found> {
  await staff('GET /healthz');
  await staff('GET /openapi.json');
  await staff('GET /docs');
  await staff('GET /v1/products');
  await staff('GET /v1/places');
  await staff('GET /v1/today');
  await staff('GET /v1/coverage');
  await staff('GET /v1/coverage/grid', { query: { from: FIRST_DAY, to: FIRST_DAY } });
  await staff('GET /v1/map', { query: { product: PORK.id } });
  const porkInShops = { params: { place: 'ha-noi', product: PORK.id }, query: { limit: 2 } };
  await staff('GET /v1/market/{place}/{product}/stores', porkInShops);
  await staff('GET /v1/calendar');
  await staff('GET /v1/audit', { query: { limit: 2 } });
  await staff('GET /v1/market/{place}', { params: { place: 'hoan-kiem' } });
  await staff('GET /v1/market/{place}/{product}', { params: { place: 'hoan-kiem', product: PORK.id } });
  await staff('GET /v1/matching-settings');
  await staff('GET /v1/desk-settings');
  await staff('GET /v1/desk');
  await listByOnes(staff, 'GET /v1/retailers');
  await staff('GET /v1/unmapped-articles');
  await listByOnes(staff, 'GET /v1/people');
  const alerts = await listByOnes(staff, 'GET /v1/alerts');
  const suggestions = await listByOnes(staff, 'GET /v1/suggestions');
  await staff('GET /v1/suggestions', { query: { day: FIRST_DAY } });
  for (const id of alerts) {
    await staff('GET /v1/alerts/{id}', { params: { id } });
    await staff('GET /v1/alerts/{id}/evidence', { params: { id }, query: { limit: 1 } });
  }
  const events = await listByOnes(staff, 'GET /v1/events');
  for (const id of events) {
    await staff('GET /v1/events/{id}', { params: { id } });
    await staff('GET /v1/events/{id}/shops', { params: { id } });
    await staff('GET /v1/events/{id}/plan', { params: { id } });
    await staff('GET /v1/suggestions', { query: { event: id } });
  }
  await staff('GET /v1/quality', { query: { from: FIRST_DAY, to: FIRST_DAY } });
  return { events, alerts, suggestions };
}

/** Answers one event's plan, by its first call and a trip of that; what was answered before is so already. Returns its lines. */
async function workThroughPlan(staff: ContractClient, events: readonly string[]): Promise<readonly string[]> {
  for (const id of events) {
    const { calls } = await staff('GET /v1/events/{id}/plan', { params: { id } });
    const [call] = calls;
    const [trip] = call?.trips ?? [];
    if (!call || !trip) continue;
    const ofTrip = { params: { id, trip: trip.id }, body: { lines: trip.suggestions } };
    const ofCall = { params: { id, call: call.id }, body: {} };
    await staff('POST /v1/events/{id}/plan/trips/{trip}/accept', ofTrip);
    await staff('POST /v1/events/{id}/plan/calls/{call}/accept', ofCall);
    await staff('POST /v1/events/{id}/plan/trips/{trip}/complete', ofTrip);
    await staff('POST /v1/events/{id}/plan/calls/{call}/complete', ofCall);
    const reason = 'sold-out' as const;
    await staff('POST /v1/events/{id}/plan/trips/{trip}/decline', { ...ofTrip, body: { reason } });
    await staff('POST /v1/events/{id}/plan/calls/{call}/decline', { ...ofCall, body: { reason } });
    return calls.flatMap(({ trips }) => trips.flatMap(({ suggestions }) => suggestions));
  }
  return [];
}

/** Works on what was found: each alert and each suggestion is answered in one way or the other. */
export async function workThroughDesk(staff: ContractClient, found: Found): Promise<void> {
  const planned = await workThroughPlan(staff, found.events);
  const alone = found.suggestions.filter((id) => !planned.includes(id));
  for (const [index, id] of alone.entries()) {
    if (index % 2 === 0) {
      await staff('POST /v1/suggestions/{id}/accept', { params: { id }, body: {} });
      await staff('POST /v1/suggestions/{id}/complete', { params: { id }, body: { quantity: 1 } });
    } else await staff('POST /v1/suggestions/{id}/decline', { params: { id }, body: { reason: 'no-contract' } });
  }
  const officer = (await staff('GET /v1/people')).items.find(({ active }) => active);
  for (const id of found.events) {
    const [shop] = (await staff('GET /v1/events/{id}/shops', { params: { id } })).items;
    const seen = { event: id, verdict: 'right', at: `${FIRST_DAY}T12:00:00+07:00` } as const;
    if (shop) await staff('POST /v1/verifications', { body: { ...seen, store: shop.store } });
    await staff('POST /v1/events/{id}/acknowledge', { params: { id }, body: { note: 'Đã gọi' } });
    await staff('POST /v1/events/{id}/assign', { params: { id }, body: { to: officer?.id ?? '' } });
    await staff('POST /v1/events/{id}/silence', { params: { id }, body: { until: FIRST_DAY, note: 'Chờ xác minh' } });
    await staff('POST /v1/events/{id}/false-alarm', { params: { id }, body: {} });
    await staff('POST /v1/events/{id}/resolve', { params: { id }, body: {} });
  }
  // What an alert has proposed ends with it, so that the alerts come after.
  for (const id of found.alerts) {
    await staff('POST /v1/alerts/{id}/acknowledge', { params: { id }, body: { note: 'Đã gọi' } });
    await staff('POST /v1/alerts/{id}/silence', { params: { id }, body: { until: FIRST_DAY, note: 'Chờ xác minh' } });
    await staff('POST /v1/alerts/{id}/false-alarm', { params: { id }, body: {} });
    await staff('POST /v1/alerts/{id}/resolve', { params: { id }, body: {} });
  }
  for (const id of await listByOnes(staff, 'GET /v1/refusals')) {
    await staff('DELETE /v1/refusals/{id}', { params: { id } });
  }
}

/** Reports by articles, before and after it has said what they are; staff say so, too. */
async function mapArticles(staff: ContractClient, call: ContractClient, retailer: string): Promise<void> {
  const rows = [{ article: 'R-5', name: 'Gạo tẻ thường 5kg', price: 5 * (USUAL_PRICE[RICE.id] ?? 0) }];
  const report = { query: { mode: 'patch' as const }, body: { store: 'an-2', date: FIRST_DAY, rows } };
  const items = [{ article: 'R-5', product: RICE.id, factor: 5 }];
  await call('POST /v1/reports', {
    ...report,
    body: { ...report.body, rows: [...rows, { product: PORK.id, price: 100_000 }] },
  });
  await call('GET /v1/me/articles/suggestions');
  await call('PUT /v1/me/articles', { body: { items } });
  await call('GET /v1/me/articles');
  await call('POST /v1/reports', report);
  await staff('GET /v1/retailers/{id}/articles', { params: { id: retailer } });
  await staff('PUT /v1/retailers/{id}/articles', {
    params: { id: retailer },
    body: { items: [{ ...items[0], factor: 10 }] },
  });
}

/** Reminds a shop that is silent, and decides on a price that is held back. */
export async function attendToFigures(
  staff: ContractClient,
  call: ContractClient,
  system: RunningSystem,
): Promise<void> {
  const { retailer: id } = SHOPS[0];
  const late = { name: 'an-3', place: 'cua-nam', channel: 'market' as const };
  await staff('PUT /v1/retailers/{id}/stores/{store}', { params: { id, store: 'an-3' }, body: late });
  await staff('POST /v1/coverage/reminders', { body: { stores: ['an/an-3'] } });
  await mapArticles(staff, call, id);
  const rows = [{ product: RICE.id, price: 4 * (USUAL_PRICE[RICE.id] ?? 0) }];
  await call('POST /v1/reports', { query: { mode: 'patch' }, body: { store: 'an-2', date: FIRST_DAY, rows } });
  await system.idle();
  const [doubt] = (await staff('GET /v1/doubts', { query: { date: FIRST_DAY } })).items;
  await staff('POST /v1/doubts/{id}', { params: { id: doubt?.id ?? '' }, body: { verdict: 'confirm' } });
  await system.idle();
}

/** Moves a store from tomorrow on. */
export async function moveStore(staff: ContractClient): Promise<void> {
  const { retailer: id, store, channel } = SHOPS[0];
  await staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id, store },
    body: { name: store, place: 'cua-nam', channel },
  });
}

/** Before the cut-off one shop reports, and the clock has the silent ones reminded. */
export async function remindSilent(
  staff: ContractClient,
  call: ContractClient,
  system: RunningSystem,
  date: BusinessDay,
): Promise<void> {
  const { settings } = await staff('GET /v1/desk-settings');
  await staff('PUT /v1/desk-settings', { body: { ...settings, remindShopsAt: '13:30' } });
  const rows = [{ product: PORK.id, price: USUAL_PRICE[PORK.id] ?? 0 }];
  await call('POST /v1/reports', { body: { store: 'an-2', date, rows } });
  await system.idle();
  await system.lookAgain();
  await system.idle();
}
