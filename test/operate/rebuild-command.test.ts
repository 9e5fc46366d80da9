import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContractClient, contractClient } from '#contract/client.ts';
import { addDays, businessDayOf, eachDay } from '#domain/business-day.ts';
import { createHandler } from '#functions/rebuild-places/handler.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { rebuildDeployed } from '#infra/operate/rebuild-deployed.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { allItems, differences, isDerived, keptIn, removeItem, withTables } from '#support/folder-tables.ts';
import { keptItems } from '#support/kept-items.ts';
import { DAYS, layMarket, TODAY } from '#support/pork-price-rise.ts';
import { type MachineProcess, runCommand, startMachine } from '#support/run-command.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';

const rebuild = (...args: string[]) => runCommand('infra/operate/rebuild.ts', args);
const today = businessDayOf(Date.now());

describe('on one machine', () => {
  let home: string;
  let folder: string;
  let machine: MachineProcess | undefined;
  let before: Map<string, unknown>;
  const first = addDays(today, -12);

  async function stop(): Promise<void> {
    machine?.end('SIGTERM');
    await machine?.ended;
    machine = undefined;
  }

  async function fill(staff: ContractClient): Promise<void> {
    for (const id of ['sen-vang', 'mai-lan']) {
      await staff('PUT /v1/retailers/{id}', { params: { id }, body: { name: id, contact: { name: 'Nguyễn Thu An' } } });
      await staff('PUT /v1/retailers/{id}/stores/{store}', {
        params: { id, store: '1' },
        body: { name: id, place: '00070', channel: 'market' },
      });
    }
    const days = eachDay(first, addDays(today, -1));
    const lines = days.flatMap((day) => ['sen-vang', 'mai-lan'].map((id) => `${id},1,${day},01.0004,145000,50,30`));
    const text = `retailer,store,date,product,price,stock,sold\n${lines.join('\n')}\n`;
    await staff('POST /v1/history', { text, contentType: 'text/csv' });
  }

  /** Takes away much of what follows from the reports. */
  async function damage(): Promise<void> {
    await withTables(folder, async (dynamodb) => {
      for (const kept of (await allItems(dynamodb)).filter(isDerived)) {
        const { sk } = kept.item;
        if (sk.length % 2 === 1 && sk !== 'carry') await removeItem(dynamodb, kept);
      }
    });
    expect((await differences(folder, before)).length).toBeGreaterThan(10);
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'binh-on-command-'));
    folder = join(home, 'data');
    machine = await startMachine(folder);
    await fill(contractClient({ url: machine.url, token: (await readCredentials(folder))?.staffToken }));
    // It answers once nothing is left to do.
    expect(await rebuild('--data', folder)).toMatchObject({ code: 0 });
    await stop();
    before = await keptIn(folder);
  });
  afterAll(async () => {
    await stop();
    await rm(home, { recursive: true });
  });

  test('a folder on which none runs is folded anew, and left with none', async () => {
    await damage();
    const { code, out, complaint } = await rebuild('--data', folder);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    expect(out).toContain(`01: folding its days anew from ${first} on\n`);
    expect(out).toContain(`Done: 01 from ${first} on.\n`);
    expect(await differences(folder, before)).toEqual([]);
  });

  test('a machine that runs folds its places anew, and refuses in one sentence what cannot be', async () => {
    await damage();
    machine = await startMachine(folder);
    const refused = async (...args: string[]) => {
      const { code, out, complaint } = await rebuild('--data', folder, ...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return complaint.trim();
    };
    expect(await refused('--from', '2026-02-30')).toMatch(
      /^--from 2026-02-30 is no date: write it as \d{4}-\d\d-\d\d\.$/,
    );
    expect(await refused('--from', '2999-01-01')).toBe(`--from 2999-01-01 is in the future: today is ${today}.`);
    expect(await refused('--place', 'hoan kiem')).toMatch(
      /^There is no place "hoan kiem": did you mean .*00070 \(Phường Hoàn Kiếm\).*\?$/,
    );
    expect(await refused('--place', 'ha-nio')).toContain('did you mean 01 (');
    expect(await refused('--place', 'atlantis')).toBe('There is no place "atlantis": GET /v1/places lists them.');
    expect(await refused('--place', '00004')).toBe('00004 has no stores with a day: there is nothing to fold anew.');

    const asStranger = await fetch(`${machine.url}/rebuild`, { method: 'POST' });
    expect(asStranger.status).toBe(401);
    expect((await fetch(`${machine.url}/rebuild`)).status).toBe(405);
    const authorization = `Bearer ${(await readCredentials(folder))?.staffToken}`;
    for (const body of ['{', '[]', '{"since":"2026-01-01"}', '{"from":5}']) {
      const answer = await fetch(`${machine.url}/rebuild`, { method: 'POST', headers: { authorization }, body });
      expect(answer.status).toBe(400);
    }

    const from = addDays(first, 3);
    const later = await rebuild('--data', folder, '--place', '00070', '--from', from);
    expect(later).toMatchObject({ code: 0, out: expect.stringContaining(`Done: 00070 from ${from} on.\n`) });
    const { code, out } = await rebuild('--data', folder, '--from', '2025-01-01');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(`Done: 01 from ${first} on.\n`) });
    await stop();
    expect(await differences(folder, before)).toEqual([]);
  });

  test('a command line that cannot be used, or a folder without data, is told in one sentence', async () => {
    expect(await rebuild('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: npm run rebuild/) });
    expect(await rebuild('--since', '2026-01-01')).toMatchObject({ code: 2, out: '' });
    const both = await rebuild('--stack', 'binh-on-prod', '--data', folder);
    expect(both).toMatchObject({ code: 2, complaint: expect.stringMatching(/^--stack is the cloud, .*: name one/) });
    const nothing = await rebuild('--data', join(home, 'nothing'));
    expect(nothing).toEqual({
      code: 2,
      out: '',
      complaint: `${join(home, 'nothing')} holds no machine's data: name the folder by --data, as npm start does.\n`,
    });
  });
});

describe('deployed', () => {
  let now = Date.parse(`${TODAY}T18:00:00+07:00`);
  const tables = emptyTablesEachTest({ clock: () => now });
  const names = { market: tableNameOf('market'), registry: tableNameOf('registry') };

  async function layCity(): Promise<void> {
    const { dynamodb } = tables.platform;
    await layMarket(tables.platform);
    for (const [retailer, place] of ['hoa-sen', 'binh-minh', 'an-khang'].flatMap((id) =>
      ['hoan-kiem', 'cua-nam'].map((ward) => [id, ward] as const),
    )) {
      await registryStore(dynamodb, names.registry).putStore({
        id: place,
        retailer,
        name: place,
        channel: 'market',
        places: [{ place, validFrom: '2026-01-01' }],
      });
    }
  }

  test('a request in the registry wakes the function, and the command waits for its end', async () => {
    await layCity();
    const told: string[] = [];
    const handler = createHandler(tables.platform, SMALL_CITY);
    let looks = 0;
    const done = await rebuildDeployed(
      {
        tables: names,
        catalogue: SMALL_CITY,
        clock: () => now,
        tell: (line) => told.push(line),
        dynamodb: tables.platform.dynamodb,
        pause: async () => {
          now += 5_000;
          if (++looks === 3)
            await handler({ Records: [aStreamRecord(1, { pk: 'rebuild', sk: 'ha-noi' })] }, {} as Context);
        },
      },
      {},
    );
    expect(done).toBe(`Done: ha-noi from ${DAYS[0]} on.`);
    expect(told).toEqual([
      `ha-noi: asked for, from ${DAYS[0]} on`,
      ...[0, 5, 10].map((seconds) => `  ha-noi: from ${DAYS[0]} on, ${seconds} s`),
    ]);
    expect([...(await keptItems(tables.platform)).keys()]).toContain('desk hoan-kiem now');
  });

  test('where nobody works on it the command says so after a while, and what is asked for stays', async () => {
    await layCity();
    const waiting = rebuildDeployed(
      {
        tables: names,
        catalogue: SMALL_CITY,
        clock: () => now,
        tell: () => undefined,
        dynamodb: tables.platform.dynamodb,
        pause: async () => {
          now += 60_000;
        },
      },
      { place: 'cua-nam', from: TODAY },
    );
    await expect(waiting).rejects.toThrow(/^cua-nam did not get on for 20 minutes; .*"rebuild-places fails"\.$/);
    const kept = await registryStore(tables.platform.dynamodb, names.registry).readRebuild('cua-nam');
    expect(kept?.value).toEqual({ from: TODAY, number: 1 });
  });

  test('begins no earlier than what is kept for sure', async () => {
    await layCity();
    const { dynamodb } = tables.platform;
    const market = marketStore(dynamodb, names.market, () => now);
    for (const day of eachDay(addDays(TODAY, -410), TODAY)) await market.open('ha-noi', day, undefined);
    const asked = rebuildDeployed(
      {
        tables: names,
        catalogue: SMALL_CITY,
        clock: () => now,
        tell: () => undefined,
        dynamodb,
        pause: async () => {
          now += 3_600_000;
        },
      },
      { place: 'ha-noi' },
    );
    await expect(asked).rejects.toThrow();
    expect((await registryStore(dynamodb, names.registry).readRebuild('ha-noi'))?.value.from).toBe(
      addDays(TODAY, -398),
    );
  });
});
