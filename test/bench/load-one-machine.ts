/**
 * `npm run load -- [--minutes 10] [--posts-per-second 9]`: starts one machine with the demo city in a new folder, posts
 * reports of its shops at an even pace, and prints the memory that the process holds (Linux).
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { businessDayOf } from '#domain/business-day.ts';
import type { Credentials } from '#infra/local/credentials.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    'posts-per-second': { type: 'string', default: '9' },
  },
});
const seconds = Number(values.minutes) * 60;
const perSecond = Number(values['posts-per-second']);
const draw = seededNumbers(9);
const folder = await mkdtemp(join(tmpdir(), 'binh-on-load-'));
const machine = spawn(process.execPath, [...(await argumentsOfStart()), '--port', '0', '--data', folder], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'CRITICAL' },
});

try {
  await demoIsAlive();
  const { url, retailers } = JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8')) as Credentials;
  const shops = retailers.flatMap(({ bearer, stores }) => stores.map(({ id }) => ({ bearer, store: id })));
  const sizes = [await residentMb()];
  process.stdout.write(`0 min: ${sizes[0]} MB\n`);
  const answers = new Map<number, number>();
  const begun = performance.now();
  for (let post = 0; post < seconds * perSecond; post++) {
    await wait(Math.max(0, (post / perSecond) * 1000 - (performance.now() - begun)));
    void report(url, shops[post % shops.length] as (typeof shops)[number]).then((status) =>
      answers.set(status, (answers.get(status) ?? 0) + 1),
    );
    if ((post + 1) % (perSecond * 60) !== 0) continue;
    sizes.push(await residentMb());
    process.stdout.write(`${sizes.length - 1} min: ${sizes.at(-1)} MB\n`);
  }
  const took = (performance.now() - begun) / 1000;
  const growth = ((sizes.at(-1) as number) - (sizes[Math.floor(sizes.length / 2)] as number)) / Math.ceil(took / 120);
  process.stdout.write(
    `${seconds * perSecond} posts in ${Math.round(took)} s; answers ${JSON.stringify([...answers])}\n` +
      `most ${Math.max(...sizes)} MB; ${growth.toFixed(1)} MB a minute in the second half\n`,
  );
} finally {
  machine.kill('SIGTERM');
  await new Promise((resolve) => machine.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
}

async function report(url: string, { bearer, store }: { bearer: string; store: string }): Promise<number> {
  const row = { product: '01.0004', price: 140_000 + 100 * Math.floor(draw() * 100), stock: 50, sold: 20 };
  const answer = await fetch(`${url}/v1/reports?mode=patch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ store, date: businessDayOf(Date.now()), rows: [row] }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function demoIsAlive(): Promise<void> {
  for await (const chunk of machine.stdout as AsyncIterable<Buffer>) {
    process.stdout.write(chunk);
    if (chunk.includes('alive')) return void machine.stdout.resume();
  }
  throw new Error('The machine ended before its city was loaded');
}

/** What `npm start` gives to node: its own process would stand between this one and the machine. */
async function argumentsOfStart(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

async function residentMb(): Promise<number> {
  const status = await readFile(`/proc/${machine.pid}/status`, 'utf8');
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  assert.ok(kb, 'the process is there');
  return Math.round(Number(kb) / 1024);
}
