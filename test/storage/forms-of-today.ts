import { assessmentOutputs, type KeepableOutput, type OutputStores } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { KINDS, type Kind, kindOf } from '#storage/kinds.ts';
import { marketStore } from '#storage/market.ts';
import { unpack } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import type { TableName } from '#storage/tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { AT_ONCE, type Item, type TablesInSteps, tablesInSteps } from '../protocol/tables-in-steps.ts';
import { ASSESSED, keepAllButAssessed, NOW, TODAY, WARD } from './every-kind.ts';

/** An item as text: what is packed is unpacked, since another compressor may pack the same otherwise. */
export type FormItem = Readonly<Record<string, unknown>>;

export const FORMS = new URL('forms/', import.meta.url);
const TABLES: readonly TableName[] = ['market', 'desk', 'registry', 'trail'];

/** Tables that hold one of every kind, as the code of today keeps it. */
export async function tablesOfToday(): Promise<TablesInSteps> {
  const tables = tablesInSteps(() => undefined);
  const dynamodb = tables.connect(AT_ONCE);
  await keepAllButAssessed(dynamodb);
  const market = marketStore(dynamodb, 'market', () => NOW);
  const stores: OutputStores = {
    market,
    desk: deskStore(dynamodb, 'desk'),
    registry: registryStore(dynamodb, 'registry'),
  };
  const outputs = assessmentOutputs(stores, SMALL_CITY);
  const heads = (await market.readPlaceDay(WARD, TODAY))?.heads ?? [];
  const staged: readonly KeepableOutput[] = outputs.stage(ASSESSED, { heads });
  for (const output of staged) if (!output.empty) await outputs.put(output, undefined);
  return tables;
}

/** The items of every kind as text, by kind and version. */
export function formsIn(tables: TablesInSteps): ReadonlyMap<string, readonly FormItem[]> {
  const found = new Map<string, FormItem[]>();
  for (const table of TABLES) {
    for (const item of tables.itemsOf(table)) {
      const name = formName(kindOf(table, item), Number(item['v']));
      found.set(name, [...(found.get(name) ?? []), asText(table, item)]);
    }
  }
  return found;
}

/** The name of the file that holds a form. */
export function formName(kind: Kind, version: number = KINDS[kind]): string {
  return `${kind}-${version}.json`;
}

function asText(table: TableName, item: Item): FormItem {
  return { table, ...Object.fromEntries(Object.entries(item).map(([name, value]) => [name, textOf(value)])) };
}

function textOf(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  // Only the signing key is not packed.
  return value.length === 3 ? { bytes: [...value] } : { packed: unpack(value) };
}
