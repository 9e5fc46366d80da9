import type { BusinessDay } from '#domain/business-day.ts';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import type { Family } from '#domain/matching/product-family.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { isSupplier, placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

export interface AwaitSuppliersPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** The instant after which nobody is waited for: one moment for all events that are answered together. */
  readonly waitUntil: number;
  readonly listStores: () => Promise<readonly Store[]>;
  /** The balances of a product, and of others beside it: those of its family are among them. */
  readonly balances: (product: string) => Promise<readonly PlaceBalance[]>;
  readonly readReport: (
    place: string,
    day: BusinessDay,
    store: StoreKey,
  ) => Promise<{ readonly day: StoreDay } | undefined>;
}

interface Awaited {
  readonly families: readonly Family[];
  readonly day: BusinessDay;
}

const LOOK_EVERY_MS = 2_000;
/** Also where the clock stands still nobody waits for ever. */
const MOST_LOOKS = 10;
const AT_ONCE = 16;

/**
 * Waits a moment for suppliers whose reports of a day are kept and not assessed yet: a message should not say that nobody
 * has any when somebody's report was acknowledged before.
 *
 * @returns how many are still pending.
 */
export async function awaitSuppliers(ports: AwaitSuppliersPorts, awaited: Awaited): Promise<number> {
  let pending = (await ports.listStores()).filter(({ channel }) => isSupplier(channel));
  for (let look = 0; ; look++) {
    pending = await stillPending(ports, pending, awaited);
    if (pending.length === 0 || look === MOST_LOOKS || ports.clock() >= ports.waitUntil) return pending.length;
    await ports.pause(LOOK_EVERY_MS);
  }
}

async function stillPending(
  ports: AwaitSuppliersPorts,
  suppliers: readonly Store[],
  { families, day }: Awaited,
): Promise<Store[]> {
  if (suppliers.length === 0) return [];
  // Before the balances: what is assessed between the two readings is then not pending.
  const reports = await aFewAtOnce(suppliers, AT_ONCE, (store) =>
    ports.readReport(placeOf(store, day), day, storeKey(store.retailer, store.id)),
  );
  const offering = suppliers.flatMap((store, index) => {
    const stocks = stocksIn(reports[index]?.day, families);
    return stocks.size > 0 ? [{ store, stocks }] : [];
  });
  // On most days nobody offers: then the balances of the whole city need not be read.
  if (offering.length === 0) return [];
  const known = await Promise.all(families.map(([{ id }]) => ports.balances(id)));
  const balances = Map.groupBy(
    known.flat().flatMap(({ stores }) => stores),
    ({ store }) => store,
  );
  return offering.flatMap(({ store, stocks }) => {
    const own = balances.get(storeKey(store.retailer, store.id)) ?? [];
    const isPending = [...stocks].some(([product, quantities]) => !isShown(own, product, day, quantities));
    return isPending ? [store] : [];
  });
}

/** The stocks that a report names of goods of some families, by product. */
function stocksIn(report: StoreDay | undefined, families: readonly Family[]): Map<string, number[]> {
  const stocks = new Map<string, number[]>();
  for (const { product, stockMilli } of report?.rows ?? []) {
    if (stockMilli === undefined || !families.flat().some(({ id }) => id === product)) continue;
    stocks.set(product, [...(stocks.get(product) ?? []), stockMilli]);
  }
  return stocks;
}

/** True when the balances of a store show what its report of a day names, or something later. */
function isShown(
  known: readonly StoreBalance[],
  product: string,
  day: BusinessDay,
  quantities: readonly number[],
): boolean {
  return known.some(
    (balance) =>
      balance.product === product &&
      (balance.date > day || (balance.date === day && quantities.includes(balance.stockMilli ?? -1))),
  );
}
