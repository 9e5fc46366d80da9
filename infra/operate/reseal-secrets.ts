import type { PersonChannel } from '#domain/notification/person-channel.ts';
import type { Person } from '#domain/people/person.ts';
import { present } from '#domain/present.ts';
import { openedBy, type SystemKey, sealedBy } from '#runtime/system-keys.ts';
import type { registryStore } from '#storage/registry.ts';

type Registry = Pick<
  ReturnType<typeof registryStore>,
  'people' | 'readPerson' | 'putPerson' | 'listRetailers' | 'readRetailer' | 'putRetailer'
>;

/** Each round that is lost is one in which somebody else has changed the same. */
const MOST_ROUNDS = 5;

/** Seals each webhook's secret by the newest key, also those that were kept open before; of how many people and retailers. */
export async function resealSecrets(registry: Registry, keys: readonly SystemKey[]): Promise<number> {
  let sealed = 0;
  for (const { id } of await registry.people()) if (await resealPerson(registry, keys, id)) sealed++;
  for (const { id } of await registry.listRetailers()) if (await resealRetailer(registry, keys, id)) sealed++;
  return sealed;
}

async function resealPerson(registry: Registry, keys: readonly SystemKey[], id: string): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const kept = await registry.readPerson(id);
    if (!kept?.value.personal?.channels.some(hasSecret)) return false;
    const { personal } = kept.value;
    const person: Person = {
      ...kept.value,
      personal: { ...personal, channels: personal.channels.map((channel) => resealed(channel, keys)) },
    };
    if (await registry.putPerson(person, kept.hash)) return true;
  }
  throw new Error(`${id} kept changing: run it again`);
}

async function resealRetailer(registry: Registry, keys: readonly SystemKey[], id: string): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const kept = await registry.readRetailer(id);
    if (!kept?.value.webhook) return false;
    const { webhook } = kept.value;
    const secret = sealedBy(keys, openedBy(keys, webhook.secret));
    if (await registry.putRetailer({ ...kept.value, webhook: { ...webhook, secret } }, kept.hash)) return true;
  }
  throw new Error(`${id} kept changing: run it again`);
}

function hasSecret(channel: PersonChannel): boolean {
  return channel.kind === 'webhook' && channel.secret !== undefined;
}

function resealed(channel: PersonChannel, keys: readonly SystemKey[]): PersonChannel {
  if (channel.kind !== 'webhook' || channel.secret === undefined) return channel;
  return present<PersonChannel>({ ...channel, secret: sealedBy(keys, openedBy(keys, channel.secret)) });
}
