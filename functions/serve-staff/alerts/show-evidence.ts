import type { AnswerOf } from '#contract/operations.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { middleRow, type PriceRow, type SupplyRow } from '#domain/evidence/rows.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import { retailerOf, type Store, type StoreKey, storeIdOf, storeKey } from '#domain/store.ts';
import { evidenceSteps } from '#domain/wording/evidence.ts';
import type { Cursors } from '../http/cursor.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import type { StaffMember } from '../http/own-places.ts';
import { type FindAlertPorts, findAlert } from './find-alert.ts';
import { type ReadEvidencePorts, readEvidence } from './read-evidence.ts';

export interface ShowEvidencePorts extends ReadEvidencePorts, FindAlertPorts {
  readonly listStores: () => Promise<readonly Store[]>;
  readonly cursors: Cursors;
}

interface EvidenceQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly query: { readonly limit: number; readonly cursor?: string };
}

/** `GET /v1/alerts/{id}/evidence`: the rows behind an alert's numbers, and how to get from them to the numbers by hand. */
export function showEvidence(ports: ShowEvidencePorts) {
  return async ({ staff, params, query }: EvidenceQuestion) => {
    const alert = await findAlert(ports, staff, params.id);
    const { evidence } = alert.episode;
    const list = `evidence-${alert.id}`;
    const start = Number((await ports.cursors.open(list, query.cursor))?.after ?? 0);
    const [behind, stores] = await Promise.all([readEvidence(ports, alert), ports.listStores()]);
    const { date, prices, supplies, recomputed, isSame, agreement } = behind;
    const names = namesOfProduct(ports.catalogue, alert.product);
    const describe = describeRows(ports.catalogue, stores, date);
    const rows = evidence.rung === 'cover' ? supplies.map(describe.supply) : prices.map(describe.price);
    const middle = middleRow(prices, alert.direction);
    const end = start + query.limit;
    return {
      status: 200 as const,
      body: present<AnswerOf<'GET /v1/alerts/{id}/evidence'>>({
        alert: alert.id,
        place: alert.place,
        placeName: nameOfPlace(ports.catalogue, alert.place),
        product: alert.product,
        ...names,
        date,
        direction: alert.direction,
        level: alert.level,
        rung: evidence.rung,
        lagDays: evidence.lagDays,
        habit: evidence.habit,
        threshold: evidence.thresholdPct,
        ownThreshold: evidence.ownThresholdPct,
        needed: recomputed ? agreement.needed : undefined,
        result: recomputed || undefined,
        middle: middle && describe.price(middle),
        isSame,
        steps: evidenceSteps({ ...behind, alert, product: { unit: names.unitName } }),
        total: rows.length,
        items: rows.slice(start, end),
        cursor: end < rows.length ? await ports.cursors.seal(list, { after: String(end) }) : undefined,
      }),
    };
  };
}

type EvidenceRow = AnswerOf<'GET /v1/alerts/{id}/evidence'>['items'][number];

function describeRows(catalogue: Catalogue, stores: readonly Store[], date: BusinessDay) {
  const nameOf = new Map(stores.map(({ retailer, id, name }) => [storeKey(retailer, id), name]));
  const describeStore = (key: StoreKey) => {
    const retailer = retailerOf(key);
    return { retailer, store: storeIdOf(key), storeName: nameOf.get(key) ?? key };
  };
  return {
    price: ({ store, place, price, daysAgo, comparedWith, changePct, isBeyond, heldBack, rank }: PriceRow) =>
      present<EvidenceRow>({
        ...describeStore(store),
        place,
        placeName: nameOfPlace(catalogue, place),
        standing: rowStatus(heldBack, changePct),
        price,
        saidOn: daysAgo === 0 ? undefined : addDays(date, -daysAgo),
        comparedWith,
        changePct,
        isBeyond,
        rank,
        doubt: heldBack,
      }),
    supply: ({ store, part, stockMilli, supply }: SupplyRow) =>
      present<EvidenceRow>({
        ...(store === undefined ? {} : describeStore(store)),
        place: part,
        placeName: nameOfPlace(catalogue, part),
        standing: 'compared' as const,
        stock: fromMilli(stockMilli),
        usualStock: supply.usualStockMilli > 0 ? fromMilli(supply.usualStockMilli) : undefined,
        demandPerDay: fromMilli(supply.demandPerDayMilli),
        coverDays: supply.demandPerDayMilli > 0 ? supply.coveredStockMilli / supply.demandPerDayMilli : undefined,
        isBeyond: supply.shortStores > 0,
        stores: supply.stores,
        shortStores: supply.shortStores,
      }),
  };
}

function rowStatus(heldBack: PriceRow['heldBack'], changePct: number | undefined) {
  if (heldBack !== undefined) return 'held-back' as const;
  return changePct === undefined ? ('not-comparable' as const) : ('compared' as const);
}
