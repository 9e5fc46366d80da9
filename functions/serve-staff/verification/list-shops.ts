import type { AnswerOf } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { KeptFinding } from '#domain/event/finding.ts';
import {
  type BeyondRow,
  foundIn,
  inReadingOrder,
  isVerified,
  type ShopToVerify,
} from '#domain/event/shops-to-verify.ts';
import { FIGURES } from '#domain/figures.ts';
import { present } from '#domain/present.ts';
import { type Retailer, retailerOf, type Store, storeKey } from '#domain/store.ts';
import { inEachLanguage } from '#domain/wording/languages.ts';
import type { ReadEvidencePorts } from '../alerts/read-evidence.ts';
import type { FindEventPorts } from '../events/find-event.ts';
import type { Cursors } from '../http/cursor.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { requirePlace, type StaffMember } from '../http/own-places.ts';
import { describeFound } from './describe-finding.ts';
import { findEventAround } from './find-event-around.ts';
import { findingsOfEvent, type ReadFindingsPorts } from './read-findings.ts';
import { readShops } from './read-shops.ts';
import { progressOfWards } from './ward-progress.ts';

export interface ListShopsPorts extends FindEventPorts, ReadEvidencePorts, ReadFindingsPorts {
  readonly catalogue: Catalogue;
  readonly clock: () => number;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  readonly cursors: Cursors;
}

interface ShopsQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly query: { readonly place?: string; readonly limit: number; readonly cursor?: string };
}

type ShopsAnswer = AnswerOf<'GET /v1/events/{id}/shops'>;
type ShopAnswer = ShopsAnswer['items'][number];

/**
 * `GET /v1/events/{id}/shops`: whom to visit or call, farthest from its own usual price first. Pages are cut as the list was
 * when the first one was read, so that nobody is left out or shown twice while others verify.
 */
export function listShops(ports: ListShopsPorts) {
  return async ({ staff, params, query }: ShopsQuestion) => {
    const { catalogue } = ports;
    const event = await findEventAround(ports, staff, params.id);
    const list = `shops-${event.known.id}-${query.place ?? ''}`;
    const begun = pageOf((await ports.cursors.open(list, query.cursor))?.after, query.limit, ports.clock());
    const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
    const [all, findings, stores, retailers] = await Promise.all([
      readShops(ports, staff, event.members),
      findingsOfEvent(ports, event),
      ports.listStores(),
      ports.listRetailers(),
    ]);
    const shops = all.filter(({ place }) => area === undefined || isWithin(catalogue, place, area));
    const known = findings.filter(({ receivedAt }) => receivedAt < begun.at);
    const toVerify = shops.filter((shop) => !isVerified(shop, known));
    const { shops: ordered, firstPage } = inReadingOrder(toVerify, begun.limit);
    const end = begun.from === 0 ? firstPage : begun.from + query.limit;
    const describe = describeShops(catalogue, event.members, findings, stores, retailers);
    const isStill = (shop: ShopToVerify) => !isVerified(shop, findings);
    const done = shops.filter((shop) => !isStill(shop));
    return {
      status: 200 as const,
      body: present<ShopsAnswer>({
        event: event.known.id,
        total: shops.length - done.length,
        items: ordered.slice(begun.from, end).filter(isStill).map(describe),
        verified: begun.from === 0 ? done.map(describe) : [],
        wards: begun.from === 0 ? progressOfWards(catalogue, shops, findings) : [],
        cursor:
          end < ordered.length
            ? await ports.cursors.seal(list, { after: [begun.at, begun.limit, end].join(' ') })
            : undefined,
      }),
    };
  };
}

/** Where a page begins, and when and with how many items the first one was read. */
function pageOf(after: string | undefined, limit: number, now: number) {
  const [at = now, first = limit, from = 0] = after === undefined ? [] : after.split(' ').map(Number);
  return { at, limit: first, from };
}

function describeShops(
  catalogue: Catalogue,
  members: readonly Alert[],
  findings: readonly KeptFinding[],
  stores: readonly Store[],
  retailers: readonly Retailer[],
): (shop: ShopToVerify) => ShopAnswer {
  const storeOf = new Map<string, Store>(stores.map((store) => [storeKey(store.retailer, store.id), store]));
  const retailerById = new Map(retailers.map((retailer) => [retailer.id, retailer]));
  const thresholds = new Map(members.map(({ id, episode }) => [id, episode.evidence.thresholdPct]));
  return (shop) => {
    const store = storeOf.get(shop.store);
    const retailer = retailerById.get(retailerOf(shop.store));
    const found = foundIn(shop, findings);
    const contact = store?.contact ?? retailer?.contact;
    return present<ShopAnswer>({
      store: shop.store,
      storeName: store?.name ?? shop.store,
      retailer: retailerOf(shop.store),
      retailerName: retailer?.name ?? retailerOf(shop.store),
      place: shop.place,
      placeName: nameOfPlace(catalogue, shop.place),
      address: store?.address,
      contact,
      contactOf: contact && (store?.contact ? 'store' : 'retailer'),
      lat: store?.lat,
      lon: store?.lon,
      goods: shop.goods.map((row, index) => describeGood(catalogue, row, thresholds.get(row.alert) ?? 0, found[index])),
    });
  };
}

function describeGood(
  catalogue: Catalogue,
  { product, alert, rung, figuresOn, daysAgo, price, comparedWith, changePct }: BeyondRow,
  thresholdPct: number,
  found: KeptFinding | undefined,
) {
  const { productName, unitName } = namesOfProduct(catalogue, product);
  return present<ShopAnswer['goods'][number]>({
    product,
    productName,
    unitName,
    alert,
    rung,
    figuresOn,
    saidOn: daysAgo === 0 ? undefined : addDays(figuresOn, -daysAgo),
    price,
    usual: comparedWith,
    changePct,
    percent: inEachLanguage(FIGURES, (figures) => figures.headline(changePct, [thresholdPct])),
    found: found && describeFound(found),
  });
}
