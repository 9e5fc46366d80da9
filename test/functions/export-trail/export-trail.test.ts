import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHandler } from '#functions/export-trail/handler.ts';
import { trailStore } from '#storage/trail.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';

const tables = emptyTablesEachTest();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-trail-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (at: string, subject: string) => ({ at: Date.parse(at), by: 'lan', action: 'put-store', subject });
const exportOn = (morning: string) => {
  const { platform } = tables;
  const env = { ...platform.env, TRAIL_DIR: folder };
  return createHandler({ ...platform, env, clock: () => Date.parse(morning) })({});
};
const filesOf = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ndjson')).toSorted();

test('exports each day once, whoever repeats it; a line that comes late makes a second file that holds all', async () => {
  const trail = trailStore(tables.platform.dynamodb, 'binh-on-trail');
  await trail.addLine(line('2026-11-22T08:00:00+07:00', 'one'));
  await trail.addLine({ ...line('2026-11-22T09:00:00+07:00', 'two'), action: 'look-at-contacts' }, 'look');
  await trail.addLine(line('2026-11-23T00:10:00+07:00', 'today'));
  await exportOn('2026-11-23T00:35:00+07:00');
  await exportOn('2026-11-23T00:40:00+07:00');
  const [first, ...others] = await filesOf();
  expect(others).toEqual([]);
  expect(first).toMatch(/^2026\/11\/22-2-/);
  expect(await readFile(join(folder, first ?? ''), 'utf8')).toMatch(/"one"[^\n]*\n[^\n]*"two"[^\n]*\n$/);
  // Nobody but its owner reads it, and not even he writes by mistake.
  expect((await stat(join(folder, first ?? ''))).mode & 0o777).toBe(0o400);

  await trail.addLine(line('2026-11-22T23:59:00+07:00', 'late'));
  await exportOn('2026-11-24T00:35:00+07:00');
  expect(await filesOf()).toEqual([
    first,
    expect.stringMatching(/^2026\/11\/22-3-/),
    expect.stringMatching(/^2026\/11\/23-1-/),
  ]);
});

test('what versions before 0.3 kept is exported on the first of a month, without contacts', async () => {
  const at = Date.parse('2026-06-10T08:00:00+07:00');
  const contact = { name: 'Chị Lan', phone: '0900 000 000' };
  const Item = { pk: 'audit#2026-06', sk: `${at}#hash`, ...line('2026-06-10T08:00:00+07:00', 'retailer/an') };
  await tables.platform.dynamodb.send(
    new PutCommand({ TableName: 'binh-on-registry', Item: { ...Item, after: { name: 'An', contact } } }),
  );
  await exportOn('2026-11-30T00:35:00+07:00');
  expect(await filesOf()).toEqual([]);
  await exportOn('2026-12-01T00:35:00+07:00');
  const [file = ''] = await filesOf();
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain('"after":{"name":"An"}');
  expect(text).not.toMatch(/Lan"|0900/);
});

test('raises where nobody said where to', () => {
  expect(() => createHandler(tables.platform)).toThrow('TRAIL_BUCKET or TRAIL_DIR');
});
