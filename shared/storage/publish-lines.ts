import { present } from '#domain/present.ts';
import { kindOf, NOTED_KINDS } from './kinds.ts';
import {
  type Attributes,
  type Condition,
  type ItemKey,
  linesIn,
  putPublished,
  readItem,
  type Table,
  UNPUBLISHED,
} from './table-client.ts';
import type { trailStore } from './trail.ts';

/**
 * Takes the lines of a changed item to the trail, and then out of the item. A kill in between adds them once more the next
 * time, under the same keys, so each is in the trail once. Whoever has changed the item meanwhile has carried its lines
 * over, and wakes this anew.
 */
export function publishLines(table: Table, { addLine }: Pick<ReturnType<typeof trailStore>, 'addLine'>) {
  return async ({ pk, sk }: ItemKey): Promise<void> => {
    if (!mayHoldLines(table, { pk, sk })) return;
    const item = await readItem(table, { pk, sk });
    const unpublished = item?.[UNPUBLISHED];
    if (item === undefined || typeof unpublished !== 'string') return;
    for (const line of linesIn(unpublished)) await addLine(line);
    const { [UNPUBLISHED]: _, ...rest } = item;
    await putPublished(table, overExactly(item), { ...rest, pk, sk }, unpublished);
  };
}

/** True for a key of a kind that people change. */
export function mayHoldLines({ is }: Pick<Table, 'is'>, key: ItemKey): boolean {
  return NOTED_KINDS.has(kindOf(is, key));
}

/**
 * Only over the item that was read: with its hash where its kind has one. What has none is never written over (rules), or
 * by nobody who adds no line of his own (settings).
 */
function overExactly(item: Attributes): Condition {
  const { h } = item;
  return present<Condition>({
    ConditionExpression: h === undefined ? 'attribute_exists(pk)' : 'h = :expected',
    ExpressionAttributeValues: h === undefined ? undefined : { ':expected': h },
  });
}
