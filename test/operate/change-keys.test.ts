import { expect, test } from 'vitest';
import { changeKeys, type KeyChange } from '#infra/operate/change-keys.ts';
import { resealSecrets } from '#infra/operate/reseal-secrets.ts';
import { openedBy, type SystemKey, sealedBy } from '#runtime/system-keys.ts';
import { registryStore } from '#storage/registry.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';

const STARTED = Date.parse('2026-11-30T06:30:00+07:00');
const SECRET = 'bí mật của webhook';
const tables = emptyTablesEachTest();

/** A deployment whose functions read the keys five minutes late; a rotation may be cut off at any of its steps. */
function deployment() {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const wake = { at: STARTED };
  const readLate: { readonly at: number; readonly keys: readonly SystemKey[] }[] = [{ at: 0, keys: [] }];
  const inSecret = () => readLate.at(-1)?.keys ?? [];
  const change = (cutOffAt: number): KeyChange => {
    let steps = 0;
    const step = async <T>(work: () => T | Promise<T>): Promise<T> => {
      if (steps++ === cutOffAt) throw new Error('cut off');
      return work();
    };
    return {
      readKeys: () => step(inSecret),
      writeKeys: (keys) => step(() => void readLate.push({ at: wake.at, keys })),
      reseal: (keys) => step(() => resealSecrets(registry, keys)),
      clock: () => wake.at,
      wait: (ms) =>
        step(() => {
          wake.at += ms;
        }),
      tell: () => undefined,
    };
  };
  /** The keys that a function may still work with: all that were in the secret in the last five minutes. */
  const functionsKnow = () =>
    readLate.filter((_, k) => (readLate[k + 1]?.at ?? wake.at) > wake.at - 5 * 60_000 || k === readLate.length - 1);
  const enter = async () => {
    const channels = [
      { kind: 'webhook' as const, address: 'https://a.example.vn', secret: sealedBy(inSecret(), SECRET) },
    ];
    await registry.putPerson(somePerson({ personal: { channels } }));
  };
  const opened = async () => {
    const [channel] = (await registry.readPerson(somePerson().id))?.value.personal?.channels ?? [];
    const secret = channel?.kind === 'webhook' ? (channel.secret ?? '') : '';
    return functionsKnow().map(({ keys }) => openedBy(keys, secret));
  };
  return { change, enter, opened, inSecret, wake };
}

/** How often `cutOffAt` may be passed before a whole rotation is through, with room for the waits. */
const STEPS = 8;

test('the first key seals nothing: functions that were deployed without it could not open what it seals', async () => {
  const { change, enter, opened, inSecret } = deployment();
  await enter();
  await changeKeys(change(STEPS));
  expect(await opened()).toContain(SECRET);
  expect(inSecret()).toHaveLength(1);
  await changeKeys(change(STEPS));
  expect(new Set(await opened())).toEqual(new Set([SECRET]));
});

test.each(Array.from({ length: STEPS }, (_, k) => k))(
  'a webhook keeps its secret when a rotation is cut off at step %i and run again, three times',
  async (cutOffAt) => {
    const { change, enter, opened, inSecret, wake } = deployment();
    await changeKeys(change(STEPS));
    wake.at += 6 * 60_000; // what is entered later is sealed by functions that have read the key
    await enter();
    for (let round = 0; round < 3; round++) {
      wake.at += 1_000;
      await changeKeys(change(cutOffAt)).catch(({ message }: Error) => expect(message).toBe('cut off'));
      expect(new Set(await opened())).toEqual(new Set([SECRET]));
    }
    await changeKeys(change(STEPS));
    expect(new Set(await opened())).toEqual(new Set([SECRET]));
    expect(inSecret()).toHaveLength(2);
  },
);
