/**
 * How large the largest items become: a zone of 400 shops in a city that follows 1,000 goods, after ten years; a place of
 * very many shops; a shop of 20,000 articles, all of one good and then each a good of its own.
 *
 * The items are made by the code that makes them for the tables, of days that the fold itself has assessed.
 */
import { hanoi } from '#catalog/hanoi.ts';
import { assess } from '#domain/assessment/assess.ts';
import { partsOf } from '#domain/assessment/leaf-facts.ts';
import { EMPTY_MEMORY, type PlaceDayResult, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, eachDay, toDayNumber } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { noteMovement } from '#domain/detection/calendar-habit.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { rememberMovement } from '#domain/detection/usual-movement.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import { monthOf } from '#domain/indicators/monthly-series.ts';
import { type PricePast, turnMonth } from '#domain/indicators/screening.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { storeKey } from '#domain/store.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { assessmentOutputs, type KeepableOutput } from '#storage/assessment-outputs.ts';
import { pack } from '#storage/packed.ts';
import { packStoreDay } from '#storage/reports.ts';
import { following, ofZones } from '#support/wide-catalogue.ts';
import { largeStoreDay } from './large-store-day.ts';
import { printRow } from './measure.ts';
import { byProduct, type Shelves, shelvesOf } from './shelves.ts';

const TODAY = '2026-11-01';
const GOODS = 1_000;
const WARDS = 16;
const SHOPS_OF_A_WARD = 25;
const MANY_SHOPS = 3_000;
const MANY_ROWS = 20_000;
/** What is remembered of a shop, and of a place. */
const SHOP_DAYS = 112;
const PLACE_DAYS = 400;
const PLACE_MONTHS = 120;
const THIRDS = 216;
const GOAL = 'each under 300 KB';

const draw = seededNumbers(20_261_130);
const nothing = () => Promise.reject(new Error('Only sizes are measured'));

interface Shop {
  readonly memory: StoreMemory;
  readonly report: StoreDay;
}

function shopOf(catalogue: Catalogue, place: string, name: string, days: number, rows = GOODS): Shop {
  const shelves = shelvesOf(catalogue, rows, draw);
  const store = storeKey(`chuoi-${name.length % 8}`, `diem-${name}-${place}`);
  const memory = eachDay(addDays(TODAY, -days), addDays(TODAY, -1)).reduce(
    (known, day) => {
      const day0 = dayOf(shelves);
      return remember(known, day, day0) ?? known;
    },
    emptyMemory(store, 'market'),
  );
  const rowsOfToday = byProduct(shelves.nextDay()).map(({ product, price, priceType, stock, sold }) => ({
    product,
    price,
    priceType,
    stock: 1_000 * stock,
    sold: 1_000 * sold,
  }));
  const at = Date.parse(`${TODAY}T06:30:00+07:00`);
  const report: StoreDay = {
    store,
    channel: 'market',
    place,
    date: TODAY,
    reportedAt: at,
    source: 'live',
    rows: rowsOfToday,
  };
  return { memory, report };
}

function dayOf(shelves: Shelves) {
  const rows = byProduct(shelves.nextDay());
  return {
    prices: new Map(rows.map(({ product, priceType, price }) => [seriesKey(product, priceType), price])),
    stock: rows.map(({ product, price, stock, sold }) => ({
      product,
      price,
      stock: 1_000 * stock,
      sold: 1_000 * sold,
    })),
  };
}

/** What a place remembers after ten years in which every good was reported on every day. */
function tenYears(catalogue: Catalogue): PlaceMemory {
  const month = monthOf(TODAY);
  const ids = [...catalogue.products.keys()];
  const price = () => Number((10_000 + 90_000 * draw()).toPrecision(6));
  const past: PricePast = Object.fromEntries(
    ids.map((id) => [
      id,
      {
        first: month - PLACE_MONTHS,
        months: Array.from({ length: PLACE_MONTHS }, price),
        thirds: Array.from({ length: THIRDS }, price),
      },
    ]),
  );
  const sums = Object.fromEntries(ids.map((id) => [id, [price(), 10, price(), 10, price(), 10]]));
  const days = Array.from({ length: PLACE_DAYS }, (_, index) => toDayNumber(TODAY) - PLACE_DAYS + index);
  const movement = () => Math.round(1_000 * (0.97 + 0.06 * draw()));
  const movements = Object.fromEntries(
    ids.map((id) => [
      id,
      days.reduce<ReturnType<typeof noteMovement> | undefined>(
        (known, day) => noteMovement(known, day, movement()),
        undefined,
      ) ?? ([0, 0] as const),
    ]),
  );
  const usual = Object.fromEntries(
    ids.map((id) => [id, days.reduce<readonly number[]>((known) => rememberMovement(known, movement()), [])]),
  );
  const months = turnMonth({ running: { month: month - 1, sums }, past, screening: {} }, TODAY, catalogue.lunarYears);
  return { ...EMPTY_MEMORY, months, movements, usual };
}

/** The largest items of each kind among outputs, by the first word of their sort keys. */
function largest(outputs: readonly KeepableOutput[]): string {
  const most = new Map<string, number>();
  for (const { kept } of outputs) {
    const [kind, bytes] =
      kept.in === 'market'
        ? [kindIn(kept.item.sk), sizeOf(kept.item.attributes)]
        : kept.in === 'registry'
          ? ['balance', kept.balance.data?.length ?? 0]
          : ['now', pack(kept.episodes).bytes.length];
    most.set(kind, Math.max(most.get(kind) ?? 0, bytes));
  }
  return [...most].map(([kind, bytes]) => `${kind} ${kb(bytes)}`).join(', ');
}

/** The kind of an item as a reader wants to see it: groups of goods are one. */
function kindIn(sk: string): string {
  return sk
    .replace(/#[^#]*\/[^#]*/, '#<store>')
    .replace(/#z.*$/, '#<place>')
    .replace(/#[-\d]+$/, '#<group>');
}

function sizeOf(attributes: Readonly<Record<string, unknown>>): number {
  return Object.values(attributes).reduce<number>(
    (sum, value) => sum + (value instanceof Uint8Array ? value.length : 0),
    0,
  );
}

function kb(bytes: number): string {
  return (bytes / 1024).toFixed(bytes < 20 * 1024 ? 1 : 0);
}

function fold(
  catalogue: Catalogue,
  place: string,
  memory: PlaceMemory,
  shops: readonly Shop[],
  parts: PlaceDayResult['assessment'][] = [],
) {
  const rules = rulesAsOf({ thresholds: [], ceilings: [] }, catalogue, TODAY);
  return assess({
    place,
    date: TODAY,
    memory,
    stores: shops.map((shop) => shop.memory),
    reports: shops.map(({ report }) => report),
    parts,
    rules,
  });
}

function staged(catalogue: Catalogue, result: PlaceDayResult, shops: readonly Shop[]) {
  const outputs = assessmentOutputs(
    {
      market: { keptHashes: nothing, put: nothing },
      desk: { episodesAsKept: nothing, putEpisodes: nothing },
      registry: { keptBalances: nothing, putBalance: nothing },
    },
    catalogue,
  );
  const heads = shops.map(({ report }) => ({
    store: report.store,
    rows: report.rows.length,
    revision: 1,
    reportedAt: report.reportedAt,
    receivedAt: report.reportedAt + Math.round(1_000_000 * draw()),
    source: report.source,
  }));
  return outputs.stage(result, { heads });
}

// A zone of 400 shops, 1,000 goods, ten years.
const wide = following(ofZones(hanoi, { zones: 1, wardsOfAZone: WARDS }), GOODS);
const memory = tenYears(wide);
const ward = 'z-0-w-0';
const shops = Array.from({ length: SHOPS_OF_A_WARD }, (_, index) => shopOf(wide, ward, `${index}`, SHOP_DAYS));
const ofWard = fold(wide, ward, memory, shops);
printRow(
  `a ward of ${SHOPS_OF_A_WARD} shops and ${GOODS} goods: largest items, KB`,
  largest(staged(wide, ofWard, shops)),
  GOAL,
);
const leaves = Array.from({ length: WARDS }, (_, index) => {
  const leaf = `z-0-w-${index}`;
  const renamed = new Map(
    ofWard.own.stores.map((from) => [
      from,
      { ...from, place: leaf, store: storeKey(from.retailer, `${index}-${from.store}`) },
    ]),
  );
  const ofLeaf = <Q extends { readonly from: (typeof ofWard.own.stores)[number] }>(quote: Q): Q => ({
    ...quote,
    from: renamed.get(quote.from) ?? quote.from,
  });
  return {
    leaf,
    child: leaf,
    facts: {
      ...ofWard.own,
      stores: [...renamed.values()],
      quotes: ofWard.own.quotes.map((series) => series.map(ofLeaf)),
      absent: ofWard.own.absent.map(ofLeaf),
    },
  };
});
const ofZone = fold(wide, 'z-0', memory, [], partsOf(TODAY, leaves));
printRow(`its zone of ${WARDS * SHOPS_OF_A_WARD} shops: largest items, KB`, largest(staged(wide, ofZone, [])), GOAL);

// All goods of the zone rise at once.
const dearer = leaves.map(({ leaf, child, facts }) => ({
  leaf,
  child,
  facts: {
    ...facts,
    quotes: facts.quotes.map((series) => series.map((quote) => ({ ...quote, price: Math.round(1.3 * quote.price) }))),
  },
}));
const inCrisis = fold(wide, 'z-0', memory, [], partsOf(TODAY, dearer));
printRow(`the same on a day on which all ${GOODS} goods rise by 30 %`, largest(staged(wide, inCrisis, [])), GOAL);

// A place of very many shops.
const few = following(wide, 53);
const many = Array.from({ length: MANY_SHOPS }, (_, index) => shopOf(few, ward, `${index}`, 8, 200));
printRow(
  `a ward of ${MANY_SHOPS} shops and 53 goods: largest items, KB`,
  largest(staged(few, fold(few, ward, EMPTY_MEMORY, many), many)),
  GOAL,
);

// A shop of very many articles, and of very many goods.
const judged = judgeRows(largeStoreDay(MANY_ROWS), { products: hanoi.products, channel: 'supermarket', patch: false });
const packed = packStoreDay({ ...(shops[0] as Shop).report, rows: judged.rows });
printRow(`a report of ${MANY_ROWS} rows of the ${hanoi.products.size} goods, KB`, kb(packed.packed.bytes.length), GOAL);
const vast = following(wide, MANY_ROWS);
const large = shopOf(vast, ward, 'vast', SHOP_DAYS, MANY_ROWS);
printRow(
  `a shop of ${MANY_ROWS} goods, each followed: its report and the largest items, KB`,
  `report ${kb(packStoreDay(large.report).packed.bytes.length)}, ${largest(staged(vast, fold(vast, ward, EMPTY_MEMORY, [large]), [large]))}`,
  GOAL,
);
