import assert from 'node:assert/strict';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Caller, callerOf, overLoopback, refusalOf } from './call-api.ts';
import type { Outputs } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { signedAgain, signedByAStranger, tampered, unsigned } from './forged-tokens.ts';
import { issueKey, type Retailers } from './register-market.ts';
import type { Staff } from './staff.ts';
import { tell } from './tell.ts';
import { SHOCK, WARD } from './the-market.ts';

/** A request that must be refused, in words: by the gateway (401: no proof) or by a handler's code. */
interface Stranger {
  readonly what: string;
  readonly ask: () => Promise<unknown>;
  readonly status: 401 | 403;
  readonly code?: string;
}

interface Scene {
  readonly emulator: Emulator;
  readonly outputs: Outputs;
  readonly staff: Staff;
  readonly retailers: Retailers;
  readonly today: BusinessDay;
}

/** Sends what must be refused, tells how it was, and sees that none of it was kept. */
export async function refuseStrangers(scene: Scene): Promise<void> {
  for (const stranger of [...(await strangeKeys(scene)), ...(await strangeTokens(scene)), ...tooFewRights(scene)]) {
    await beRefused(stranger);
  }
  await answersAlike(scene);
  await nothingIsThere(scene);
  const params = { store: 'sen-vang-1', date: scene.today };
  const kept = scene.retailers['sen-vang'].call('GET /v1/reports/{store}/{date}', { params });
  assert.equal((await refusalOf(kept)).status, 404, 'a refused report was kept');
  tell('none of these reports was kept');
}

async function strangeKeys({ outputs, staff, retailers, today }: Scene): Promise<Stranger[]> {
  const withKey = (bearer?: string) => callerOf(outputs.ApiUrl, bearer);
  const used = await issueKey(staff.admin, 'sen-vang');
  // Revoked before its first use: the gateway remembers an answer for five minutes, as docs/deploy.md says.
  await staff.admin.call('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id: 'sen-vang', keyId: used.keyId } });
  const report = (what: string, { call }: Caller) => ({
    what,
    ask: () => call('POST /v1/reports', reportOf('sen-vang-1', today)),
  });
  // The authorizer lets these pass as nobody; the handler answers.
  const refused = (what: string, caller: Caller) =>
    ({ ...report(what, caller), status: 401, code: 'not-signed-in' }) as const;
  return [
    { ...report('a report without a key', withKey()), status: 401 },
    refused('a report with a made-up key', withKey('sen-vang_k7m2p9qd.made-up')),
    refused("a report with a key's id and another secret", withKey(`${used.keyId}.another-secret`)),
    refused('a report with a revoked key', withKey(used.bearer)),
    refused("a report with a person's token", withKey(staff.admin.token)),
    { ...report("a report for another's store", retailers['mai-lan']), status: 403, code: 'not-your-store' },
    { what: "the alerts, with a retailer's key", ask: () => retailers['sen-vang'].call('GET /v1/alerts'), status: 401 },
  ];
}

async function strangeTokens({ emulator, outputs, staff }: Scene): Promise<Stranger[]> {
  const { token } = staff.admin;
  const key = await emulator.idTokenKey(outputs.UserPoolId);
  const now = Math.floor(Date.now() / 1000);
  // Without this the next refusal would prove nothing: what is signed again with the pool's key is taken.
  await callerOf(outputs.ApiUrl, signedAgain(token, { exp: now + 60 }, key)).call('GET /v1/alerts');
  const cases: Record<string, string | undefined> = {
    'no token': undefined,
    'a token that ended an hour ago': signedAgain(token, { iat: now - 7200, exp: now - 3600 }, key),
    "a token with another person's groups written into it": tampered(staff.groupless.token, {
      'cognito:groups': ['admin'],
    }),
    'a token that says it needs no signature': unsigned(token),
    "a token signed with a stranger's key": signedByAStranger(token),
    'a token for another application': signedAgain(token, { aud: 'another-application' }, key),
    'a token of another user pool': signedAgain(token, { iss: 'https://cognito-idp.example/another-pool' }, key),
  };
  const alertsWith = (what: string, bearer: string | undefined) => ({
    what: `the alerts, with ${what}`,
    ask: () => callerOf(outputs.ApiUrl, bearer).call('GET /v1/alerts'),
    status: 401 as const,
  });
  // The gateway lets an access token pass; the handler does not.
  const accessTokens = [staff.admin, staff.elsewhere].map(({ email, accessToken }) => ({
    ...alertsWith(`the access token of ${email}`, accessToken),
    code: 'not-signed-in',
  }));
  return [...Object.entries(cases).map(([what, bearer]) => alertsWith(what, bearer)), ...accessTokens];
}

function tooFewRights({ staff }: Scene): Stranger[] {
  return [
    {
      what: 'the alerts, by somebody in no group',
      ask: () => staff.groupless.call('GET /v1/alerts'),
      status: 403,
      code: 'not-allowed',
    },
    {
      what: 'a retailer registered by an officer who is no administrator',
      ask: () =>
        staff.officer.call('PUT /v1/retailers/{id}', {
          params: { id: 'sen-vang' },
          body: { name: 'x', contact: { name: 'x' } },
        }),
      status: 403,
      code: 'not-allowed',
    },
    {
      what: 'the market of a ward, by an administrator whose account names no place',
      ask: () => staff.placeless.call('GET /v1/market/{place}', { params: { place: WARD } }),
      status: 403,
      code: 'not-your-place',
    },
    {
      what: 'a retailer registered by that administrator',
      ask: () =>
        staff.placeless.call('PUT /v1/retailers/{id}', {
          params: { id: 'sen-vang' },
          body: { name: 'x', contact: { name: 'x' } },
        }),
      status: 403,
      code: 'city-wide-only',
    },
    {
      what: 'the market of a ward, by an officer in charge of another',
      ask: () => staff.elsewhere.call('GET /v1/market/{place}', { params: { place: WARD } }),
      status: 403,
      code: 'not-your-place',
    },
  ];
}

async function beRefused({ what, ask, status, code }: Stranger): Promise<void> {
  const refusal = await refusalOf(ask());
  assert.equal(refusal.status, status, `${what}: ${refusal.message}`);
  if (code !== undefined) assert.equal(refusal.problem?.code, code, what);
  tell(`refused with ${status}${code === undefined ? '' : ` ${code}`}: ${what}`);
}

/** Nobody learns which stores others have: theirs and those that do not exist are refused in the same words. */
async function answersAlike({ retailers, today }: Scene): Promise<void> {
  const [theirs, nobodys] = await Promise.all(
    ['sen-vang-1', 'no-such-store'].map(async (store) => {
      const { problem } = await refusalOf(retailers['mai-lan'].call('POST /v1/reports', reportOf(store, today)));
      return { ...problem, requestId: '' };
    }),
  );
  assert.deepEqual(theirs, nobodys);
  tell("another's store and one that nobody has are refused in the same words");
}

/** What no route takes is answered in words, by the function behind the gateway's `$default`. */
async function nothingIsThere({ outputs }: Scene): Promise<void> {
  const asked = [
    ['GET', '/v1/nothing', 404, 'no-such-route'],
    ['DELETE', '/v1/reports', 405, 'method-not-allowed'],
  ] as const;
  for (const [method, path, status, code] of asked) {
    const answer = await overLoopback(`${outputs.ApiUrl}${path}`, { method });
    const problem = (await answer.json()) as { readonly code: string };
    assert.deepEqual([answer.status, problem.code], [status, code]);
    tell(`refused with ${status} ${code}: ${method} ${path}`);
  }
}

function reportOf(store: string, date: BusinessDay) {
  return { body: { store, date, rows: [SHOCK] } };
}
