import { present } from '#domain/present.ts';
import { canBeUnpacked, UnreadableValue, unpack } from './packed.ts';
import { type Attributes, type Condition, type ItemKey, over, putIf, readItem, type Table } from './table-client.ts';

/** The hash of an item that follows from reports and cannot be read: none that is made anew is equal to it. */
export const UNREADABLE = 'unreadable';

/** Raised where what is kept under a key cannot be unpacked: its form is unknown, or it is damaged. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
  /** Repeating does not mend it; who can have it made anew does. */
  readonly isPermanent = true;
  readonly key: ItemKey;

  constructor(key: ItemKey, cause: unknown) {
    super(`${key.pk} ${key.sk} cannot be read`, { cause });
    this.key = key;
  }
}

/** What an item has packed. Raises `UnreadableItem`. */
export function unpackedIn<Value>(item: Attributes, attribute = 'data'): Value {
  try {
    return unpack(item[attribute] as Uint8Array) as Value;
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    throw new UnreadableItem({ pk: item['pk'] as string, sk: item['sk'] as string }, error);
  }
}

/** Notes of an item that it cannot be read, so that whoever makes it anew writes it. */
export async function markUnreadable(table: Table, key: ItemKey): Promise<void> {
  const item = await readItem(table, key);
  if (item && item['h'] !== UNREADABLE) await markAs(table, { ...item, ...key });
}

/** The items, with a note of each whose packed value cannot be read. None of them may be a record that nobody can make. */
export async function markedIfUnreadable<Item extends Attributes & ItemKey>(
  table: Table,
  items: readonly Item[],
): Promise<Item[]> {
  const looked: Item[] = [];
  for (const item of items) {
    const isReadable = Object.values(item).every((value) => !(value instanceof Uint8Array) || canBeUnpacked(value));
    if (!isReadable && item['h'] !== UNREADABLE) await markAs(table, item);
    looked.push(isReadable ? item : { ...item, h: UNREADABLE });
  }
  return looked;
}

function markAs(table: Table, item: Attributes & ItemKey): Promise<boolean> {
  return putIf(table, ifStillAsRead(item), { ...item, h: UNREADABLE });
}

/** The hash alone does not tell: what was damaged and made anew since has the same one. */
function ifStillAsRead(item: Attributes): Condition {
  const packed = Object.entries(item).filter(([, value]) => value instanceof Uint8Array);
  const { ConditionExpression, ExpressionAttributeValues } = over(item['h'] as string);
  const names = Object.fromEntries(packed.map(([name], n) => [`#packed${n}`, name]));
  return present<Condition>({
    ConditionExpression: [ConditionExpression, ...packed.map((_, n) => `#packed${n} = :packed${n}`)].join(' AND '),
    ExpressionAttributeNames: packed.length > 0 ? names : undefined,
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...Object.fromEntries(packed.map(([, value], n) => [`:packed${n}`, value])),
    },
  });
}
