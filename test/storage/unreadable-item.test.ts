import { expect, test } from 'vitest';
import { pack } from '#storage/packed.ts';
import { putIf, readPartition } from '#storage/table-client.ts';
import { markedIfUnreadable, UNREADABLE } from '#storage/unreadable-item.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';

const tables = emptyTablesEachTest();
const KEY = { pk: '*#2026-11-04', sk: 'who#ha-noi' };
const { bytes, hash } = pack([['an/ward', 1]]);
const WHOLE = { ...KEY, h: hash, data: bytes };
/** Damage leaves the hash as it was. */
const DAMAGED = { ...WHOLE, data: Uint8Array.of(9, 1, 2, 3) };

const market = () => {
  const { dynamodb, env } = tables.platform;
  return { dynamodb, name: env['MARKET_TABLE'] as string, is: 'market' as const };
};
const kept = async () => (await readPartition(market(), KEY.pk, 'who#'))[0];

test('what cannot be read is noted as such, so that it is made anew', async () => {
  await putIf(market(), {}, DAMAGED);
  await markedIfUnreadable(market(), [DAMAGED]);
  expect(await kept()).toMatchObject({ h: UNREADABLE, data: DAMAGED.data });
});

test('what another has made anew meanwhile stays, although its hash is the one that was read', async () => {
  await putIf(market(), {}, WHOLE);
  expect(await markedIfUnreadable(market(), [DAMAGED])).toMatchObject([{ h: UNREADABLE }]);
  expect(await kept()).toMatchObject({ h: hash, data: bytes });
});
