import { UnreadableValue, unpack } from './packed.ts';
import type { Attributes, ItemKey } from './table-client.ts';

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
