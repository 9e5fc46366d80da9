import type { BusinessDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import type { RefusedByCode } from '#domain/report/refused-by-code.ts';
import type { ReportSource } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { pack, unpack } from '../packed.ts';
import { isKept, partitionOf } from '../place-day-key.ts';
import { headOf, REPORT, type ReportHead } from '../reports.ts';
import type { StagedItem } from '../staged-item.ts';
import { type Attributes, readItem, readPartition, type Table } from '../table-client.ts';

/** What sort keys of lists of reporting stores begin with. They lie with the place around, which one query reads. */
const WHO = 'who#';

/**
 * What was refused is absent where no row was, and before version 0.3; null before rows that were sent along untouched, which
 * are absent where there are none.
 */
type Line = readonly [StoreKey, number, number, number, number, ReportSource, (RefusedByCode | null)?, number?];

/** The reports of a place-day without their rows, beside its assessment: coverage reads no report. */
export function stageReportingStores(
  { place, date }: { readonly place: string; readonly date: BusinessDay },
  parent: string,
  heads: readonly ReportHead[],
): StagedItem {
  const lines = heads.map(({ store, rows, revision, reportedAt, receivedAt, source, refused, carried }): Line => {
    const line = [store, rows, revision, reportedAt, receivedAt, source] as const;
    if (carried !== undefined) return [...line, refused ?? null, carried];
    return refused ? [...line, refused] : line;
  });
  const { bytes, hash } = pack(lines);
  return { pk: partitionOf(parent, date), sk: `${WHO}${place}`, hash, empty: false, attributes: { data: bytes } };
}

/** From so many places inside the same on, one query of all of them costs less than a read of each. */
const MANY = 4;

/** Who has reported, as of the latest assessment of each place. */
export function reportingStores(table: Table, clock: () => number) {
  /** Where no list is kept, as before version 0.2 and before a day's first assessment, the reports themselves tell. */
  async function fromReports(place: string, date: BusinessDay): Promise<ReportHead[]> {
    const only = ['rows', 'revision', 'reportedAt', 'receivedAt', 'source', 'expiresAt', 'refused', 'carried'];
    const items = await readPartition(table, partitionOf(place, date), REPORT, { consistent: false, only });
    return items.filter((item) => isKept(item, clock())).map(headOf);
  }

  return {
    /** The reports of places that lie directly inside another, without their rows. */
    async reportHeads(parent: string, places: readonly string[], date: BusinessDay): Promise<ReportHead[]> {
      const pk = partitionOf(parent, date);
      const options = { consistent: false };
      const items =
        places.length < MANY
          ? await Promise.all(places.map((place) => readItem(table, { pk, sk: `${WHO}${place}` }, options)))
          : await readPartition(table, pk, WHO, options);
      const known = new Map(items.filter((item) => item !== undefined).map((item) => [item['sk'], item]));
      const heads = places.map((place) => {
        const item = known.get(`${WHO}${place}`);
        return item ? headsOf(item) : fromReports(place, date);
      });
      return (await Promise.all(heads)).flat();
    },
  };
}

function headsOf(item: Attributes): ReportHead[] {
  return (unpack(item['data'] as Uint8Array) as Line[]).map(
    ([store, rows, revision, reportedAt, receivedAt, source, refused, carried]) =>
      present<ReportHead>({
        store,
        rows,
        revision,
        reportedAt,
        receivedAt,
        source,
        refused: refused ?? undefined,
        carried,
      }),
  );
}
