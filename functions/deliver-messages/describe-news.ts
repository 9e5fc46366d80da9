import { type Alert, isLive, placeOfAlert } from '#domain/alert/alert.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { lastAct, ownerOf } from '#domain/event/event-act.ts';
import { type EventFace, faceOf } from '#domain/event/event-face.ts';
import { type Call, type Plan, planOf, type UnitOfPlan } from '#domain/matching/plan.ts';
import { type NewsInShort, type Reader, type Told, toldEnd } from '#domain/notification/conversation.ts';
import { isOfCrisis } from '#domain/notification/crisis-news.ts';
import {
  type Amount,
  type EventEnding,
  type EventNews,
  isOver,
  type ShopToVerify,
  type SupplyInSums,
} from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { type Retailer, retailerOf, type Store, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { type PlanOfEventPorts, readPlanRequest } from '#supply-search/plan-of-event.ts';
import { seenByReader, type ToldEvent } from '#telling/event-for-reader.ts';

export interface DescribeNewsPorts extends PlanOfEventPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  /** The name of a person by the id that is kept; none where nobody knows it. */
  readonly nameOf: (person: string) => Promise<string | undefined>;
}

/** Alerts that are read to say what an end was the end of. */
const MOST_FORGOTTEN = 40;
const AT_ONCE = 8;

/** The shops that a message names; the others are behind its link. */
const MOST_SHOPS = 3;

/** The facts that a message is written from: the event as it is at the reader's places. */
export function describeNews(ports: DescribeNewsPorts, catalogue: Catalogue) {
  return async (
    event: ToldEvent,
    reader: Reader,
    news: NewsInShort,
    told: readonly Told[] = [],
  ): Promise<EventNews> => {
    const { known, strand } = event;
    const { kind, level } = news;
    const last = told.at(-1);
    const over = isOver(kind);
    // An end speaks of what its reader was told of, also where other places are his by now.
    const places = over ? areasTold(told, reader) : reader.places;
    const { members: own, acts } = seenByReader(event, { places }, catalogue, businessDayOf(ports.clock()));
    const forgotten = own.length === 0 ? await forgottenMembers(ports, catalogue, known, places) : [];
    // Of an event that is over at these places the members that ended say what it was.
    const shown = [own.filter(isLive), own, forgotten, event.members].find((some) => some.length > 0) ?? [];
    const face = faceOf(catalogue, shown);
    const owner = over ? undefined : ownerOf(acts, known.level);
    return present<EventNews>({
      kind,
      event: known.id,
      strand,
      face: over ? { ...face, level } : face,
      version: known.version,
      openedAt: known.log[0]?.at,
      // Of an end also what was told before the last message: whoever heard of a crisis hears that it is over.
      toldLevel: over && isOfCrisis(news, told) ? 'crisis' : last?.level,
      owner: owner && { name: (await ports.nameOf(owner.person)) ?? owner.person, since: owner.since },
      supply: over ? undefined : await supplyOf(ports, catalogue, event, reader),
      verify: over ? undefined : await shopsToVerify(ports, catalogue, reader, face),
      silencedUntil: kind === 'goes-on' ? lastAct(acts)?.until : undefined,
      ending: over ? await endingOf(ports, acts, kind, shown) : undefined,
    });
  };
}

/** The areas of which a reader was told since the end before; his own where nobody noted them. */
function areasTold(told: readonly Told[], { places }: Reader): readonly string[] {
  const heard = told.slice(told.findLastIndex(toldEnd) + 1);
  return heard.length > 0 ? [...new Set(heard.flatMap(({ areas = places }) => areas))] : places;
}

/** Members of an event at some places that its board has forgotten by now: their alerts are kept. */
async function forgottenMembers(
  { readAlert }: DescribeNewsPorts,
  catalogue: Catalogue,
  { members }: ToldEvent['known'],
  places: readonly string[],
): Promise<Alert[]> {
  const isThere = (id: string) => {
    const place = placeOfAlert(id);
    return place !== undefined && places.some((area) => isWithin(catalogue, place, area));
  };
  const kept = await aFewAtOnce(members.filter(isThere).slice(-MOST_FORGOTTEN), AT_ONCE, readAlert);
  return kept.flatMap((alert) => alert?.value ?? []);
}

async function endingOf(
  ports: DescribeNewsPorts,
  acts: ToldEvent['acts'],
  kind: EventNews['kind'],
  members: readonly Alert[],
): Promise<EventEnding | undefined> {
  if (kind !== 'closed') {
    const ends = members.flatMap(({ episode }) => (episode.resolvedOn ? [episode] : []));
    const latest = ends.toSorted((a, b) => ((a.resolvedOn ?? '') < (b.resolvedOn ?? '') ? -1 : 1)).at(-1);
    return latest && present<EventEnding>({ on: latest.resolvedOn, resolution: latest.resolution });
  }
  const act = lastAct(acts);
  return (
    act &&
    present<EventEnding>({
      on: businessDayOf(act.at),
      by: await ports.nameOf(act.by),
      note: act.note,
      isFalseAlarm: act.kind === 'false-alarm' ? true : undefined,
      reason: act.reason,
    })
  );
}

async function supplyOf(
  ports: DescribeNewsPorts,
  catalogue: Catalogue,
  { known }: ToldEvent,
  { places }: Reader,
): Promise<SupplyInSums | undefined> {
  const isSeen = (place: string) => places.some((area) => isWithin(catalogue, place, area));
  const question = { day: businessDayOf(ports.clock()), isOver: false, isSeen };
  const { request, searchedAt } = await readPlanRequest(ports, catalogue, known, question);
  return searchedAt === undefined ? undefined : inSums(planOf(request), catalogue);
}

function inSums({ units, calls }: Plan, catalogue: Catalogue): SupplyInSums | undefined {
  const sums = (milliOf: (unit: UnitOfPlan) => number): Amount[] =>
    units.flatMap((one) => (milliOf(one) > 0 ? [{ unit: unitNamed(one.unit, catalogue), milli: milliOf(one) }] : []));
  const missing = sums(({ missingMilli }) => missingMilli);
  const asked = calls.filter(({ withinChain, asked: loads }) => !withinChain && loads.length > 0);
  if (missing.length === 0 && asked.length === 0) return undefined;
  return {
    missing,
    covered: sums(({ allocatedMilli }) => allocatedMilli),
    calls: asked.map((call) => describeCall(call, catalogue)),
  };
}

function describeCall({ retailerName, contact, asked }: Call, catalogue: Catalogue): SupplyInSums['calls'][number] {
  const byUnit = Map.groupBy(asked, ({ product }) => catalogue.products.get(product)?.unit.vi ?? '');
  return present<SupplyInSums['calls'][number]>({
    name: retailerName,
    contact: contact.name,
    phone: contact.phone,
    amounts: [...byUnit].map(([unit, loads]) => ({
      unit: unitNamed(unit, catalogue),
      milli: loads.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0),
    })),
  });
}

function unitNamed(vi: string, { products }: Catalogue): Amount['unit'] {
  return [...products.values()].find(({ unit }) => unit.vi === vi)?.unit ?? { vi, en: vi };
}

/** The shops farthest from their own usual price, as the evidence of the goods keeps them. */
async function shopsToVerify(
  ports: DescribeNewsPorts,
  catalogue: Catalogue,
  { places }: Reader,
  { goods, direction }: EventFace,
): Promise<EventNews['verify']> {
  const beyond = goods.flatMap(({ product, evidence }) =>
    (evidence.furthest ?? []).map((shop) => ({ product, rung: evidence.rung, ...shop })),
  );
  const count = Math.max(0, ...goods.map(({ evidence }) => evidence.agreeing));
  if (beyond.length === 0) return undefined;
  const [stores, retailers] = await Promise.all([ports.listStores(), ports.listRetailers()]);
  const storeOf = new Map<string, Store>(stores.map((store) => [storeKey(store.retailer, store.id), store]));
  const contactOf = new Map(retailers.map((retailer) => [retailer.id, retailer.contact]));
  const sign = direction === 'up' ? 1 : -1;
  const firstOfShop = new Map(
    beyond
      .toSorted((a, b) => sign * (a.changePct - b.changePct))
      .map((shop): [string, typeof shop] => [shop.store, shop]),
  );
  const shops = [...firstOfShop.values()]
    .toSorted((a, b) => sign * (b.changePct - a.changePct))
    .flatMap(({ store: key, product, price, comparedWith }): ShopToVerify[] => {
      const store = storeOf.get(key);
      const place = store?.places.at(-1)?.place;
      if (!store || place === undefined || !places.some((area) => isWithin(catalogue, place, area))) return [];
      const contact = store.contact ?? contactOf.get(retailerOf(key));
      return [
        present<ShopToVerify>({
          name: store.name,
          contact: contact?.name,
          phone: contact?.phone,
          address: store.address,
          place,
          product,
          price,
          usual: comparedWith,
        }),
      ];
    });
  return shops.length > 0 ? { count: Math.max(count, shops.length), shops: shops.slice(0, MOST_SHOPS) } : undefined;
}
