import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ContractClient, contractClient } from '#contract/client.ts';
import { addDays, businessDayOf, eachDay } from '#domain/business-day.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { machineOutput } from '#infra/local/machine-output.ts';
import { type MachineProcess, startMachine } from '#support/run-command.ts';
import { playsAll } from '#support/seeds.ts';

const PORK = '01.0004';
const WARD = '00070';
const RETAILERS = ['sen-vang', 'mai-lan', 'cho-que'];

let folder: string;
let machine: MachineProcess;
const started: MachineProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-end-'));
});
afterEach(async () => {
  for (const { end, ended } of started.splice(0)) {
    end('SIGKILL');
    await ended;
  }
  await rm(folder, { recursive: true });
});

async function begin(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<void> {
  machine = await startMachine(folder, args, env);
  started.push(machine);
}

/** Tells the machine to end, and says how long it took. */
async function endedWithin(): Promise<{ readonly code: number | null; readonly ms: number }> {
  const told = performance.now();
  machine.end('SIGTERM');
  const { code } = await machine.ended;
  return { code, ms: performance.now() - told };
}

async function staffOf(): Promise<ContractClient> {
  return contractClient({ url: machine.url, token: (await readCredentials(folder))?.staffToken });
}

/** An alert, so that recipients are told. */
async function makePorkDear(): Promise<void> {
  const staff = await staffOf();
  const today = businessDayOf(Date.now());
  const bearers = new Map<string, string>();
  for (const id of RETAILERS) {
    await staff('PUT /v1/retailers/{id}', {
      params: { id },
      body: { name: id, contact: { name: 'Nguyễn Thu An' } },
    });
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store: '1' },
      body: { name: id, place: WARD, channel: 'market' },
    });
    bearers.set(id, (await staff('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
  }
  const days = eachDay(addDays(today, -10), addDays(today, -1));
  const lines = days.flatMap((day) => RETAILERS.map((id) => `${id},1,${day},${PORK},145000,50,30`));
  await staff('POST /v1/history', {
    text: `retailer,store,date,product,price,stock,sold\n${lines.join('\n')}\n`,
    contentType: 'text/csv',
  });
  for (const id of RETAILERS) {
    const rows = [{ product: PORK, price: 188_500, stock: 12, sold: 35 }];
    await contractClient({ url: machine.url, token: bearers.get(id) })('POST /v1/reports', {
      body: { store: '1', date: today, rows },
    });
  }
}

describe('SIGTERM ends the machine within five seconds', () => {
  test('while a request never ends', async () => {
    await begin();
    const socket = connect(Number(new URL(machine.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.write('POST /v1/reports HTTP/1.1\r\nhost: local\r\ncontent-length: 1000\r\n\r\n{"store":');
    await (await staffOf())('GET /v1/alerts');
    const { code, ms } = await endedWithin();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
  });

  test('while a handler waits for a webhook that never answers', async () => {
    let called = 0;
    const webhook = createServer(() => {
      called++;
    }).listen(0, '127.0.0.1');
    await once(webhook, 'listening');
    try {
      await begin();
      const { port } = webhook.address() as AddressInfo;
      await (await staffOf())('POST /v1/people', {
        body: {
          name: 'Máy của Sở',
          channels: [{ kind: 'webhook', address: `http://127.0.0.1:${port}/`, secret: 'a-secret-of-the-test' }],
          places: ['*'],
          levels: ['watch', 'alert', 'crisis'],
        },
      });
      await makePorkDear();
      await expect.poll(() => called, { timeout: 30_000 }).toBe(1);
      const { code, ms } = await endedWithin();
      expect(code).toBe(0);
      expect(ms).toBeLessThan(5_000);
    } finally {
      webhook.closeAllConnections();
      webhook.close();
    }
  });

  test('that npm has started, although npm ends first', async () => {
    const npm = spawn('npm', ['start', '--silent', '--', '--port', '0', '--scenario', 'empty', '--data', folder]);
    const [line] = (await once(createInterface({ input: npm.stdout }), 'line')) as [string];
    npm.kill('SIGTERM');
    const told = performance.now();
    const answers = () =>
      fetch(`${line.split(' ')[1]}/healthz`).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 5_000, interval: 100 }).toBe(false);
    expect(performance.now() - told).toBeLessThan(5_000);
    await expect.poll(() => readdir(folder), { timeout: 5_000 }).not.toContain('machine.lock');
  });

  test.runIf(playsAll)(
    'while a demo city is being loaded, which goes on at the next start (4 s: in npm run test:all)',
    async () => {
      await begin(['--scenario', 'hanoi']);
      const { code, ms } = await endedWithin();
      expect(code).toBe(0);
      expect(ms).toBeLessThan(5_000);
      expect(machine.said()).not.toContain('    at ');
      expect((await readCredentials(folder))?.scenarioLoaded).toBe(false);
    },
  );
});

describe('requests are logged', () => {
  test.each([
    { args: [], logged: false },
    { args: ['--verbose'], logged: true },
  ])('with --verbose only ($args)', async ({ args, logged }) => {
    await begin(args, { POWERTOOLS_LOG_LEVEL: undefined });
    await (await staffOf())('GET /v1/alerts');
    await endedWithin();
    expect(machine.said().includes('GET /v1/alerts')).toBe(logged);
    if (!logged) expect(machine.said().trim().split('\n')).toEqual([`ready ${machine.url}`]);
  });
});

describe('progress', () => {
  const written = (
    isTTY: boolean,
    run: (output: ReturnType<typeof machineOutput>, pass: (ms: number) => void) => void,
  ) => {
    let text = '';
    let now = 0;
    const stream = { isTTY, write: (more: string) => (text += more) };
    run(
      machineOutput(stream, () => now),
      (ms) => {
        now += ms;
      },
    );
    return text;
  };

  test('is one line that changes on a terminal', () => {
    const text = written(true, ({ tell, progress }) => {
      progress('1 of 2');
      progress('2 of 2');
      tell('done');
    });
    expect(text).toBe('\r\u001b[K1 of 2\r\u001b[K2 of 2\r\u001b[Kdone\n');
  });

  test('is a line now and then elsewhere', () => {
    const text = written(false, ({ tell, progress }, pass) => {
      for (let second = 0; second < 40; second++) {
        progress(`${second} s`);
        pass(1_000);
      }
      tell('done');
    });
    expect(text).toBe('15 s\n30 s\ndone\n');
  });
});
