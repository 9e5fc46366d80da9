import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { partitionOf } from '#storage/place-day-key.ts';
import { readPartition } from '#storage/table-client.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import type { MeteredFunctions } from './metered-functions.ts';
import { kb } from './unit-figures.ts';

/** The largest item of each kind that is kept in any table. */
export async function largestItems({ silent }: MeteredFunctions): Promise<string> {
  const most = new Map<string, number>();
  for (const table of TABLE_NAMES) {
    for await (const { Items = [] } of paginateScan({ client: silent }, { TableName: tableNameOf(table) })) {
      for (const item of Items) {
        const kind = kindShown(table === 'registry' ? String(item['pk']) : String(item['sk']));
        most.set(kind, Math.max(most.get(kind) ?? 0, sizeOf(item)));
      }
    }
  }
  return [...most]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, bytes]) => `${kind} ${kb(bytes)}`)
    .join(', ');
}

interface Where {
  readonly ward: string;
  readonly zone: string;
  readonly city: string;
  readonly today: BusinessDay;
  readonly shops: number;
}

/** Bytes that stay: for 400 days of a store and of a zone, for good of a ward and of a zone; each of one day. */
export async function keptOfADay({ silent }: MeteredFunctions, { ward, zone, city, today, shops }: Where) {
  const table = { dynamodb: silent, name: tableNameOf('market'), is: 'market' } as const;
  const bytesOf = async (place: string, date: BusinessDay, isMeant: (sk: string) => boolean) =>
    (await readPartition(table, partitionOf(place, date)))
      .filter(({ sk }) => isMeant(sk as string))
      .reduce((sum, item) => sum + sizeOf(item), 0);
  const shown = (place: string) => (sk: string) => /^(part|brief|who|leaf)#/.test(sk) && sk.endsWith(`#${place}`);
  const isCarry = (sk: string) => sk.startsWith('carry');
  const tomorrow = addDays(today, 1);
  return {
    store:
      ((await bytesOf(ward, today, (sk) => sk.startsWith('report#'))) + (await bytesOf(ward, tomorrow, isCarry))) /
      shops,
    zone: await bytesOf(zone, tomorrow, isCarry),
    wardForGood: (await bytesOf(ward, today, (sk) => sk.startsWith('up'))) + (await bytesOf(zone, today, shown(ward))),
    zoneForGood: await bytesOf(city, today, shown(zone)),
  };
}

/** Bytes of names and values, as DynamoDB counts them. */
function sizeOf(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    if (value instanceof Uint8Array) return sum + name.length + value.length;
    return sum + name.length + Buffer.byteLength(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  }, 0);
}

/** The kind of an item as a reader wants to see it: groups of goods are one, and all stores and places. */
export function kindShown(key: string): string {
  const [kind = '', ...rest] = key.split('#');
  if (kind === 'carry')
    return rest.length > 1 ? 'carry of a store, a group' : rest.length > 0 ? 'carry of a store' : kind;
  return rest.length > 0 && kind.startsWith('carry') ? `${kind}, a group` : kind;
}
