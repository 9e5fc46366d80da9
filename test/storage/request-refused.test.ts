import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { RequestRefused } from '#storage/request-refused.ts';
import { SAYS_NOTHING, type StagedItem } from '#storage/staged-item.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';

const tables = emptyTablesEachTest();

function market() {
  const { dynamodb, env, clock } = tables.platform;
  return marketStore(dynamodb, env['MARKET_TABLE'] as string, clock);
}

/** What nothing compresses, as an item of a place-day. */
function anItem(bytes: number, sk = 'up#an-khang/cua-nam'): StagedItem {
  const attributes = { data: new Uint8Array(randomBytes(bytes)) };
  return { pk: 'cua-nam#2026-11-23', sk, hash: 'h1', empty: false, attributes };
}

const LARGEST = 400 * 1024;

test.each([
  { what: 'over 400 KB', item: anItem(LARGEST) },
  { what: 'over 16 MB, which is refused before it is looked into', item: anItem(17 * 1024 * 1024) },
  { what: 'with too long a key', item: anItem(10, `up#an-khang/${'a'.repeat(1024)}`) },
])('an item $what is refused for good, by name, and nothing of it is kept', async ({ item }) => {
  const refusal = await market()
    .put(item, undefined)
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RequestRefused);
  expect(refusal).toMatchObject({ isPermanent: true });
  expect(String(refusal)).toContain(`market refused ${item.pk} ${item.sk} for good: `);
  if (item.sk.length < 1000) expect(await market().keptHashes([{ ...item, hash: SAYS_NOTHING }])).toEqual(new Map());
});

test('an item of just under 400 KB is kept, and a lost condition is no refusal', async () => {
  const item = anItem(LARGEST - 200);
  expect(await market().put(item, undefined)).toBe(true);
  expect(await market().put(item, 'another')).toBe(false);
});

test('what is asked for under a key that no table takes is refused for good', async () => {
  const { dynamodb, env } = tables.platform;
  const desk = deskStore(dynamodb, env['DESK_TABLE'] as string);
  await expect(desk.readEpisodes('a'.repeat(3000))).rejects.toThrow(/^desk refused a+ now for good: /);
});

test('a table that is not there is a fault of the deployment, and may pass', async () => {
  const { dynamodb, clock } = tables.platform;
  const refusal = await marketStore(dynamodb, 'another-table', clock)
    .put(anItem(10), undefined)
    .catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: 'ResourceNotFoundException' });
  expect(refusal).not.toHaveProperty('isPermanent');
});
