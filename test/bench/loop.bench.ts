/** From a report to the alert that it raises, and to the mail, through the HTTP API of a running system. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '#catalog/city.ts';
import { contractClient } from '#contract/client.ts';
import { addDays, businessDayOf, eachDay } from '#domain/business-day.ts';
import { startSystem } from '#infra/local/system.ts';
import { printRow, quantileOf } from './measure.ts';

const WARD = '00070';
const SHOPS = ['sen-vang', 'mai-lan', 'cho-que', 'hoa-dao'];
const ROUNDS = 30;
const POLL_MS = 10;
const GIVE_UP_MS = 30_000;
const SHOCK = 1.4;

const goods = [...catalogue.products.values()]
  .filter((product) => !product.channels)
  .slice(0, ROUNDS)
  .map(({ id, band }) => ({ id, usual: Math.round(Math.sqrt(band.min * band.max)) }));
const folder = await mkdtemp(join(tmpdir(), 'binh-on-loop-'));
const system = await startSystem({ folder, catalogue });
try {
  const today = businessDayOf(Date.now());
  const staff = contractClient({ url: system.url, token: system.staffToken });
  await staff('POST /v1/people', {
    body: { name: 'Lan', emails: ['can-bo-truc@binh-on.example'], channels: [{ kind: 'mail' }], places: ['*'] },
  });
  const shops = await Promise.all(SHOPS.map(register));
  const csv = eachDay(addDays(today, -20), addDays(today, -1)).flatMap((date) =>
    SHOPS.flatMap((shop) => goods.map(({ id, usual }) => `${shop},${shop}-1,${date},${id},${usual},100,20`)),
  );
  await staff('POST /v1/history', {
    text: ['retailer,store,date,product,price,stock,sold', ...csv].join('\n'),
    contentType: 'text/csv',
  });
  await system.idle();

  const toAlert: number[] = [];
  const toMail: number[] = [];
  for (let risen = 1; risen <= goods.length; risen++) {
    const product = goods[risen - 1]?.id;
    const rows = goods.map(({ id, usual }, index) => ({
      product: id,
      price: index < risen ? Math.round(usual * SHOCK) : usual,
      stock: 80,
      sold: 20,
    }));
    const mailsBefore = await mails();
    const started = performance.now();
    await Promise.all(
      shops.map(({ id, call }) => call('POST /v1/reports', { body: { store: `${id}-1`, date: today, rows } })),
    );
    await until(async () => {
      const { items } = await staff('GET /v1/alerts', { query: { place: WARD, product } });
      return items.length > 0;
    });
    toAlert.push(performance.now() - started);
    await until(async () => (await mails()) > mailsBefore);
    toMail.push(performance.now() - started);
    await system.idle();
  }
  printRow(
    'from four reports to their alert, one machine, median and p95',
    `${Math.round(quantileOf(toAlert, 0.5))} and ${Math.round(quantileOf(toAlert, 0.95))} ms`,
    'within seconds',
  );
  printRow(
    'from four reports to the mail, 3 s of gathering included, median and p95',
    `${seconds(quantileOf(toMail, 0.5))} and ${seconds(quantileOf(toMail, 0.95))} s`,
    'within seconds',
  );

  async function register(id: string) {
    const params = { id };
    const body = { name: id, contact: { name: 'Nguyễn Thu An', phone: '0900 000 100' } };
    await staff('PUT /v1/retailers/{id}', { params, body });
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store: `${id}-1` },
      body: { name: id, place: WARD, channel: 'market' },
    });
    const { bearer: token } = await staff('POST /v1/retailers/{id}/keys', { params });
    return { id, call: contractClient({ url: system.url, token }) };
  }
} finally {
  await system.close();
  await rm(folder, { recursive: true });
}

async function mails(): Promise<number> {
  return (await readdir(join(folder, 'outbox'))).filter((file) => file.endsWith('.eml')).length;
}

async function until(look: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`Nothing came within ${GIVE_UP_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
