import type { AnswerOf } from '#contract/operations.ts';
import type { DayInBrief } from '#domain/assessment/market-state.ts';
import {
  addDays,
  type BusinessDay,
  businessDayOf,
  cutOffOf,
  startOfBusinessDay,
  type TimeOfDay,
} from '#domain/business-day.ts';
import { type Catalogue, isTetClosing, isWithin, parentOf } from '#domain/catalogue.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import type { EventBoard } from '#domain/event/event-board.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { isSupplier, placeOf, type Retailer, type Store, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { onceEach } from '#runtime/once-each.ts';
import { heldBackIn } from '../doubts/list-doubts.ts';
import { byUrgency, type DescribeEventPorts, describeEvent, type EventAnswer } from '../events/describe-event.ts';
import { seenBy } from '../events/find-event.ts';
import { eventsOn } from '../events/list-events.ts';
import { nameOfPlace } from '../http/names.ts';
import { placesAsked, requirePlace, type StaffMember } from '../http/own-places.ts';
import { type ReportedStoresPorts, type ReportHead, reportedStores } from '../market/reported-stores.ts';
import { type SilencePorts, silenceOf, wayTo } from '../market/silence-of-stores.ts';
import { takingPart } from '../market/taking-part.ts';
import { type CalmDayPorts, calmDay } from './calm-day.ts';
import { type WaitingCallsPorts, waitingCalls } from './waiting-calls.ts';

/** Nothing of it needs to be of this very moment: reads that may lag cost half. */
export interface ShowTodayPorts
  extends DescribeEventPorts,
    ReportedStoresPorts,
    SilencePorts,
    CalmDayPorts,
    WaitingCallsPorts {
  readonly catalogue: Catalogue;
  readonly clock: () => number;
  readonly cutOff: TimeOfDay;
  readonly liveBoards: () => Promise<readonly EventBoard[]>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  readonly readRetailer: (id: string) => Promise<{ readonly value: Retailer } | undefined>;
  readonly daysInBrief: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<ReadonlyMap<string, DayInBrief>>;
}

interface TodayQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly place?: string };
}

type Today = AnswerOf<'GET /v1/today'>;
type SilentShop = Today['silent']['items'][number];

/** What a first screen shows; the pages of each have the rest. */
const MOST_EVENTS = 20;
const MOST_CALLS = 20;
const MOST_SILENT = 5;
/** Silent shops that are asked since when: the longest of these are shown. */
const MOST_ASKED = 10;
const AT_ONCE = 16;
const OPEN_STATES: readonly EventAnswer['state'][] = ['open', 'recovering', 'acknowledged', 'silenced'];

/** `GET /v1/today`: what an officer looks at first, in one answer. */
export function showToday(ports: ShowTodayPorts) {
  return async ({ staff, query }: TodayQuestion) => {
    const { catalogue } = ports;
    const now = ports.clock();
    const date = businessDayOf(now);
    const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
    const isAsked = placesAsked(staff, catalogue, area);
    const asked = { ...ports, listStores: onceEach(ports.listStores) };
    const stores = (await asked.listStores()).filter((store) => isAsked(placeOf(store, date)));
    const [events, heads, doubts] = await Promise.all([
      openEvents(asked, staff, isAsked),
      reportedStores(ports, stores, date),
      countDoubts(ports, stores, date),
    ]);
    const closedDay = isTetClosing(catalogue, date);
    const expected = takingPart(stores, heads, date);
    const cutOffAt = cutOffOf(date, ports.cutOff);
    const lastClosed = now < cutOffAt ? addDays(date, -1) : date;
    const [calls, silent, calm] = await Promise.all([
      waitingCalls(ports, events, { today: date, isSeen: isAsked }),
      closedDay ? { total: 0, items: [] } : silentShops(ports, expected, heads, date),
      events.length === 0
        ? calmDay(ports, { stores, places: widestPlaces(catalogue, staff, area), date: lastClosed })
        : undefined,
    ]);
    const body = present<Today>({
      at: instant(now),
      place: area,
      placeName: area === undefined ? undefined : nameOfPlace(catalogue, area),
      clock: {
        date,
        opensAt: instant(startOfBusinessDay(date)),
        cutOffAt: instant(cutOffAt),
        figures: now < cutOffAt ? 'provisional' : 'closed',
        lastClosed,
        closedDay,
      },
      coverage: { expected: expected.length, reported: heads.size, late: countLate(heads, cutOffAt) },
      events: { ...countEvents(events), items: events.slice(0, MOST_EVENTS) },
      calls: { total: calls.length, items: calls.slice(0, MOST_CALLS) },
      silent,
      doubts,
      calm,
    });
    return { status: 200 as const, body };
  };
}

/** The live events of some places that nobody has closed, the most urgent first. */
async function openEvents(
  ports: ShowTodayPorts,
  staff: StaffMember,
  isAsked: (place: string) => boolean,
): Promise<EventAnswer[]> {
  const live = (await ports.liveBoards()).flatMap(eventsOn);
  const described = await aFewAtOnce(live, AT_ONCE, async (event) => {
    const seen = seenBy(staff, ports.catalogue, event);
    if (!seen?.members.some(({ place }) => isAsked(place))) return [];
    return [await describeEvent(ports, seen, await ports.actsOf(event.known.id))];
  });
  return described
    .flat()
    .filter(({ state }) => OPEN_STATES.includes(state))
    .toSorted(byUrgency);
}

function countEvents(events: readonly EventAnswer[]): Omit<Today['events'], 'items'> {
  const count = (level: EventAnswer['level']) => events.filter((event) => event.level === level).length;
  const needsSomebody = ({ level, owner, state }: EventAnswer) =>
    level !== 'watch' && owner === undefined && state !== 'silenced';
  return {
    total: events.length,
    unowned: events.filter(needsSomebody).length,
    watch: count('watch'),
    alert: count('alert'),
    crisis: count('crisis'),
  };
}

function countLate(heads: ReadonlyMap<string, ReportHead>, cutOffAt: number): number {
  const isLate = ({ revision, source, receivedAt }: ReportHead) =>
    revision === 1 && source === 'live' && receivedAt > cutOffAt;
  return [...heads.values()].filter(isLate).length;
}

/** The shops that are longest silent, of a few that are asked: shops that sell to people before suppliers. */
async function silentShops(
  ports: ShowTodayPorts,
  stores: readonly Store[],
  heads: ReadonlyMap<string, ReportHead>,
  date: BusinessDay,
): Promise<Today['silent']> {
  const silent = stores.filter(({ retailer, id }) => !heads.has(storeKey(retailer, id)));
  const inOrder = silent.toSorted((a, b) => Number(isSupplier(a.channel)) - Number(isSupplier(b.channel)));
  const since = await aFewAtOnce(inOrder.slice(0, MOST_ASKED), AT_ONCE, async (store) => ({
    store,
    silence: await silenceOf(ports, store, date),
  }));
  const longest = since.toSorted((a, b) => (b.silence.streak ?? 0) - (a.silence.streak ?? 0)).slice(0, MOST_SILENT);
  const items = await aFewAtOnce(longest, AT_ONCE, async ({ store, silence }): Promise<SilentShop> => {
    const retailer = store.contact ? undefined : (await ports.readRetailer(store.retailer))?.value;
    const place = placeOf(store, date);
    return {
      retailer: store.retailer,
      store: store.id,
      name: store.name,
      channel: store.channel,
      place,
      placeName: nameOfPlace(ports.catalogue, place),
      ...silence,
      ...wayTo(store, retailer),
    };
  });
  return { total: silent.length, items };
}

async function countDoubts(ports: ShowTodayPorts, stores: readonly Store[], date: BusinessDay): Promise<number> {
  const places = new Set(stores.map((store) => placeOf(store, date)));
  const byParent = [...Map.groupBy(places, (place) => parentOf(ports.catalogue, place))];
  const days = await Promise.all(byParent.map(([parent, own]) => ports.daysInBrief(parent, own, date)));
  const briefs = days.flatMap((day) => [...day]).filter(([place]) => places.has(place));
  return briefs.reduce((sum, [, brief]) => sum + heldBackIn(brief), 0);
}

/** The places whose figures hold those of all that was asked for. */
function widestPlaces(catalogue: Catalogue, { places }: StaffMember, area: string | undefined): string[] {
  if (area !== undefined) return [area];
  if (places.includes(ROOT_PLACE)) return [catalogue.city];
  const known = places.filter((place) => catalogue.places.has(place));
  return known.filter((place) => !known.some((other) => other !== place && isWithin(catalogue, place, other)));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
