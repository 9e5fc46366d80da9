/**
 * Sixty days of a city of 3,000 shops and 60 goods, posted as history to a running system, until all is assessed.
 *
 * `HISTORY_DAYS`, `HISTORY_SHOPS`, `HISTORY_GOODS` change its size; `HISTORY_FOLDER` keeps the folder, to be opened by
 * `npm start -- --data`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '#catalog/city.ts';
import { contractClient } from '#contract/client.ts';
import { addDays, businessDayOf, eachDay } from '#domain/business-day.ts';
import { startSystem } from '#infra/local/system.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { largeCity } from './large-city.ts';
import { printRow } from './measure.ts';

const REQUESTS_AT_ONCE = 8;
const days = Number(process.env['HISTORY_DAYS'] ?? 60);
const city = largeCity(
  catalogue,
  Number(process.env['HISTORY_SHOPS'] ?? 3_000),
  Number(process.env['HISTORY_GOODS'] ?? 60),
);
const kept = process.env['HISTORY_FOLDER'];
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'binh-on-history-')));
const system = await startSystem({ folder, catalogue });
try {
  const call = contractClient({ url: system.url, token: system.staffToken });
  for (const id of city.retailers) {
    const contact = { name: 'Nguyễn Thu An', phone: '0900 000 100' };
    await call('PUT /v1/retailers/{id}', { params: { id }, body: { name: id, contact } });
  }
  await aFewAtOnce(city.shops, REQUESTS_AT_ONCE, ({ retailer: id, id: store, place, channel }) =>
    call('PUT /v1/retailers/{id}/stores/{store}', { params: { id, store }, body: { name: store, place, channel } }),
  );

  const started = performance.now();
  let rows = 0;
  const lastDay = addDays(businessDayOf(Date.now()), -1);
  const files = city.files(eachDay(addDays(lastDay, 1 - days), lastDay))[Symbol.iterator]();
  for (let file = files.next(); !file.done; ) {
    const next = files.next();
    const query = { more: next.done ? 'false' : 'true' } as const;
    await call('POST /v1/history', { query, text: file.value, contentType: 'text/csv' });
    rows += file.value.split('\n').length - 2;
    file = next;
  }
  const keptAfter = performance.now() - started;
  await system.idle();
  const assessedAfter = performance.now() - started;
  printRow(
    `history of ${days} days, ${city.shops.length} shops, ${(rows / 1e6).toFixed(1)} million rows: kept; assessed; memory`,
    `${seconds(keptAfter)}; ${seconds(assessedAfter)} s; ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    '300 s',
  );
} finally {
  await system.close();
  if (!kept) await rm(folder, { recursive: true });
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0);
}
