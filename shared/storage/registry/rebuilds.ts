import type { BusinessDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import { type Kept, keptOf, over, putIf, readItem, readPartition, type Table } from '../table-client.ts';

/** What of a place, and of all places inside it, is to be folded anew from the reports that are kept. */
export interface Rebuild {
  /** The first day that is to be folded anew; none once it is done. */
  readonly from?: BusinessDay;
  /** The day at which a rebuild that ran out of time goes on: all that it inherits is kept. */
  readonly resumeAt?: BusinessDay;
  /** True while more reports are about to come: it begins with the request that says so no more. */
  readonly more?: true;
  /** The first day that was ever filled from files: before it there are no reports. None where no file came. */
  readonly first?: BusinessDay;
}

const REBUILD = 'rebuild';

/** The rebuilds that are asked for: one item a place, so that many requests are one. */
export function rebuildStore(table: Table) {
  async function readRebuild(place: string): Promise<Kept<Rebuild> | undefined> {
    const item = await readItem(table, { pk: REBUILD, sk: place });
    return keptOf(item, (kept) => {
      const { from, resumeAt, more, first } = kept as unknown as Rebuild;
      return present<Rebuild>({ from, resumeAt, more, first });
    });
  }

  /** Each writing has a hash of its own: who has read one sees that another request came. */
  function putRebuild(place: string, rebuild: Rebuild, expected: string | undefined): Promise<boolean> {
    const h = String(Number(expected ?? 0) + 1);
    return putIf(table, over(expected), { pk: REBUILD, sk: place, h, ...rebuild });
  }

  return {
    readRebuild,
    putRebuild,

    /**
     * Asks for a rebuild from a day on that is filled from files, or from an earlier one that is asked for already. With
     * `more` it is to wait for another request, unless one is under way.
     */
    async requestRebuild(place: string, from: BusinessDay, more = false): Promise<void> {
      for (;;) {
        const kept = await readRebuild(place);
        const { first = from, from: asked, more: hasMore } = kept?.value ?? {};
        const isDue = !more || (asked !== undefined && !hasMore);
        const next = present<Rebuild>({
          first: earlier(first, from),
          from: earlier(asked ?? from, from),
          more: isDue ? undefined : true,
        });
        if (await putRebuild(place, next, kept?.hash)) return;
      }
    },

    /** Asks for a rebuild of days that were folded before, with all that waits for it. */
    async requestAnew(place: string, from: BusinessDay): Promise<void> {
      for (;;) {
        const kept = await readRebuild(place);
        const { first, from: asked } = kept?.value ?? {};
        if (await putRebuild(place, present<Rebuild>({ first, from: earlier(asked ?? from, from) }), kept?.hash))
          return;
      }
    },

    /** The places of which a rebuild is asked for. */
    async listRebuilds(): Promise<readonly { readonly place: string; readonly from: BusinessDay }[]> {
      const items = await readPartition(table, REBUILD);
      return items.flatMap(({ sk, from }) =>
        from === undefined ? [] : [{ place: sk as string, from: from as BusinessDay }],
      );
    },
  };
}

function earlier(a: BusinessDay, b: BusinessDay): BusinessDay {
  return a < b ? a : b;
}
