/**
 * Fills a folder with a large invented city through the API's own paths, for `DATA=… npm run bench -- pages`:
 *
 *   node test/bench/fill-city.ts --data /somewhere/large [--shops 3000] [--days 90] [--today 2026-11-30]
 *
 * Shops of 30 organisations lie in all wards of Hanoi and sell all its goods. History is imported as files, and the machine
 * folds it as it does whatever is imported; then the shops report today.
 */
import { parseArgs } from 'node:util';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import { addDays, eachDay } from '#domain/business-day.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { startSystem } from '#infra/local/system.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    shops: { type: 'string', default: '3000' },
    days: { type: 'string', default: '90' },
    today: { type: 'string', default: '2026-11-30' },
  },
});
const { data: folder, today } = values;
if (folder === undefined) throw new Error('Say which folder: --data FOLDER');
const RETAILERS = 30;
const SHOPS_OF_A_FILE = 10;
const AT_ONCE = 8;
const [shops, days] = [Number(values.shops), Number(values.days)];
const now = Date.parse(`${today}T06:10:00+07:00`);
const wards = [...hanoi.places.values()].filter(
  ({ kind, validTo }) => (kind === 'ward' || kind === 'commune') && validTo === undefined,
);
const goods = [...hanoi.products.values()].filter(({ channels }) => channels === undefined);
const draw = seededNumbers(11);
const usual = new Map(goods.map(({ id, band }) => [id, Math.round(Math.sqrt(band.min * band.max) / 100) * 100]));
const city = Array.from({ length: shops }, (_, index) => ({
  retailer: `don-vi-${(index % RETAILERS) + 1}`,
  store: `diem-${index + 1}`,
  place: wards[index % wards.length]?.id ?? '',
}));

const system = await startSystem({ folder, catalogue: hanoi, clock: () => now, gatherMs: 1 });
const call = contractClient({ url: system.url, token: system.staffToken });
const started = performance.now();
const tell = (what: string) => process.stdout.write(`${Math.round((performance.now() - started) / 1000)} s: ${what}\n`);

const keys = new Map<string, string>();
for (let one = 1; one <= RETAILERS; one++) {
  const id = `don-vi-${one}`;
  const body = { name: `Đơn vị ${one} (mẫu)`, contact: { name: 'Nguyễn Thu An', phone: '0900 000 100' } };
  await call('PUT /v1/retailers/{id}', { params: { id }, body });
  keys.set(id, (await call('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
}
await aFewAtOnce(city, AT_ONCE, ({ retailer, store, place }) =>
  call('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: retailer, store },
    body: { name: `Điểm bán ${store}`, place, channel: 'market' },
  }),
);
tell(`${city.length} shops are registered`);

const past = eachDay(addDays(today, -days), addDays(today, -1));
const rowsOf = (date: string) =>
  goods.map(({ id }) => ({ product: id, price: priceOf(id), stock: 40 + Math.round(20 * draw()), sold: 15, date }));
for (let first = 0; first < city.length; first += SHOPS_OF_A_FILE) {
  const rows = city
    .slice(first, first + SHOPS_OF_A_FILE)
    .flatMap(({ retailer, store }) =>
      past.flatMap((date) =>
        rowsOf(date).map(({ product, price, stock, sold }) =>
          [retailer, store, date, product, price, stock, sold].join(),
        ),
      ),
    );
  const text = ['retailer,store,date,product,price,stock,sold', ...rows].join('\n');
  const more = first + SHOPS_OF_A_FILE < city.length ? 'true' : 'false';
  await call('POST /v1/history', { query: { more }, contentType: 'text/csv', text });
  if (first % (10 * SHOPS_OF_A_FILE) === 0) tell(`history of ${first + SHOPS_OF_A_FILE} shops is kept`);
}
await system.idle();
tell('history is folded');
await aFewAtOnce(city, AT_ONCE, ({ retailer, store }) =>
  contractClient({ url: system.url, token: keys.get(retailer) ?? '' })('POST /v1/reports', {
    body: { store, date: today, rows: rowsOf(today).map(({ date: _, ...row }) => row) },
  }),
);
await system.idle();
await system.close();
tell('today is reported; the folder is ready');

/** Near its usual price, to a hundred. */
function priceOf(product: string): number {
  return Math.max(100, Math.round(((usual.get(product) ?? 10_000) * (0.96 + 0.08 * draw())) / 100) * 100);
}
