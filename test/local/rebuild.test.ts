import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { addDays } from '#domain/business-day.ts';
import type { RunningSystem } from '#infra/local/system.ts';
import { placeDayOf } from '#storage/place-day-key.ts';
import {
  allItems,
  differences,
  isDerived,
  type KeptItem,
  keptIn,
  putItem,
  removeItem,
  spoilItem,
  withTables,
} from '#support/folder-tables.ts';
import { momentsOf, seedsOf } from '#support/seeds.ts';
import { PORK } from '#support/small-city.ts';
import { FIRST, liveInFolder, OPENED_FIRST, STILL_TAKEN, startCity, TODAY } from './folded-city.ts';

const WARD = 'hoan-kiem';
/** So often the machine looks whether a day is to be opened. */
const OPENED_WITHIN_MS = 60_000;

let home: string;
let whole: string;
let folder: string;
let before: Map<string, unknown>;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'binh-on-rebuild-'));
  whole = join(home, 'whole');
  await liveInFolder(whole);
  before = await keptIn(whole);
});
afterAll(() => rm(home, { recursive: true }));
beforeEach(async () => {
  folder = await copyOf(whole);
});
afterEach(() => rm(folder, { recursive: true }));

async function copyOf(other: string): Promise<string> {
  const copy = await mkdtemp(join(home, 'copy-'));
  await cp(other, copy, { recursive: true });
  return copy;
}

/** Has a machine run on the folder until all is done. */
async function onMachine<Result>(
  work: (system: RunningSystem) => Promise<Result>,
  data = folder,
  clock?: () => number,
): Promise<Result> {
  const system = await startCity(data, clock ? { clock } : {});
  try {
    const result = await work(system);
    await system.idle();
    return result;
  } finally {
    await system.close();
  }
}

const rebuild = (place?: string, from?: string) =>
  onMachine((system) => system.rebuild({ place, from }, () => undefined));

const dayOf = ({ item: { pk } }: KeptItem) => placeDayOf(pk).date;
const isRecord = (kept: KeptItem) =>
  kept.table === 'market' && /^(part|who)#/.test(kept.item.sk) && dayOf(kept) < STILL_TAKEN;

function isPacked({ item }: KeptItem): boolean {
  return item['data'] !== undefined || item['face'] !== undefined;
}

/** Damages what is kept; the names of what was damaged. */
async function damage(
  isChosen: (kept: KeptItem) => boolean,
  how: (dynamodb: DynamoDBDocumentClient, kept: KeptItem) => Promise<void>,
): Promise<string[]> {
  return withTables(folder, async (dynamodb) => {
    const chosen = (await allItems(dynamodb)).filter(isChosen);
    for (const kept of chosen) await how(dynamodb, kept);
    return chosen.map(({ table, item: { pk, sk } }) => `${table} ${pk} ${sk}`);
  });
}

/** A number from 0 to 1 that a seed and a name draw. */
function drawn(seed: number, name: string): number {
  let state = seed + 1;
  for (const sign of name) state = (Math.imul(state ^ sign.charCodeAt(0), 2_654_435_761) >>> 0) ^ (state >>> 13);
  return (state >>> 0) / 2 ** 32;
}

describe('a rebuild brings back exactly what stood before', () => {
  test('and changes nothing of what is whole', async () => {
    expect(await rebuild()).toBe(`Done: ha-noi from ${FIRST} on, outside/hung-yen from ${FIRST} on.`);
    expect(await differences(folder, before)).toEqual([]);
  });

  test('after items of any kind and day are gone, other or unreadable', async () => {
    const kinds = new Set<string>();
    for (const seed of seedsOf({ few: 1, all: 12 }, 1)) {
      const share = [0.1, 0.5, 0.9][seed % 3] as number;
      await withTables(folder, async (dynamodb) => {
        const derived = (await allItems(dynamodb)).filter(isDerived);
        const kindOf = ({ table, item: { pk, sk } }: KeptItem) =>
          table === 'registry' ? 'balance' : (/^[a-z]+/.exec(sk)?.[0] ?? pk);
        const byKind = Map.groupBy(derived, kindOf);
        for (const kept of derived) {
          const name = `${kept.item.pk} ${kept.item.sk}`;
          if (drawn(seed, name) > share) continue;
          const way = Math.floor(drawn(seed, `how ${name}`) * 3);
          const alike = byKind.get(kindOf(kept)) ?? [];
          const other = alike[Math.floor(drawn(seed, `other ${name}`) * alike.length)]?.item;
          kinds.add(`${kindOf(kept)} ${way}`);
          if (way === 0 || !isPacked(kept)) await removeItem(dynamodb, kept);
          else if (way === 1) await spoilItem(dynamodb, kept);
          else if (!isRecord(kept)) {
            const { pk, sk } = kept.item;
            const asOf = kept.item['asOf'];
            await putItem(dynamodb, { ...kept, item: { ...other, pk, sk, ...(asOf ? { asOf } : {}) } });
          }
        }
      });
      await rebuild();
      expect(await differences(folder, before)).toEqual([]);
    }
    expect(new Set([...kinds].map((name) => name.split(' ')[0]))).toEqual(
      new Set(['carry', 'part', 'up', 'who', 'leaf', 'balance', 'now']),
    );
  });

  const inherited = ['ha-noi', WARD].flatMap((place) => [
    { place, what: 'is gone', how: removeItem },
    { place, what: 'is in an unknown format', how: spoilItem },
  ]);
  test.each(momentsOf(inherited, 2))(
    'from a day on, where what $place inherits on that very day $what',
    async ({ place, how }) => {
      const day = addDays(TODAY, -4);
      const damaged = await damage(({ item: { pk, sk } }) => pk === `${place}#${day}` && sk === 'carry', how);
      expect(damaged).toHaveLength(1);
      await rebuild('ha-noi', day);
      expect(await differences(folder, before)).toEqual([]);
    },
  );

  test('of one ward alone, which hands up what it says', async () => {
    await damage((kept) => isDerived(kept) && kept.item.pk.startsWith(`${WARD}#`), removeItem);
    expect(await rebuild(WARD)).toBe(`Done: ${WARD} from ${FIRST} on.`);
    expect(await differences(folder, before)).toEqual([]);
  });

  test('while today is not open yet', async () => {
    const tomorrow = addDays(TODAY, 1);
    let now = Date.parse(`${TODAY}T23:50:00+07:00`);
    const nightOf = (system: RunningSystem, withRebuild: boolean) => async () => {
      now = Date.parse(`${tomorrow}T00:02:00+07:00`);
      const asked = performance.now();
      if (withRebuild) await system.rebuild({}, () => undefined);
      expect(performance.now() - asked).toBeLessThan(OPENED_WITHIN_MS);
      await system.openDay();
    };
    await onMachine(
      (system) => nightOf(system, true)(),
      folder,
      () => now,
    );
    const other = await copyOf(whole);
    now = Date.parse(`${TODAY}T23:50:00+07:00`);
    await onMachine(
      (system) => nightOf(system, false)(),
      other,
      () => now,
    );
    expect(await differences(folder, other)).toEqual([]);
  });
});

describe('assessments of closed days are records', () => {
  /** Filled from the file, the second after the first; and a day that was reported live. */
  const [filled, corrected, live] = [addDays(FIRST, 3), addDays(FIRST, 8), addDays(STILL_TAKEN, -1)];
  const nameOf = (day: string) => `market ha-noi#${day} part#${WARD}`;
  const isOfWard = (kept: KeptItem) => kept.item.sk === `part#${WARD}`;

  test('that a rebuild leaves alone, unless other reports are kept of the day by now', async () => {
    await withTables(folder, async (dynamodb) => {
      const ofWard = new Map((await allItems(dynamodb)).filter(isOfWard).map((kept) => [dayOf(kept), kept]));
      const face = ofWard.get(TODAY)?.item['face'];
      for (const day of [filled, corrected, live]) {
        const { table, item } = ofWard.get(day) as KeptItem;
        await putItem(dynamodb, { table, item: { ...item, face, h: 'as it was written then' } });
      }
    });
    const written = await keptIn(folder);
    await rebuild();
    expect(await differences(folder, written)).toEqual([]);

    await onMachine((system) =>
      contractClient({ url: system.url, token: system.staffToken })('POST /v1/history', {
        contentType: 'text/csv',
        text: `retailer,store,date,product,price,reportedAt\nan,${WARD},${corrected},${PORK.id},101000,${corrected}T20:00:00+07:00\n`,
        query: { confirmDrop: 'true' },
      }),
    );
    const after = await keptIn(folder);
    expect(after.get(nameOf(filled))).toMatchObject({ h: 'as it was written then' });
    expect(after.get(nameOf(corrected))).not.toMatchObject({ h: 'as it was written then' });
  });
});

describe('what the assessor cannot read', () => {
  const day = addDays(TODAY, -3);
  /** A corrected report of that day wakes its assessor. */
  const correct = (system: RunningSystem) => {
    const token = system.retailers().find(({ id }) => id === 'an')?.bearer;
    return contractClient({ url: system.url, token })('POST /v1/reports', {
      body: { store: WARD, date: day, rows: [{ product: PORK.id, price: 101_000, stock: 50, sold: 20 }] },
      query: { mode: 'patch' },
    });
  };

  test.each(momentsOf(['carry', 'carry#an/hoan-kiem', 'up#an/hoan-kiem'], 1))(
    'is made anew without help, and in the end all is as if it had been read: %s',
    async (sk) => {
      expect(await damage(({ item }) => item.pk === `${WARD}#${day}` && item.sk === sk, spoilItem)).toHaveLength(1);
      await onMachine(correct);
      const other = await copyOf(whole);
      await onMachine(correct, other);
      expect(await differences(folder, other)).toEqual([]);
    },
  );

  test('is made from the first day that was filled, where no memory since can be read', async () => {
    await damage(({ item: { pk, sk } }) => pk.startsWith('ha-noi#') && sk.startsWith('carry'), spoilItem);
    await rebuild('ha-noi', day);
    expect(await differences(folder, before)).toEqual([]);
  });

  test('stays as it is and is told to the operators, where nothing before it can be read', async () => {
    // As after a restore: no word of what was filled, and days that inherit from days that nobody opened.
    await damage(({ item: { pk } }) => pk.startsWith('rebuil'), removeItem);
    await damage(
      (kept) => kept.item.pk.startsWith('ha-noi#') && kept.item.sk === 'carry' && dayOf(kept) >= OPENED_FIRST,
      spoilItem,
    );
    const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const untouched = await keptIn(folder);
      await expect(rebuild('ha-noi', day)).rejects.toThrow('ha-noi could not be folded anew');
      expect(complaints.mock.calls.join()).toContain('rebuild-places could not work through rebuild ha-noi');
      const unmarked = (items: Map<string, unknown>) =>
        new Map([...items].map(([name, item]) => [name, { ...(item as object), h: undefined }]));
      expect(await differences(unmarked(await keptIn(folder)), unmarked(untouched))).toEqual([]);
    } finally {
      complaints.mockRestore();
    }
  });
});
