import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { Store } from '#domain/store.ts';
import { deskStore } from '#storage/desk.ts';
import { kindOf, NOTED_KINDS } from '#storage/kinds.ts';
import { publishLines } from '#storage/publish-lines.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import type { ItemKey } from '#storage/table-client.ts';
import { TABLE_NAMES, type TableName } from '#storage/tables.ts';
import { trailStore } from '#storage/trail.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { connectTestDatabase } from '#support/test-database.ts';

const tables = tablesOfFile();
const NOW = Date.parse('2026-11-23T06:30:00+07:00');
const EVENT = '01.0004-up-2026-11-22';
const ALERT = 'hoan-kiem_01.0004_up_2026-11-22';
const nameOf = (table: TableName) => `binh-on-${table}`;

class Killed extends Error {}

/** Where a process dies: at which of its writes, and whether that was still made. */
interface Death {
  readonly at: number;
  readonly made: boolean;
}

/** A client of a process that dies at a write; what it really wrote is noted, as a stream would tell it. */
function mortalClient(death: Death | undefined) {
  const dynamodb = connectTestDatabase(tables.platform.env);
  const woken: { table: TableName; key: ItemKey }[] = [];
  const told = new Set<string>();
  let writes = 0;
  dynamodb.middlewareStack.add(
    (next, context) => async (args) => {
      if (!String(context['commandName']).startsWith('Put')) return next(args);
      const dies = writes++ === death?.at;
      if (dies && !death?.made) throw new Killed();
      const { TableName, Item } = args.input as { TableName: string; Item: ItemKey & { unpublished?: string } };
      const made = await next(args);
      const table = TABLE_NAMES.find((name) => nameOf(name) === TableName) ?? 'trail';
      if (table !== 'trail') {
        woken.push({ table, key: { pk: Item.pk, sk: Item.sk } });
        for (const { subject } of JSON.parse(Item.unpublished ?? '[]') as AuditEntry[]) told.add(subject);
      }
      if (dies) throw new Killed();
      return made;
    },
    { step: 'initialize', name: 'dieAtAWrite' },
  );
  return { dynamodb, woken, told, writes: () => writes };
}

/** Something that is done to an item, with these lines of the trail or with none. */
type Deed = (dynamodb: DynamoDBDocumentClient, run: string, lines: readonly AuditEntry[]) => Promise<unknown>;

const registry = (dynamodb: DynamoDBDocumentClient) => registryStore(dynamodb, nameOf('registry'));
const desk = (dynamodb: DynamoDBDocumentClient) => deskStore(dynamodb, nameOf('desk'));
let drawn = 0;
const another = () => `${drawn++}`;
const aStore = (id: string): Store => ({
  retailer: 'an',
  id,
  name: another(),
  channel: 'market',
  places: [{ place: 'cua-nam', validFrom: '2026-01-01' }],
});

/** A change of an item of each kind that people change. */
const DEEDS: Readonly<Record<string, Deed>> = {
  retailer: async (dynamodb, id, lines) => {
    const { hash } = (await registry(dynamodb).readRetailer(id)) ?? {};
    await registry(dynamodb).putRetailer({ id, name: another(), contact: { name: 'Lan' }, keys: [] }, hash, lines);
  },
  store: async (dynamodb, id, lines) =>
    registry(dynamodb).putStore(aStore(id), (await registry(dynamodb).readStore('an', id))?.hash, lines),
  article: async (dynamodb, id, lines) => {
    const { hashes } = await registry(dynamodb).readArticles(id);
    // Of two parts, so that a process may die between them.
    const articles = ['a', 'b', 'c', 'd'].map((article) => ({ article, product: '01.0004', factor: 1 + drawn }));
    drawn++;
    await registry(dynamodb).putArticles(id, articles, hashes, lines);
  },
  enrolment: async (dynamodb, id, lines) => {
    const store = `an/${id}` as const;
    const { hash } = (await registry(dynamodb).readEnrolment(store)) ?? {};
    const made = { store, codeHash: another(), createdAt: NOW, createdBy: 'lan', expiresAt: NOW, phones: 2, keys: [] };
    await registry(dynamodb).putEnrolment(made, hash, lines);
  },
  phone: async (dynamodb, run, lines) => {
    const id = `an_m${run}`;
    const { hash } = (await registry(dynamodb).readPhoneKey(id)) ?? {};
    const key = { id, store: 'an/a', name: another(), hash: 'x', createdAt: NOW } as const;
    await registry(dynamodb).putPhoneKey(key, hash, lines);
  },
  person: async (dynamodb, id, lines) =>
    registry(dynamodb).putPerson(somePerson({ id }), (await registry(dynamodb).readPerson(id))?.hash, lines),
  rule: async (dynamodb, _, lines) => {
    const rule = { product: '01.0004', effectiveFrom: NOW + drawn++, price: 1, recordedOn: '2026-11-23' } as const;
    const { revision } = await registry(dynamodb).ruleBook();
    await registry(dynamodb).putCeilings([{ ...rule, by: 'lan', at: NOW }], revision, lines);
  },
  setting: async (dynamodb, _, lines) => {
    const before = await registry(dynamodb).readDeskSettings();
    // Nobody sets anything without a line of his own.
    const by = lines[0]?.by ?? 'lan';
    if (lines.length > 0)
      await registry(dynamodb).putDeskSettings({ changes: {}, by, at: NOW + drawn++ }, before, lines);
  },
  hold: async (dynamodb, id, lines) => {
    const { hash } = (await registry(dynamodb).readHold(id)) ?? {};
    const hold = {
      id,
      product: '01.0004',
      from: '2026-11-23',
      reason: another(),
      document: '1',
      by: 'lan',
      at: NOW,
    } as const;
    await registry(dynamodb).putHold(hold, hash, lines);
  },
  refusal: (dynamodb, id, lines) => {
    const pair = { product: '01.0004', from: 'an/a', to: `an/${id}`, reason: 'price', by: 'lan', at: NOW + drawn++ };
    return registry(dynamodb).putRefusedPair({ ...pair, reason: 'no-contract', through: '2026-12-01' } as never, lines);
  },
  action: (dynamodb, id, lines) =>
    desk(dynamodb).putAction(
      { alert: ALERT, kind: 'acknowledge', at: NOW, by: 'lan', version: 1, level: 'alert', note: `${id}${another()}` },
      lines,
    ),
  act: async (dynamodb, id, lines) => {
    const act = { event: EVENT, kind: 'acknowledge', at: NOW, by: id, version: 1, level: 'alert' } as const;
    await desk(dynamodb).putAct({ ...act, note: another() }, (await desk(dynamodb).actsOf(EVENT)).length, lines);
  },
  finding: (dynamodb, id, lines) =>
    desk(dynamodb).putFinding(
      {
        event: EVENT,
        store: 'an/a',
        place: 'cua-nam',
        verdict: 'right',
        note: another(),
        at: NOW,
        by: id,
        alerts: [],
      } as never,
      NOW,
      lines,
    ),
  suggestion: async (dynamodb, run, lines) => {
    const id = `${ALERT}_${run}`;
    await desk(dynamodb).putSuggestion(someSuggestion(ALERT, { id }));
    const read = await desk(dynamodb).readSuggestion(id);
    if (read) await desk(dynamodb).replaceSuggestion({ ...read, again: another() } as never, read, lines);
  },
  reminder: async (dynamodb, id, lines) => {
    const store = `an/${id}` as const;
    const { hash } = (await desk(dynamodb).readReminder('2026-11-23', store)) ?? {};
    const reminder = {
      day: '2026-11-23',
      store,
      at: NOW,
      by: another(),
      state: 'waiting',
      attempts: 0,
      notBefore: NOW,
    };
    await desk(dynamodb).putReminder(reminder as never, hash, lines);
  },
  report: async (dynamodb, id, lines) => {
    const reports = reportStore(dynamodb, nameOf('market'), () => NOW);
    const kept = await reports.readReport('cua-nam', '2026-11-23', `an/${id}`);
    const price = 100_000 + drawn++;
    const day: StoreDay = {
      store: `an/${id}`,
      channel: 'market',
      place: 'cua-nam',
      date: '2026-11-23',
      reportedAt: NOW,
      source: 'live',
      rows: [{ product: '01.0004', priceType: 'retail', price }],
    };
    await reports.putReport(packStoreDay(day), (kept?.revision ?? 0) + 1, kept?.hash, undefined, lines);
  },
};

const lineOf = (subject: string): AuditEntry => ({ at: NOW, by: 'lan', action: 'put-store', subject });

async function publish(dynamodb: DynamoDBDocumentClient, woken: { table: TableName; key: ItemKey }[]): Promise<void> {
  const trail = trailStore(dynamodb, nameOf('trail'));
  for (const { table, key } of woken.splice(0)) {
    await publishLines({ dynamodb, name: nameOf(table), is: table }, trail)(key);
  }
}

/** Somebody changes an item, something else writes over it, somebody changes it again; its lines are moved in between. */
async function story(kind: string, run: string, isMovedAt: readonly number[], death: Death | undefined) {
  const deed = DEEDS[kind] as Deed;
  const client = mortalClient(death);
  try {
    const steps = [[lineOf(`${run}-a`)], [], [lineOf(`${run}-b`), lineOf(`${run}-c`)]];
    for (const [index, lines] of steps.entries()) {
      await deed(client.dynamodb, run, lines);
      if (isMovedAt.includes(index)) await publish(client.dynamodb, [...client.woken]);
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return client;
}

let whole: DynamoDBDocumentClient;
beforeAll(() => {
  whole = connectTestDatabase(tables.platform.env);
});
afterAll(() => whole.destroy());

async function inTrail(run: string): Promise<string[]> {
  const lines = await trailStore(whole, nameOf('trail')).linesOfDay('change', '2026-11-23');
  return lines.flatMap(({ subject }) => (subject.startsWith(`${run}-`) ? [subject] : [])).toSorted();
}

test('who changes an item while its lines are taken to the trail is not told that somebody else has changed it', async () => {
  const client = mortalClient(undefined);
  await DEEDS['retailer']?.(client.dynamodb, 'moved', [lineOf('moved-a')]);
  let isFirst = true;
  client.dynamodb.middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        // Refused for the lines that were there; they go before the writer looks.
        if (isFirst && context['commandName'] === 'PutCommand') await publish(whole, [...client.woken]);
        isFirst = false;
        throw error;
      }
    },
    { step: 'initialize', name: 'moveLinesMeanwhile', priority: 'high' },
  );
  const kept = await registry(client.dynamodb).readRetailer('moved');
  const record = { ...kept?.value, id: 'moved', name: 'B', contact: { name: 'Lan' }, keys: [] };
  expect(await registry(client.dynamodb).putRetailer(record, kept?.hash, [lineOf('moved-b')])).toBe(true);
  await publish(whole, client.woken);
  expect(await inTrail('moved')).toEqual(['moved-a', 'moved-b']);
});

test('there is a deed for every kind that people change', () => {
  expect(Object.keys(DEEDS).toSorted()).toEqual([...NOTED_KINDS].toSorted());
});

describe.each(Object.keys(DEEDS))('of a changed %s', (kind) => {
  test.each([[[]], [[0]], [[0, 1, 2]]])(
    'a kill at any write loses no line and doubles none; lines are moved after the deeds %j',
    async (isMovedAt) => {
      const { writes, told } = await story(kind, `p-${kind}-${isMovedAt.length}-whole`, isMovedAt, undefined);
      expect(told.size, 'the story tells').toBe(3);
      for (let at = 0; at < writes(); at++) {
        for (const made of [false, true]) {
          const run = `${kind}.${isMovedAt.length}.${at}.${made}`;
          const killed = await story(kind, run, isMovedAt, { at, made });
          // What was written is told by the streams until somebody has worked through it.
          await publish(whole, [...killed.woken]);
          const own = killed.woken.filter(({ table, key }) => kindOf(table, key) === kind);
          expect(await inTrail(run), run).toEqual([...killed.told].filter((line) => line.startsWith(run)).toSorted());
          for (const { table, key } of own) {
            const item = await whole.send(new GetCommand({ TableName: nameOf(table), Key: key }));
            expect(item.Item?.['unpublished'], run).toBeUndefined();
          }
        }
      }
    },
  );
});
