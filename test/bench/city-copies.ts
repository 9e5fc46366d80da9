import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { pack, unpack } from '#storage/packed.ts';
import { partitionOf } from '#storage/place-day-key.ts';
import { registryStore } from '#storage/registry.ts';
import { readPartition } from '#storage/table-client.ts';
import type { MeteredFunctions } from './metered-functions.ts';

const MARKET = tableNameOf('market');
const PUTS_AT_ONCE = 16;

/** Puts copies of a zone's leaves beside them, in it and in the city, under other names: the places that a whole city has besides those measured. */
export async function copyLeaves(
  { silent }: MeteredFunctions,
  of: {
    readonly city: string;
    readonly zone: string;
    readonly date: BusinessDay;
    readonly copiesOfAWard: number;
    readonly copiesOfTheZone: number;
  },
): Promise<void> {
  const market = { dynamodb: silent, name: MARKET, is: 'market' } as const;
  const put = (item: object) => silent.send(new PutCommand({ TableName: MARKET, Item: { ...item } }));
  const heads = await readPartition(market, partitionOf(of.zone, of.date), 'leaf#');
  for (const head of heads) {
    const leaf = String(head['sk']).slice('leaf#'.length);
    const facts = await readPartition(market, partitionOf(leaf, of.date), 'up');
    const copy = async (name: string, zone: string) => {
      await aFewAtOnce(facts, PUTS_AT_ONCE, (fact) => put({ ...fact, pk: partitionOf(name, of.date) }));
      await put({ ...head, pk: partitionOf(of.city, of.date), sk: `leaf#${name}`, child: zone });
      if (zone === of.zone) await put({ ...head, sk: `leaf#${name}`, child: name });
    };
    for (let zone = 0; zone <= of.copiesOfTheZone; zone++) {
      for (let ward = zone === 0 ? 1 : 0; ward <= of.copiesOfAWard; ward++) {
        await copy(`copy-${zone}-${ward}-${leaf}`, zone === 0 ? of.zone : `copy-${zone}`);
      }
    }
  }
}

/**
 * Fills all places of a city with what is shown of one ward on some days, and registers their shops. Returns how many
 * shops there are.
 */
export async function copyShown(
  { silent }: MeteredFunctions,
  catalogue: Catalogue,
  ward: string,
  dates: readonly BusinessDay[],
): Promise<number> {
  const market = { dynamodb: silent, name: MARKET, is: 'market' } as const;
  const registry = registryStore(silent, tableNameOf('registry'));
  const shops = (await registry.listStores()).filter(({ places }) => places[0]?.place === ward);
  const places = [...catalogue.places.values()].filter(({ parent }) => parent !== ROOT_PLACE);
  const wards = places.filter(({ kind }) => kind === 'ward' || kind === 'commune');
  for (const { id: place } of wards) {
    await aFewAtOnce(shops, PUTS_AT_ONCE, async (shop) => {
      const id = shop.id.replace(ward, place);
      if (await registry.readStore(shop.retailer, id)) return;
      await registry.putStore({ ...shop, id, places: [{ place, validFrom: '2026-01-01' }] });
    });
  }
  for (const date of dates) {
    const shown = await readPartition(market, partitionOf(parentOf(catalogue, ward), date));
    const models = shown.filter(
      ({ sk }) => /^(part|brief|who)#/.test(sk as string) && (sk as string).endsWith(`#${ward}`),
    );
    await aFewAtOnce(places, PUTS_AT_ONCE, async ({ id, parent }) => {
      if (id === ward) return;
      for (const model of models) {
        const sk = (model['sk'] as string).replace(ward, id);
        if (sk.startsWith('who#') && !wards.some((one) => one.id === id)) continue;
        const data = model['data'] && renamed(model['data'] as Uint8Array, ward, id);
        const item = { ...model, pk: partitionOf(parent, date), sk, ...(data ? { data } : {}) };
        await silent.send(new PutCommand({ TableName: MARKET, Item: item }));
      }
    });
  }
  return wards.length * shops.length;
}

function renamed(data: Uint8Array, from: string, to: string): Uint8Array {
  return pack(JSON.parse(JSON.stringify(unpack(data)).replaceAll(from, to))).bytes;
}
