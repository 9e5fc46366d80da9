import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { keepCredentials } from '#infra/local/credentials.ts';
import { machineAccounts } from '#infra/local/machine-accounts.ts';
import { tokenClaims } from '#infra/local/token-claims.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { enterThresholds } from '#support/kept-decisions.ts';
import { keptItems } from '#support/kept-items.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;
let folder: string;
/** Whom a token signs in on a machine of the test's own. */
let claimsOf: (token: string) => Readonly<Record<string, string>> | undefined;
let tokens = 0;
let drawn = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-people-'));
  const credentials = await keepCredentials(folder, () => 'the-token-of-the-machine');
  claimsOf = (token) => tokenClaims(credentials.known(), token);
  const accounts = machineAccounts(credentials, () => `token-number-${++tokens}`);
  // The tables' own source of chance begins anew after sixteen ids.
  const randomBytes = (count: number) => createHash('sha256').update(`draw ${++drawn}`).digest().subarray(0, count);
  handler = createHandler({ ...tables.platform, randomBytes }, SMALL_CITY, accounts);
});
afterAll(() => rm(folder, { recursive: true }));

interface Shown {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly code?: string;
  readonly detail?: string;
  readonly token?: string;
  readonly [member: string]: unknown;
}

const call = (route: OperationKey, options?: StaffCall) => callAsStaff<Shown>(handler, route, options);
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
const audit = async (id: string) =>
  (await auditLines(tables.platform)).filter(({ subject }) => subject === `person/${id}`);

let entered = 0;
const bodyOf = (changes: object = {}) => ({
  name: 'Nguyễn Hải Yến',
  phone: '0900 000 200',
  emails: [`yen-${++entered}@example.vn`],
  channels: [{ kind: 'sms' }, { kind: 'mail' }],
  places: ['hoan-kiem'],
  ...changes,
});
const enter = async (changes: object = {}) => (await call('POST /v1/people', { body: bodyOf(changes) })).body;
const on = (route: OperationKey, id: string, options: StaffCall = {}) => call(route, { params: { id }, ...options });
const listed = async (options: StaffCall) => {
  const { body } = await callAsStaff<{ items: Shown[] }>(handler, 'GET /v1/people', {
    query: { limit: '200' },
    ...options,
  });
  return body.items;
};

describe('a person', () => {
  test('gets an opaque id, and what says who it is stands in one item', async () => {
    const { status, body } = await call('POST /v1/people', { body: bodyOf({ name: 'Đặng Một Lần' }) });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^p-[a-z2-9]{16}$/),
      name: { vi: 'Đặng Một Lần', en: 'Đặng Một Lần' },
      group: 'staff',
      channels: [
        { kind: 'sms', address: '0900 000 200' },
        { kind: 'mail', address: expect.stringMatching(/^yen-/) },
      ],
      levels: ['alert', 'crisis'],
      active: true,
      hasAccount: false,
    });
    const naming = [...(await keptItems(tables.platform))].filter(([, item]) =>
      /Một Lần|0900 000 200|yen-1@/.test(JSON.stringify(item)),
    );
    expect(naming.map(([key]) => key)).toEqual([`registry personal ${body.id}`]);
  });

  test('is changed, and the audit trail holds who, as an id, and what, without a name or an address', async () => {
    const { id } = await enter();
    const changed = await on('PUT /v1/people/{id}', id, {
      body: bodyOf({ name: 'Trần Quốc Bảo', group: 'lead', phone: '0900 000 201' }),
    });
    expect(changed).toMatchObject({ status: 200, body: { name: { vi: 'Trần Quốc Bảo' }, group: 'lead' } });
    const lines = await audit(id);
    expect(lines.find(({ action }) => action === 'put-person')).toMatchObject({
      by: LAN,
      before: { group: 'staff' },
      after: { group: 'lead', personal: ['name', 'phone', 'emails', 'channels'] },
    });
    expect(JSON.stringify(lines)).not.toMatch(/Yến|Bảo|0900|@/);
  });

  test('is told nothing of whom the reader may not know, and shown whole to leads and to oneself', async () => {
    const { id } = await enter({ name: 'Của Hoàn Kiếm' });
    const { id: elsewhere } = await enter({ name: 'Của Sóc Sơn', places: ['soc-son'] });
    const { id: everywhere } = await enter({ name: 'Toàn thành phố', places: ['*'] });
    const ofWard = { group: 'staff', places: 'hoan-kiem' } as const;
    const seen = new Map((await listed(ofWard)).map((person) => [person.id, person]));
    expect(seen.has(elsewhere)).toBe(false);
    expect(seen.has(everywhere)).toBe(true);
    expect(seen.get(id)).toEqual({
      id,
      name: { vi: 'Của Hoàn Kiếm', en: 'Của Hoàn Kiếm' },
      group: 'staff',
      places: ['hoan-kiem'],
      active: true,
    });
    expect((await on('GET /v1/people/{id}', elsewhere, ofWard)).body.code).toBe('unknown-person');
    for (const reader of [
      { ...ofWard, group: 'lead' as const },
      { ...ofWard, person: id },
    ]) {
      expect((await on('GET /v1/people/{id}', id, reader)).body).toMatchObject({ phone: '0900 000 200' });
    }
    await on('POST /v1/people/{id}/disable', id);
    expect((await listed(ofWard)).map((person) => person.id)).not.toContain(id);
    expect((await listed({ group: 'lead' })).map((person) => person.id)).toContain(id);
  });

  test('has each place and level once, however often it is named', async () => {
    const person = await enter({ places: ['*', 'hoan-kiem', '*'], levels: ['alert', 'alert'] });
    expect(person).toMatchObject({ places: ['*', 'hoan-kiem'], levels: ['alert'] });
  });

  test('keeps the secret of a webhook that is named again without it, and shows it nowhere', async () => {
    const webhook = { kind: 'webhook', address: 'https://hook.example/in', secret: 'a-secret-of-the-webhook' };
    const { id, ...shown } = await enter({ channels: [webhook] });
    const { secret: _secret, ...again } = webhook;
    const changed = await on('PUT /v1/people/{id}', id, { body: bodyOf({ channels: [again] }) });
    expect(changed.body['channels']).toEqual([again]);
    expect(JSON.stringify([shown, changed, await audit(id)])).not.toContain(webhook.secret);
    const told = (await registry().recipients()).find((recipient) => recipient.id === id);
    expect(told?.channels).toEqual([webhook]);
    const moved = { ...again, address: 'https://hook.example/other' };
    expect(await on('PUT /v1/people/{id}', id, { body: bodyOf({ channels: [moved] }) })).toMatchObject({
      status: 422,
      body: { code: 'secret-needed' },
    });
  });
});

describe('a webhook of a service', () => {
  const webhook = (rest: object) => ({ kind: 'webhook', address: 'https://hook.example/in', ...rest });
  const toldBy = async (id: string) => (await registry().recipients()).find((one) => one.id === id)?.channels;

  test('is kept with its form and what that needs, and shown without its secret', async () => {
    const secret = 'a-secret-of-the-webhook';
    const template = '284100';
    const channels = [
      webhook({ form: 'teams' }),
      webhook({ form: 'zalo', secret, template }),
      webhook({ form: 'zalo', secret, template, phone: '+84 900 000 999' }),
      webhook({ form: 'binh-on', secret }),
    ];
    const { id, ...shown } = await enter({ channels });
    const kept = [
      webhook({ form: 'teams' }),
      webhook({ form: 'zalo', secret, phone: '0900 000 200', template }),
      webhook({ form: 'zalo', secret, phone: '+84 900 000 999', template }),
      webhook({ secret }),
    ];
    expect(await toldBy(id)).toEqual(kept);
    expect(shown['channels']).toMatchObject([
      kept[0],
      { form: 'zalo', template },
      { form: 'zalo', template },
      webhook({}),
    ]);
    expect(JSON.stringify(shown)).not.toContain(secret);
    // What is shown may be sent back as it is.
    const again = await on('PUT /v1/people/{id}', id, { body: bodyOf({ channels: shown['channels'] }) });
    expect(again).toMatchObject({ status: 200, body: { channels: shown['channels'] } });
    expect(await toldBy(id)).toEqual([webhook({ form: 'teams', secret }), ...kept.slice(1)]);
  });

  test('says in Vietnamese, too, what it lacks', async () => {
    const channels = [webhook({ form: 'zalo', secret: 'a-secret-of-the-webhook' })];
    const answer = await call('POST /v1/people', { body: bodyOf({ channels }), language: 'vi' });
    expect(JSON.stringify(answer.body)).toContain('webhook dạng zalo cần mã mẫu tin (template)');
  });

  test('on the own machine is one on a machine, and none on Lambda, whose runtime it would reach', async () => {
    const env = { ...tables.platform.env, AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001' };
    const onLambda = createHandler({ ...tables.platform, env }, SMALL_CITY);
    for (const address of ['http://127.0.0.1:9001/2018-06-01/runtime/init/error', 'https://localhost/']) {
      const body = bodyOf({ channels: [{ kind: 'webhook', address, secret: 'a-secret-of-the-webhook' }] });
      const refused = { status: 422, body: { code: 'own-machine' } };
      expect(await callAsStaff(onLambda, 'POST /v1/people', { body })).toMatchObject(refused);
      expect(await call('POST /v1/people', { body })).toMatchObject({ status: 201 });
    }
  });
});

describe('bad input is refused with what it names and what was meant', () => {
  const SECRET = 'a-secret-of-the-webhook';
  const hook = (rest: object) => ({
    channels: [{ kind: 'webhook', address: 'https://hook.example/', secret: SECRET, ...rest }],
  });
  test.each<[string, object, string, RegExp]>([
    ['a place by its name', { places: ['hoàn kiếm'] }, 'unknown-place', /hoàn kiếm.*hoan-kiem.*Phường Hoàn Kiếm/],
    ['a place with a slip', { places: ['hoan-kien'] }, 'unknown-place', /hoan-kien.*hoan-kiem/],
    ['a place like none', { places: ['atlantis'] }, 'unknown-place', /atlantis/],
    ['a group that is none', { group: 'boss' }, 'invalid-request', /staff/],
    ['no place', { places: [] }, 'invalid-request', /places/],
    ['no level', { levels: [] }, 'invalid-request', /levels/],
    ['an address that is none', { emails: ['yen'] }, 'invalid-request', /an e-mail address/],
    ['a line break in an address', { emails: ['a@example.vn\nbcc:b@example.vn'] }, 'invalid-request', /e-mail/],
    ['a mail channel without any address', { emails: [] }, 'invalid-request', /a mail channel needs an address/],
    ['an sms channel without a number', { phone: undefined }, 'invalid-request', /an sms channel needs an address/],
    ['an sms channel that no text message reaches', { phone: '1800 1234' }, 'invalid-request', /takes text messages/],
    ['a form that is none', hook({ form: 'telegram' }), 'invalid-request', /zalo/],
    ['zalo without a template', hook({ form: 'zalo' }), 'invalid-request', /needs the id of its template/],
    ['a template that is no id', hook({ form: 'zalo', template: 'mẫu 1' }), 'invalid-request', /letters, digits/],
    [
      'zalo without a number',
      { ...hook({ form: 'zalo', template: '284100' }), phone: undefined },
      'invalid-request',
      /a zalo webhook needs a phone/,
    ],
    [
      'zalo with a number that takes nothing',
      hook({ form: 'zalo', template: '284100', phone: '1800 1234' }),
      'invalid-request',
      /a zalo webhook needs a phone/,
    ],
    ['a template of another form', hook({ form: 'teams', template: '284100' }), 'invalid-request', /"zalo\\" only/],
    ['zalo without a secret', hook({ form: 'zalo', template: '1', secret: undefined }), 'secret-needed', /secret/],
    ['a member that is not in the contract', { role: 'admin' }, 'invalid-request', /role/],
    ['a deputy that is no id', { deputy: 'yen' }, 'unknown-deputy', /There is no deputy .*yen/],
    ['a deputy whom nobody knows', { deputy: 'p-zzzzzzzzzzzzzzzz' }, 'unknown-deputy', /p-zzzzzzzzzzzzzzzz/],
    ...[
      'http://hook.example/',
      'https://lan:pw@hook.example/',
      'https://:pw@hook.example/',
      'https://lan@hook.example/',
      'https://@hook.example/',
      'https://hook.example/\n',
      'https://hook.example/a\tb',
      ' https://hook.example/',
      'https://hook.example/\u202e',
      'https://169.254.169.254/latest/',
      'https://[fe80::1]/',
    ].map((address): [string, object, string, RegExp] => [
      `the webhook ${JSON.stringify(address)}`,
      { channels: [{ kind: 'webhook', address, secret: SECRET }] },
      'invalid-request',
      /an https address/,
    ]),
    ...['short', ' '.repeat(20), '\u200b'.repeat(20), `short${' '.repeat(20)}`, `${SECRET}\u0007`].map(
      (secret): [string, object, string, RegExp] => [
        `the secret ${JSON.stringify(secret)}`,
        { channels: [{ kind: 'webhook', address: 'https://hook.example/', secret }] },
        'invalid-request',
        /secret/,
      ],
    ),
  ])('%s', async (_, changes, code, said) => {
    const answer = await call('POST /v1/people', { body: bodyOf(changes) });
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(JSON.stringify(answer.body)).toMatch(said);
  });

  test('a deputy by a slip of the id, by himself, or by who is disabled', async () => {
    const { id: deputy } = await enter({ name: 'Lê Văn Bình' });
    const { id } = await enter({ deputy });
    const put = (named: string) => on('PUT /v1/people/{id}', id, { body: bodyOf({ deputy: named }), language: 'vi' });
    expect((await put(deputy)).body).toMatchObject({ deputy, deputyName: { vi: 'Lê Văn Bình' } });
    const slip = `${deputy.slice(0, -1)}${deputy.endsWith('a') ? 'b' : 'a'}`;
    const slipped = await put(slip);
    expect(slipped).toMatchObject({ status: 422, body: { code: 'unknown-deputy', nearest: deputy } });
    expect(slipped.body.detail).toContain(`Có phải "${deputy}" (Lê Văn Bình)?`);
    expect((await put('le van binh')).body).toMatchObject({ code: 'unknown-deputy', nearest: deputy });
    expect((await put(id)).body.code).toBe('own-deputy');
    await on('POST /v1/people/{id}/disable', deputy);
    expect((await put(deputy)).body.code).toBe('inactive-deputy');
  });

  test('an address that somebody signs in with already', async () => {
    await enter({ emails: ['one@example.vn'] });
    const second = await call('POST /v1/people', { body: bodyOf({ emails: ['ONE@example.vn'] }) });
    expect(second).toMatchObject({ status: 409, body: { code: 'address-taken' } });
  });

  test('an id that nobody has', async () => {
    const id = 'p-zzzzzzzzzzzzzzzz';
    const answer = await on('PUT /v1/people/{id}', id, { body: bodyOf(), language: 'vi' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-person' } });
    expect(answer.body.detail).toContain(id);
  });
});

describe('the account of a person', () => {
  test('lets in with a token that is shown once, by what the record says then', async () => {
    const { id } = await enter();
    const { status, body } = await on('POST /v1/people/{id}/invite', id);
    expect(status).toBe(200);
    const token = body.token ?? '';
    const claims = { 'custom:person': id, 'cognito:groups': '[staff]', 'custom:places': 'hoan-kiem' };
    expect(claimsOf(token)).toMatchObject(claims);
    expect((await on('GET /v1/people/{id}', id)).body).toMatchObject({ hasAccount: true });
    expect(JSON.stringify(await on('GET /v1/people/{id}', id))).not.toContain(token);
    await on('PUT /v1/people/{id}', id, { body: bodyOf({ group: 'lead', places: ['*'] }) });
    expect(claimsOf(token)).toMatchObject({ 'cognito:groups': '[lead]', 'custom:places': '*' });
  });

  test('is shut with the person, who is told no more, and opened by an invitation', async () => {
    const { id } = await enter();
    const { token = '' } = (await on('POST /v1/people/{id}/invite', id)).body;
    const isTold = async () => (await registry().recipients()).some((recipient) => recipient.id === id);
    expect(await isTold()).toBe(true);
    for (let times = 0; times < 2; times++) {
      expect(await on('POST /v1/people/{id}/disable', id)).toMatchObject({ status: 200, body: { active: false } });
    }
    expect([claimsOf(token), await isTold()]).toEqual([undefined, false]);
    expect((await on('POST /v1/people/{id}/reset-second-factor', id)).body.code).toBe('person-disabled');
    const again = (await on('POST /v1/people/{id}/invite', id)).body;
    expect(again).toMatchObject({ active: true });
    expect([claimsOf(again.token ?? '')?.['custom:person'], await isTold()]).toEqual([id, true]);
    const put = (active?: boolean) =>
      on('PUT /v1/people/{id}', id, { body: { ...bodyOf(), ...(active !== undefined && { active }) } });
    await put(false);
    expect(claimsOf(again.token ?? '')).toBeUndefined();
    // What is not said stays as it is.
    expect((await put()).body['active']).toBe(false);
    expect((await put(true)).body['active']).toBe(true);
    expect(claimsOf(again.token ?? '')).toBeDefined();
  });

  test('forgets whoever held the second factor', async () => {
    const { id } = await enter();
    expect((await on('POST /v1/people/{id}/reset-second-factor', id)).body.code).toBe('not-invited');
    const { token: old = '' } = (await on('POST /v1/people/{id}/invite', id)).body;
    const { token = '' } = (await on('POST /v1/people/{id}/reset-second-factor', id)).body;
    expect([claimsOf(old), claimsOf(token)?.['custom:person']]).toEqual([undefined, id]);
  });

  test('needs an address', async () => {
    const { id } = await enter({ emails: [], channels: [] });
    expect(await on('POST /v1/people/{id}/invite', id)).toMatchObject({
      status: 422,
      body: { code: 'address-needed' },
    });
  });

  test('is not shut, erased or raised by who signs in with it', async () => {
    const { id } = await enter({ group: 'admin', places: ['*'] });
    for (const route of ['POST /v1/people/{id}/disable', 'DELETE /v1/people/{id}'] as const) {
      expect((await on(route, id, { person: id })).body.code).toBe('own-account');
    }
    const lower = await on('PUT /v1/people/{id}', id, { person: id, body: bodyOf({ places: ['*'] }) });
    expect(lower.body.code).toBe('own-account');
    const renamed = await on('PUT /v1/people/{id}', id, {
      person: id,
      body: bodyOf({ group: 'admin', places: ['*'] }),
    });
    expect(renamed.status).toBe(200);
  });
});

describe('a person who is erased', () => {
  test('leaves no name, number or address, and is "a person who was removed" wherever the id stands', async () => {
    const { id } = await enter({ name: 'Ngô Sắp Xoá', phone: '0900 000 999', emails: ['sap-xoa@example.vn'] });
    const { token = '' } = (await on('POST /v1/people/{id}/invite', id)).body;
    await call('PUT /v1/matching-settings', { person: id, body: { maxSuggestions: 5 } });
    const settings = () => call('GET /v1/matching-settings', { group: 'staff', places: 'hoan-kiem' });
    expect((await settings()).body).toMatchObject({ by: id, byName: { vi: 'Ngô Sắp Xoá', en: 'Ngô Sắp Xoá' } });
    for (let times = 0; times < 2; times++) expect((await on('DELETE /v1/people/{id}', id)).status).toBe(204);
    const removed = { vi: 'người đã xoá', en: 'a person who was removed' };
    expect((await settings()).body).toMatchObject({ by: id, byName: removed });
    expect((await on('GET /v1/people/{id}', id)).body).toMatchObject({ erased: true, active: false, name: removed });
    expect(claimsOf(token)).toBeUndefined();
    expect((await listed({})).map((person) => person.id)).not.toContain(id);
    expect(JSON.stringify([...(await keptItems(tables.platform))])).not.toMatch(/Ngô Sắp Xoá|0900 000 999|sap-xoa@/);
    for (const route of ['PUT /v1/people/{id}', 'POST /v1/people/{id}/invite'] as const) {
      const answer = await on(route, id, route.startsWith('PUT') ? { body: bodyOf() } : {});
      expect(answer).toMatchObject({ status: 409, body: { code: 'person-erased' } });
    }
  });
});

describe('who did something', () => {
  test('is shown by name to who shares a place, and to others by the id alone', async () => {
    const { id } = await enter({ name: 'Của Sóc Sơn', places: ['soc-son'] });
    await call('PUT /v1/thresholds', { person: id, body: { product: '01.0004', watch: 6, alert: 12, crisis: 24 } });
    const latest = async (places: string) => {
      const { body } = await callAsStaff<{ history: object[] }>(handler, 'GET /v1/thresholds', {
        group: 'staff',
        places,
      });
      return body.history[0];
    };
    expect(await latest('soc-son')).toMatchObject({ by: id, byName: { vi: 'Của Sóc Sơn' } });
    expect(await latest('cua-nam')).toMatchObject({ by: id });
    expect(await latest('cua-nam')).not.toHaveProperty('byName');
  });

  test('has an opaque id also with an account that was made before people had records', async () => {
    await call('PUT /v1/matching-settings', { person: null, body: {} });
    const { by } = (await call('GET /v1/matching-settings')).body;
    expect(by).toMatch(/^p-[a-z2-9]{16}$/);
  });

  test('stays as an earlier version kept it', async () => {
    const rule = { product: '01.0001', validFrom: '2026-11-01', thresholds: { watch: 5, alert: 10, crisis: 20 } };
    await enterThresholds(registry(), [{ ...rule, by: 'cu@example.vn', at: 1 }]);
    const { body } = await callAsStaff<{ history: { product: string }[] }>(handler, 'GET /v1/thresholds');
    expect(body.history.find(({ product }) => product === '01.0001')).toMatchObject({ by: 'cu@example.vn' });
  });
});

describe('whom an earlier version told', () => {
  const keep = (sk: string, item: object) =>
    tables.platform.dynamodb.send(
      new PutCommand({ TableName: 'binh-on-registry', Item: { pk: 'recipient', sk, ...item } }),
    );

  test('is a person who is shown, told, changed, disabled and erased as any other', async () => {
    const secret = 'a-secret-of-the-webhook';
    const webhook = { url: 'https://old.example/in', secret };
    await keep('truc-cu', { email: 'cu@old.example', webhook, places: ['*'], levels: ['crisis'], language: 'en' });
    const old = (await listed({})).find(({ name }) => name.vi === 'truc-cu');
    const id = old?.id ?? '';
    expect(old).toMatchObject({ emails: ['cu@old.example'], levels: ['crisis'], language: 'en', hasAccount: false });
    const told = async () => (await registry().recipients()).find((recipient) => recipient.id === id);
    const asBefore = [
      { kind: 'mail', address: 'cu@old.example' },
      { kind: 'webhook', address: webhook.url, secret },
    ];
    expect(await told()).toMatchObject({ formerId: 'truc-cu', channels: asBefore });
    const channels = [{ kind: 'mail' }, { kind: 'webhook', address: webhook.url }];
    const body = bodyOf({ name: 'Cán bộ trực', emails: ['cu@old.example'], places: ['*'], channels });
    expect((await on('PUT /v1/people/{id}', id, { body })).body).toMatchObject({ id, name: { vi: 'Cán bộ trực' } });
    expect(await told()).toMatchObject({ formerId: 'truc-cu', channels: asBefore });
    await on('POST /v1/people/{id}/disable', id);
    expect(await told()).toBeUndefined();
    expect((await on('DELETE /v1/people/{id}', id)).status).toBe(204);
    expect(JSON.stringify([...(await keptItems(tables.platform))])).not.toMatch(/old\.example/);
  });
});

describe('who may do what', () => {
  const ROUTES: readonly OperationKey[] = [
    'POST /v1/people',
    'PUT /v1/people/{id}',
    'DELETE /v1/people/{id}',
    'POST /v1/people/{id}/invite',
    'POST /v1/people/{id}/disable',
    'POST /v1/people/{id}/reset-second-factor',
  ];
  test.each(ROUTES)('%s is for administrators of the whole city', async (route) => {
    const params = { id: 'p-zzzzzzzzzzzzzzzz' };
    const body = /^P(UT|OST \/v1\/people$)/.test(route) ? bodyOf() : undefined;
    for (const group of ['none', 'staff', 'lead'] as const) {
      expect(await call(route, { params, body, group })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
    expect((await call(route, { params, body, places: 'hoan-kiem' })).body.code).toBe('city-wide-only');
  });
});
