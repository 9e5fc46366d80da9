import { readdir, readFile } from 'node:fs/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import { addDays } from '#domain/business-day.ts';
import { headlineOf } from '#domain/evidence/headline.ts';
import type { Store } from '#domain/store.ts';
import { remarksOn } from '#domain/wording/searches.ts';
import { explainSuggestion } from '#domain/wording/suggestions.ts';
import { deskStore } from '#storage/desk.ts';
import { GOODS_GROUPS } from '#storage/goods-group.ts';
import { KINDS, type Kind, WrittenByLaterVersion } from '#storage/kinds.ts';
import { marketStore } from '#storage/market.ts';
import { pack } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import { sentencesIn } from '#support/sentences-in.ts';
import { anAlert, PORK, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';
import { AT_ONCE, type TablesInSteps, tablesInSteps } from '../protocol/tables-in-steps.ts';
import { NOW, TODAY, WARD } from './every-kind.ts';
import { FORMS, type FormItem, formName, formsIn, tablesOfToday } from './forms-of-today.ts';

const KIND_NAMES = Object.keys(KINDS) as Kind[];
const CITY = SMALL_CITY.city;
const TOMORROW = addDays(TODAY, 1);

let today: TablesInSteps;
beforeAll(async () => {
  today = await tablesOfToday();
});

async function readForm(name: string): Promise<readonly FormItem[]> {
  return JSON.parse(await readFile(new URL(name, FORMS), 'utf8')) as FormItem[];
}

describe('the form of each kind', () => {
  test.each(KIND_NAMES)('%s is kept as its version says', async (kind) => {
    const written = formsIn(today).get(formName(kind));
    expect(written, `test/storage/every-kind.ts keeps no ${kind}: add one`).toBeDefined();
    const kept = await readForm(formName(kind)).catch(() => undefined);
    const advice = `the form of ${kind} has changed: do what docs/decisions/029 says, then run test/storage/write-forms.ts`;
    expect(JSON.parse(JSON.stringify(written)), advice).toEqual(kept);
  });

  test('of every version until today is kept here', async () => {
    const versions = KIND_NAMES.flatMap((kind) =>
      Array.from({ length: KINDS[kind] }, (_, before) => formName(kind, before + 1)),
    );
    expect((await readdir(FORMS)).sort()).toEqual(versions.sort());
  });
});

/** Tables that hold the given forms, packed again. */
async function tablesOf(names: readonly string[]): Promise<TablesInSteps> {
  const tables = tablesInSteps(() => undefined);
  const dynamodb = tables.connect(AT_ONCE);
  for (const { table, ...item } of (await Promise.all(names.map(readForm))).flat()) {
    const attributes = Object.entries(item).map(([name, value]) => [name, packedAgain(value)]);
    await dynamodb.send(new PutCommand({ TableName: String(table), Item: Object.fromEntries(attributes) }));
  }
  return tables;
}

function packedAgain(value: unknown): unknown {
  const { packed, bytes } = value as { packed?: unknown; bytes?: number[] };
  if (bytes) return Uint8Array.from(bytes);
  return packed === undefined ? value : pack(packed).bytes;
}

/** What everybody reads of the place-days, balances and rules that tables hold. */
async function readingsOf(tables: TablesInSteps) {
  const dynamodb = tables.connect(AT_ONCE);
  const market = marketStore(dynamodb, 'market', () => NOW);
  const registry = registryStore(dynamodb, 'registry');
  await market.open(WARD, TOMORROW, undefined);
  const next = await market.readPlaceDay(WARD, TOMORROW);
  const city = await market.readPlaceDay(CITY, TODAY);
  const groups = Array.from({ length: GOODS_GROUPS }, (_, group) => registry.balancesOfGroup(group));
  const balances = (await Promise.all(groups)).flat().flatMap(({ stores }) => stores);
  return {
    memory: next?.memory,
    stores: next?.stores,
    parts: city?.parts.map(inOrder),
    facts: inOrder(await market.readFacts(CITY, WARD, TODAY)),
    face: await market.readAssessment(CITY, WARD, TODAY),
    balances: [...new Map(balances.map((own) => [`${own.store} ${own.product}`, own])).values()],
    openedThrough: (await registry.readOpenedThrough())?.day,
    recent: [...(await market.recentPrices('hoa-sen/1', WARD, TOMORROW)).keys()],
  };
}

/** Readings without the shops that evidence names since version 0.3. */
function withoutShops<Readings>(readings: Readings): Readings {
  const names = ['thresholds', 'middle', 'furthest'];
  const evidence = (name: string, value: unknown) =>
    name === 'evidence'
      ? Object.fromEntries(Object.entries(value as object).filter(([own]) => !names.includes(own)))
      : value;
  return mapped(readings, evidence) as Readings;
}

/** A value with each of its members looked at, however deep; what is undefined stays. */
function mapped(value: unknown, look: (name: string, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, look));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, own && mapped(look(name, own), look)]));
}

/** Facts with their series in one order, which nobody rests on. */
function inOrder<Facts extends StoreFacts>(facts: Facts): Facts {
  const nameOf = ([quote]: StoreFacts['quotes'][number]) => `${quote?.product} ${quote?.priceType}`;
  return { ...facts, quotes: facts.quotes.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) };
}

describe('what an earlier version has kept', () => {
  test('is read as what is kept today', async () => {
    const old = await tablesOf(['open-1.json', 'carry-1.json', 'part-1.json', 'balance-1.json', 'calendar-1.json']);
    const readings = await readingsOf(old);
    const { memory, ...others } = withoutShops(await readingsOf(today));
    expect(readings).toMatchObject(others);
    // Habits of the calendar were not learnt then.
    expect(readings.memory).toEqual({ ...memory, movements: readings.memory?.movements });
    expect(readings.parts?.[0]?.quotes.flat()).toHaveLength(6);
  });

  test('of an alert, an action and a store lacks what is noted since, and is read all the same', async () => {
    const desk = deskStore((await tablesOf(['alert-1.json', 'action-1.json'])).connect(AT_ONCE), 'desk');
    const { value: alert } = (await desk.readAlert(anAlert().id)) ?? {};
    expect(alert).toEqual(anAlert());
    expect(headlineOf(alert?.episode.evidence ?? someEvidence(), 'up')).toMatchObject({
      basis: 'median',
      changePct: 18.4,
    });
    expect((await desk.actionsOf(anAlert().id))[0]).not.toHaveProperty('reason');
    const registry = registryStore((await tablesOf(['store-1.json'])).connect(AT_ONCE), 'registry');
    const [store] = await registry.listStores();
    expect(store).toMatchObject({ retailer: 'hoa-sen', id: '1' });
    expect(store).not.toHaveProperty('address');
    const kept = await registry.readStore('hoa-sen', '1');
    expect(await registry.putStore({ ...(store as Store), address: '1 phố Mẫu' }, kept?.hash)).toBe(true);
  });

  test('of a rule holds with those that are entered since', async () => {
    const rules = async (...names: string[]) =>
      registryStore((await tablesOf(names)).connect(AT_ONCE), 'registry').ruleBook();
    const [before, both] = [await rules('rule-1.json'), await rules('rule-1.json', 'rule-2.json')];
    expect(before.thresholds).toHaveLength(1);
    expect(both.thresholds).toMatchObject([{}, before.thresholds[0] as object]);
    expect(both.ceilings).toEqual(before.ceilings);
    const all = await rules('rule-1.json', 'rule-2.json', 'rule-3.json');
    // Entered again for the same days and goods, and counted from now on.
    expect(all).toEqual({ ...both, revision: 3 });
    expect(both.revision).toBe(0);
  });

  test('of a refused pair is a refused pair', async () => {
    const pairs = async (name: string) =>
      registryStore((await tablesOf([name])).connect(AT_ONCE), 'registry').refusedPairs(PORK.id);
    expect(await pairs('refusal-1.json')).toEqual(await pairs('refusal-2.json'));
  });
});

describe('who was told by an earlier version', () => {
  const registryOf = async (...names: string[]) => registryStore((await tablesOf(names)).connect(AT_ONCE), 'registry');
  const facts = { group: 'staff', places: ['*'], levels: ['crisis'], language: 'vi', active: true };

  test('is a person, by an id that is the same each time, and is told as before', async () => {
    const [first, second] = [await registryOf('recipient-1.json'), await registryOf('recipient-1.json')];
    const [lan] = await first.people();
    expect(lan).toEqual({
      id: expect.stringMatching(/^p-[a-z2-9]{16}$/),
      ...facts,
      personal: {
        name: 'lan',
        emails: ['lan@example.vn'],
        channels: [{ kind: 'mail', address: 'lan@example.vn' }],
      },
    });
    expect((await second.people()).map(({ id }) => id)).toEqual([lan?.id]);
    expect((await first.readPerson(lan?.id ?? ''))?.value).toEqual(lan);
    const { group: _group, active: _active, ...told } = facts;
    const channels = [{ kind: 'mail', address: 'lan@example.vn' }];
    expect(await first.recipients()).toEqual([{ id: lan?.id, formerId: 'lan', channels, ...told }]);
  });

  test('keeps nothing in the old item once changed, and nothing at all once erased', async () => {
    const tables = await tablesOf(['recipient-1.json']);
    const registry = registryStore(tables.connect(AT_ONCE), 'registry');
    const [lan] = await registry.people();
    if (!lan?.personal) throw new Error('Nobody was kept');
    const read = async () => (await registry.readPerson(lan.id))?.hash;
    expect(await registry.putPerson({ ...lan, personal: { ...lan.personal, name: 'Lan' } }, await read())).toBe(true);
    const old = tables.itemsOf('registry').filter(({ pk }) => pk === 'recipient');
    expect(old).toEqual([{ pk: 'recipient', sk: 'lan', movedTo: lan.id, v: 2 }]);
    expect((await registry.people()).map(({ personal }) => personal?.name)).toEqual(['Lan']);
    const { personal: _personal, ...erased } = lan;
    expect(await registry.putPerson({ ...erased, active: false }, await read())).toBe(true);
    expect((await registry.readPerson(lan.id))?.value.personal).toBeUndefined();
    expect(JSON.stringify(tables.itemsOf('registry'))).not.toMatch(/Lan|example/);
    expect(await registry.recipients()).toEqual([]);
  });

  test('is told still where the change was cut off before the personal data were written', async () => {
    const tables = await tablesOf(['recipient-1.json']);
    const dynamodb = tables.connect(AT_ONCE);
    const [lan] = await registryStore(dynamodb, 'registry').people();
    const { personal: _personal, id, ...own } = lan ?? somePerson();
    await dynamodb.send(
      new PutCommand({ TableName: 'registry', Item: { pk: 'person', sk: id, v: 1, h: '1', ...own } }),
    );
    expect(await registryStore(dynamodb, 'registry').people()).toEqual([lan]);
  });
});

describe('what was found', () => {
  const SUBJECT = anAlert().id;
  const deskOf = async (...names: string[]) => deskStore((await tablesOf(names)).connect(AT_ONCE), 'desk');

  test('is shown with the words that the first version kept, and in words of today for what is kept since', async () => {
    const [first, now] = [await deskOf('suggestion-1.json'), await deskOf('suggestion-2.json')];
    const [worded] = await first.suggestionsOf(SUBJECT);
    const [facts] = await now.suggestionsOf(SUBJECT);
    if (!worded || !facts) throw new Error('Nothing was kept');
    expect(explainSuggestion(worded, SMALL_CITY)).toEqual({ vi: 'Vì gần', en: 'Because it is near' });
    expect(explainSuggestion(facts, SMALL_CITY)).toEqual({
      vi: expect.stringMatching(/^A \(x\) có thể điều phối 90\u00a0kg cho A \(x\): cùng hệ thống/),
      en: expect.stringMatching(/^A \(x\) could supply 90\u00a0kg to A \(x\): same chain/),
    });
    const { explanation: _words, ...common } = worded;
    expect(facts).toMatchObject(common);
    expect(await first.replaceSuggestion({ ...worded, state: 'accepted' }, worded)).toBe(true);
    expect(await first.readSuggestion(worded.id)).toEqual({ ...worded, state: 'accepted' });
  });

  test('is read by a whole search of either version, and written over exactly what was read', async () => {
    for (const name of ['search-1.json', 'search-2.json']) {
      const desk = await deskOf(name);
      const search = await desk.readSearch(SUBJECT, 1);
      if (!search) throw new Error('Nothing was kept');
      expect(search.suggestions.map((made) => explainSuggestion(made, SMALL_CITY).vi)).not.toContain('');
      expect(remarksOn(search, SMALL_CITY).map(({ product }) => product)).toEqual(
        name === 'search-1.json' ? [] : [PORK.id],
      );
      expect(await desk.putSearch(search, search)).toBe(true);
    }
  });

  test.each(['suggestion', 'search', 'delivery'] as const)('is kept without sentences today: %s', (kind) => {
    const kept = formsIn(today).get(formName(kind)) ?? [];
    const facts = kept.map(({ json, data }) => (typeof json === 'string' ? JSON.parse(json) : data));
    expect(facts.length).toBeGreaterThan(0);
    expect(facts).not.toContain(undefined);
    expect(sentencesIn(facts)).toEqual([]);
  });
});

describe('what a later version has written', () => {
  const id = 'p-anbacucdunghakha';
  const later = { pk: 'person', sk: id, v: KINDS.person + 1, h: '1', places: ['*'] };

  test('is neither read nor written over, and the error says what to do', async () => {
    const tables = tablesInSteps(() => undefined);
    const dynamodb = tables.connect(AT_ONCE);
    await dynamodb.send(new PutCommand({ TableName: 'registry', Item: later }));
    const registry = registryStore(dynamodb, 'registry');
    await expect(registry.recipients()).rejects.toThrow(/later version of the system \(person, version 2/);
    await expect(registry.readPerson(id)).rejects.toThrow(WrittenByLaterVersion);
    expect(await registry.putPerson(somePerson({ id }))).toBe(false);
    expect(tables.itemsOf('registry')).toEqual([later]);
  });
});
