import type { RebuildRequest, RebuildResumption } from '#domain/assessment/rebuild-request.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import { type Kept, keptOf, over, putIf, readItem, readPartition, type Table } from '../table-client.ts';

const REBUILD = 'rebuild';
const RESUMPTION = '#resume';
/** Apart from the requests, since it wakes nobody. */
const REBUILT = 'rebuilt';

/** A request that is not done. */
type PendingRebuild = Pick<RebuildRequest, 'from' | 'more'> & { readonly place: string };

/**
 * The rebuilds that are asked for: `rebuild` -> `<place>` and `<place>#resume`, one each, so that many requests are one;
 * and the last that is done: `rebuilt` -> `<place>`. A request stays: who died over it is woken again and repeats it.
 */
export function rebuildStore(table: Table) {
  async function readRebuild(place: string): Promise<Kept<RebuildRequest> | undefined> {
    return keptOf(await readItem(table, { pk: REBUILD, sk: place }), requestIn);
  }

  /** The number of the last request that is done; 0 if none is. */
  async function readRebuilt(place: string): Promise<number> {
    return ((await readItem(table, { pk: REBUILT, sk: place }))?.['n'] as number | undefined) ?? 0;
  }

  function resumptionKey(place: string) {
    return { pk: REBUILD, sk: `${place}${RESUMPTION}` };
  }

  return {
    readRebuild,
    readRebuilt,

    /**
     * Asks for a rebuild from a day on, or from an earlier one that is asked for and not done. With `more` it is to wait
     * for another request, unless one is under way. Returns its number.
     */
    async requestRebuild(
      place: string,
      from: BusinessDay,
      { more = false, rewrites = false }: { readonly more?: boolean; readonly rewrites?: boolean } = {},
    ): Promise<number> {
      for (;;) {
        const kept = await readRebuild(place);
        const number = (kept?.value.number ?? 0) + 1;
        const pending = kept && (await readRebuilt(place)) < kept.value.number ? kept.value : undefined;
        const isDue = !more || (pending !== undefined && !pending.more);
        const request = present<RebuildRequest>({
          // Only files fill days; what was made before is made anew without a word of where it began.
          first: rewrites ? earlier(kept?.value.first ?? from, from) : kept?.value.first,
          from: earlier(pending?.from ?? from, from),
          more: isDue ? undefined : true,
          rewrites: rewrites || pending?.rewrites ? true : undefined,
          number,
        });
        const item = { pk: REBUILD, sk: place, h: String(number), ...request };
        if (await putIf(table, over(kept?.hash), item)) return number;
      }
    },

    async readResumption(place: string): Promise<RebuildResumption | undefined> {
      const item = await readItem(table, resumptionKey(place));
      return item && { at: item['at'] as BusinessDay, number: item['number'] as number };
    },

    /** Has a rebuild go on at a day, in an invocation of its own. A stream tells of no write that changes nothing: each does. */
    async resumeLater(place: string, { at, number }: RebuildResumption): Promise<void> {
      const times = ((await readItem(table, resumptionKey(place)))?.['times'] as number | undefined) ?? 0;
      await putIf(table, {}, { ...resumptionKey(place), at, number, times: times + 1 });
    },

    /** Notes that a request is done, unless a later one is. */
    async noteRebuilt(place: string, number: number): Promise<void> {
      const unlessLater = {
        ConditionExpression: 'attribute_not_exists(n) OR n < :n',
        ExpressionAttributeValues: { ':n': number },
      };
      await putIf(table, unlessLater, { pk: REBUILT, sk: place, n: number });
    },

    /** The requests that are not done. */
    async pendingRebuilds(): Promise<readonly PendingRebuild[]> {
      const asked = (await readPartition(table, REBUILD)).filter(({ sk }) => !(sk as string).endsWith(RESUMPTION));
      const pending = await Promise.all(
        asked.map(async (item) => {
          const place = item['sk'] as string;
          const { from, number, more } = requestIn(item);
          return (await readRebuilt(place)) < number ? [present<PendingRebuild>({ place, from, more })] : [];
        }),
      );
      return pending.flat();
    },
  };
}

/** The place of a written key, and whether it is a resumption. */
export function rebuildOf(sk: string): { readonly place: string; readonly isResumption: boolean } {
  const isResumption = sk.endsWith(RESUMPTION);
  return { place: isResumption ? sk.slice(0, -RESUMPTION.length) : sk, isResumption };
}

function requestIn(item: Readonly<Record<string, unknown>>): RebuildRequest {
  const { from, more, rewrites, first, number } = item as unknown as RebuildRequest;
  return present<RebuildRequest>({ from, more, rewrites, first, number });
}

function earlier(a: BusinessDay, b: BusinessDay): BusinessDay {
  return a < b ? a : b;
}
