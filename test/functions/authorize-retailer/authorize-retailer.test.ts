import type { APIGatewayRequestAuthorizerEventV2, Context } from 'aws-lambda';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHandler } from '#functions/authorize-retailer/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { type NewKey, newKey } from '#storage/retailer-key.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { runsOf } from '#support/seeds.ts';

/** Nobody is let pass as nobody: the function behind answers 401, which a refusal here could not be. */
const NOBODY = { isAuthorized: true, context: {} };

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;
let own: NewKey;
let second: NewKey;
let revoked: NewKey;
let others: NewKey;

beforeAll(async () => {
  handler = createHandler(tables.platform);
  const { dynamodb, randomBytes } = tables.platform;
  const registry = registryStore(dynamodb, 'binh-on-registry');
  const keep = (id: string, keys: readonly NewKey[], gone: readonly NewKey[] = []) =>
    registry.putRetailer({
      id,
      name: id,
      contact: { name: 'Chị An' },
      keys: [...keys, ...gone].map((key) => ({
        id: key.keyId,
        hash: key.hash,
        createdAt: 1,
        ...(gone.includes(key) ? { revokedAt: 2 } : {}),
      })),
    });
  own = newKey('sen-vang', randomBytes);
  second = newKey('sen-vang', randomBytes);
  revoked = newKey('sen-vang', randomBytes);
  others = newKey('hoa-mai', randomBytes);
  await keep('sen-vang', [own, second], [revoked]);
  await keep('hoa-mai', [others]);
  await keep('no-keys', []);
});

/** Asks as the gateway does: header names come in lower case. */
const ask = (headers: APIGatewayRequestAuthorizerEventV2['headers']) =>
  handler({ version: '2.0', type: 'REQUEST', headers } as APIGatewayRequestAuthorizerEventV2, {} as Context);
const authorize = (authorization: string) => ask({ authorization });
const secretOf = ({ bearer, keyId }: NewKey) => bearer.slice(keyId.length + 1);

describe('a retailer’s key', () => {
  test('lets its retailer in, under the key’s own name', async () => {
    expect(await authorize(`Bearer ${own.bearer}`)).toEqual({
      isAuthorized: true,
      context: { retailer: 'sen-vang', keyId: own.keyId },
    });
  });

  test('lives beside the second one while keys are changed over', async () => {
    expect(await authorize(`Bearer ${second.bearer}`)).toEqual({
      isAuthorized: true,
      context: { retailer: 'sen-vang', keyId: second.keyId },
    });
  });

  test.each<[string, () => string]>([
    ['whose secret is another key’s of the same retailer', () => `Bearer ${own.keyId}.${secretOf(second)}`],
    ['whose secret is another retailer’s', () => `Bearer ${own.keyId}.${secretOf(others)}`],
    ['that was revoked', () => `Bearer ${revoked.bearer}`],
    ['whose hash is given for its secret', () => `Bearer ${own.keyId}.${own.hash}`],
    ['of a retailer that is not there', () => `Bearer nobody_abcd2345.${secretOf(own)}`],
    ['of a retailer without keys', () => `Bearer no-keys_abcd2345.${secretOf(own)}`],
    ['of another retailer under its own key’s name', () => `Bearer hoa-mai_${own.keyId.slice(-8)}.${secretOf(own)}`],
  ])('%s lets nobody in, and the answer is the same for all', async (_, header) => {
    expect(await authorize(header())).toEqual(NOBODY);
  });

  test('is missed in a request without the header, and in one without any', async () => {
    expect([await ask({}), await ask(undefined)]).toEqual([NOBODY, NOBODY]);
  });
});

describe('whatever stands in the header', () => {
  const goodHeaders = () => new Set([own, second, others].map(({ bearer }) => `Bearer ${bearer}`));
  /** A good header with one stretch of it replaced. */
  const spoiltHeader = () =>
    fc
      .tuple(
        fc.constantFrom(...goodHeaders(), `Bearer ${revoked.bearer}`),
        fc.nat(),
        fc.nat(3),
        fc.string({ maxLength: 3 }),
      )
      .map(([header, position, cut, put]) => {
        const at = position % (header.length + 1);
        return `${header.slice(0, at)}${put}${header.slice(at + cut)}`;
      });
  const keyLike = fc.stringMatching(/^Bearer [a-z0-9-]{1,70}_[a-z0-9]{7,9}\.[A-Za-z0-9_-]{42,44}$/);

  test('it throws nothing, and lets nobody in but by a good key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(spoiltHeader(), keyLike, fc.string(), fc.string({ unit: 'binary' }), fc.string({ minLength: 5000 })),
        async (header) => {
          const { isAuthorized, context } = await authorize(header);
          // The scheme's case does not matter (RFC 9110, 11.1); everything after it does.
          expect(isAuthorized).toBe(true);
          const isGood = goodHeaders().has(header.replace(/^bearer /i, 'Bearer '));
          if (isGood) expect(context).toHaveProperty('retailer');
          else expect(context).toEqual({});
        },
      ),
      { numRuns: runsOf({ few: 200, all: 2000 }) },
    );
  });

  test.each<[string, (bearer: string) => string]>([
    ['nothing', () => ''],
    ['the scheme alone', () => 'Bearer '],
    ['another scheme', (bearer) => `Basic ${bearer}`],
    ['no scheme', (bearer) => bearer],
    ['two blanks', (bearer) => `Bearer  ${bearer}`],
    ['a blank behind', (bearer) => `Bearer ${bearer} `],
    ['a line end behind', (bearer) => `Bearer ${bearer}\n`],
    ['the key twice, as a gateway joins repeated headers', (bearer) => `Bearer ${bearer},Bearer ${bearer}`],
    ['no secret', (bearer) => `Bearer ${bearer.split('.')[0]}.`],
    ['half a secret', (bearer) => `Bearer ${bearer.slice(0, -1)}`],
    ['an id of another case', (bearer) => `Bearer ${bearer[0]?.toUpperCase()}${bearer.slice(1)}`],
    ['an id longer than any', (bearer) => `Bearer ${'a'.repeat(5000)}${bearer}`],
    ['an id that climbs', (bearer) => `Bearer ../${bearer}`],
  ])('%s lets nobody in', async (_, header) => {
    expect(await authorize(header(own.bearer))).toEqual(NOBODY);
  });
});
