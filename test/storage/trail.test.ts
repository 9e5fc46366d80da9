import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BusinessDay } from '#domain/business-day.ts';
import { registryStore } from '#storage/registry.ts';
import { trailStore } from '#storage/trail.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';

const tables = tablesOfFile();
let trail: ReturnType<typeof trailStore>;
beforeAll(() => {
  trail = trailStore(tables.platform.dynamodb, 'binh-on-trail');
});

describe('the audit trail', () => {
  test('is kept by day of Hanoi, and a line sent twice is one line', async () => {
    const line = (at: string, subject: string) => ({ at: Date.parse(at), by: 'lan', action: 'put', subject });
    const late = line('2026-12-31T20:00:00Z', 'new-year');
    const first = line('2026-12-01T00:00:00Z', 'first');
    const second = { ...line('2026-12-02T00:00:00Z', 'second'), before: { a: 1 }, after: { a: [2, { b: 'ấ' }] } };
    for (const entry of [second, late, first, second]) await trail.addLine(entry);
    const of = async (day: BusinessDay) => trail.linesOfDay('change', day);
    expect(await of('2026-12-01')).toEqual([first]);
    expect(await of('2026-12-02')).toEqual([second]);
    expect(await of('2027-01-01')).toEqual([late]);
  });

  test('is read backwards page by page, over months, and over more than a megabyte, each line once', async () => {
    const long = 'x'.repeat(30_000);
    const line = (minute: number) => ({
      at: Date.parse('2027-05-30T00:00:00Z') + minute * 60_000 * 60,
      by: 'lan',
      action: 'set-desk',
      subject: `line-${minute}`,
      after: long,
    });
    // The last twelve are of the next month in Hanoi.
    const lines = Array.from({ length: 53 }, (_, index) => line(index));
    for (const entry of lines) await trail.addLine(entry);
    const days = { from: '2027-05-30', to: '2027-06-01' } as const;
    const subjects: string[] = [];
    let before: string | undefined;
    do {
      const { items, next } = await trail.linesBetween('change', days, { limit: 45, before });
      subjects.push(...items.map(({ subject }) => subject));
      before = next;
    } while (before !== undefined);
    expect(subjects).toEqual(lines.map(({ subject }) => subject).reverse());
  });

  test('is read for whole days of Hanoi alone', async () => {
    const subjectsOf = async (from: BusinessDay, to: BusinessDay) =>
      (await trail.linesBetween('change', { from, to }, { limit: 100 })).items.map(({ subject }) => subject);
    expect(await subjectsOf('2027-05-30', '2027-05-30')).toHaveLength(17);
    expect(await subjectsOf('2027-05-31', '2027-05-31')).toHaveLength(24);
    expect(await subjectsOf('2027-06-02', '2027-06-30')).toEqual([]);
  });
});

describe('what versions before 0.3 kept among the registry', () => {
  const HASH = 'hash';
  const line = (at: string, subject: string) => ({ at: Date.parse(at), by: 'lan', action: 'put-store', subject });
  const keepFormer = (entry: ReturnType<typeof line>) =>
    tables.platform.dynamodb.send(
      new PutCommand({
        TableName: 'binh-on-registry',
        Item: { pk: `audit#${new Date(entry.at).toISOString().slice(0, 7)}`, sk: `${entry.at}#${HASH}`, ...entry },
      }),
    );

  test('is read with the lines of the trail, in their order, over pages, and by the day', async () => {
    const { formerLines, formerLinesOfDay } = registryStore(tables.platform.dynamodb, 'binh-on-registry');
    await keepFormer(line('2027-08-01T01:00:00Z', 'one'));
    await trail.addLine(line('2027-08-01T02:00:00Z', 'two'));
    await keepFormer(line('2027-08-01T03:00:00Z', 'three'));
    await trail.addLine(line('2027-08-02T04:00:00Z', 'four'));
    const subjects: string[] = [];
    let before: string | undefined;
    do {
      const days = { from: '2027-07-31', to: '2027-08-03' } as const;
      const page = await trail.linesBetween('change', days, { limit: 1, before }, [formerLines]);
      subjects.push(...page.items.map(({ subject }) => subject));
      before = page.next;
    } while (before !== undefined);
    expect(subjects).toEqual(['four', 'three', 'two', 'one']);
    expect((await formerLinesOfDay('2027-08-01')).map(({ subject }) => subject)).toEqual(['one', 'three']);
  });
});
