/**
 * Plays the README's first hour on an empty system, as a child process: register, key, history, reports, a shock with
 * low stock and a supplier with plenty; then kill -9 and a restart. Prints each step; exits 1 at the first surprise.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractClient } from '#contract/client.ts';
import { addDays, businessDayOf, eachDay } from '#domain/business-day.ts';

const WARD = '00070';
const PRODUCT = '01.0004';
const SHOPS = [
  { retailer: 'sen-vang', store: 'sen-vang-1' },
  { retailer: 'sen-vang', store: 'sen-vang-2' },
  { retailer: 'mai-lan', store: 'mai-lan-1' },
  { retailer: 'cho-que', store: 'cho-que-1' },
];

const folder = await mkdtemp(join(tmpdir(), 'binh-on-first-loop-'));
const today = businessDayOf(Date.now());
let running: ChildProcess | undefined;

interface Row {
  readonly product: string;
  readonly price: number;
  readonly stock: number;
  readonly sold?: number;
  readonly priceType?: 'wholesale';
}

try {
  let url = await start();
  say('an empty system is ready');
  const { staffToken } = JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8')) as { staffToken: string };
  let staff = contractClient({ url, token: staffToken });
  const keys = new Map<string, string>();
  for (const id of ['sen-vang', 'mai-lan', 'cho-que', 'htx-ven-song']) {
    await staff('PUT /v1/retailers/{id}', {
      params: { id },
      body: { name: `${id} (mẫu)`, contact: { name: 'Nguyễn Thu An', phone: '0900 000 100' } },
    });
    keys.set(id, (await staff('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
  }
  for (const { retailer: id, store } of SHOPS) {
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store },
      body: { name: store, place: WARD, channel: 'market' },
    });
  }
  await staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: 'htx-ven-song', store: 'kho' },
    body: { name: 'Kho Ven Sông', place: 'outside/hung-yen', channel: 'producer' },
  });
  say('three retailers and a supplier are registered');

  const days = eachDay(addDays(today, -20), addDays(today, -1));
  const csv = days.flatMap((day, index) => {
    const back = days.length - index;
    const price = back > 6 && back < 10 ? 158_000 : 145_000;
    return SHOPS.map(({ retailer, store }) => `${retailer},${store},${day},${PRODUCT},${price},150,30`);
  });
  const history = await staff('POST /v1/history', {
    text: ['retailer,store,date,product,price,stock,sold', ...csv].join('\n'),
    contentType: 'text/csv',
  });
  assert.equal(history.receipts, days.length * SHOPS.length);
  assert.equal(history.rejectedCount, 0);
  say(`${history.receipts} store-days of history are kept`);

  await report('htx-ven-song', 'kho', { product: PRODUCT, price: 110000, priceType: 'wholesale', stock: 2000 });
  for (const { retailer, store } of SHOPS) {
    await report(retailer, store, { product: PRODUCT, price: 188500, stock: 12, sold: 35 });
  }
  const alerts = await eventually('an alert is open', async () => {
    const { items } = await staff('GET /v1/alerts');
    return items.length > 0 && (items[0]?.suggestions.length ?? 0) > 0 ? items : undefined;
  });
  assert.equal(alerts.length, 1, 'one move is one alert');
  assert.equal(alerts[0]?.place, WARD);
  assert.equal(alerts[0]?.level, 'crisis');
  const suggestions = await staff('GET /v1/suggestions');
  assert.ok(suggestions.items.every(({ from }) => from.retailer === 'htx-ven-song'));
  say(`one alert, with ${suggestions.items.length} suggestions that name the supplier`);
  const alert = `${WARD}_${PRODUCT}_up_${today}`;
  const { items: events } = await staff('GET /v1/events');
  assert.deepEqual(
    events.map(({ id, level, alerts: members }) => [id, level, members]),
    [[`pork-up-${today}`, 'crisis', 1]],
  );
  say(`one event: ${events[0]?.sentence.en}`);
  const evidence = await staff('GET /v1/alerts/{id}/evidence', { params: { id: alert } });
  assert.equal(evidence.items.length, SHOPS.length);
  const { preview } = await staff('PUT /v1/thresholds', {
    query: { preview: 'true' },
    body: { product: PRODUCT, watch: 5, alert: 8, crisis: 20 },
  });
  assert.deepEqual(
    preview?.items.map(({ now, proposed }) => [now.alerts, proposed.alerts]),
    [[0, 1]],
  );
  say('the alert can be recomputed, and other thresholds would have opened one more');
  await eventually('the mail is written', async () => (await mails()).length > 0);
  const [mail] = await mails();
  assert.equal((await mails()).length, 1);
  assert.match(mail ?? '', new RegExp(`^pork-up-${today}-1-p-`));
  const before = await readFile(join(folder, 'outbox', mail ?? ''));
  say(`one mail: ${mail}`);

  running?.kill('SIGKILL');
  await new Promise((resolve) => running?.once('exit', resolve));
  url = await start();
  staff = contractClient({ url, token: staffToken });
  const again = await staff('GET /v1/alerts');
  assert.equal(again.items.length, 1);
  await report('mai-lan', 'mai-lan-1', { product: PRODUCT, price: 188500, stock: 12, sold: 35 });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  assert.equal((await staff('GET /v1/alerts')).items.length, 1);
  assert.deepEqual(await mails(), [mail]);
  assert.deepEqual(await readFile(join(folder, 'outbox', mail ?? '')), before);
  say('killed with -9, started again: nothing lost, nothing doubled');

  async function report(retailer: string, store: string, row: Row): Promise<void> {
    const call = contractClient({ url, token: keys.get(retailer) });
    await call('POST /v1/reports', { body: { store, date: today, rows: [row] } });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

async function start(): Promise<string> {
  const child = spawn('npm', ['start', '--silent', '--', '--port', '0', '--data', folder, '--scenario', 'empty'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'ERROR' },
    detached: true,
  });
  running = {
    ...child,
    kill: () => process.kill(-(child.pid ?? 0), 'SIGKILL'),
    once: child.once.bind(child),
  } as unknown as ChildProcess;
  let printed = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The system ended with ${code} before it was ready`)));
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const ready = /^ready (http:\/\/\S+)$/m.exec(printed)?.[1];
      if (ready) resolve(ready);
    });
  });
}

async function mails(): Promise<string[]> {
  return (await readdir(join(folder, 'outbox'))).filter((file) => file.endsWith('.eml')).sort();
}

async function eventually<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 120; tries++) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Waited 30 s in vain until ${what}`);
}

function say(line: string): void {
  process.stdout.write(`first loop: ${line}\n`);
}
