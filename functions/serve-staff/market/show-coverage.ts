import type { AnswerOf } from '#contract/operations.ts';
import type { OddProducts } from '#domain/assessment/market-state.ts';
import { addDays, type BusinessDay, cutOffOf, type TimeOfDay } from '#domain/business-day.ts';
import { isTetClosing } from '#domain/catalogue.ts';
import { type Reminder, reachedNobody } from '#domain/duty/reminder.ts';
import { present } from '#domain/present.ts';
import type { RowCode } from '#domain/report/judgement.ts';
import type { RefusedByCode } from '#domain/report/refused-by-code.ts';
import { placeOf, type Retailer, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { nameRefusal } from '#domain/wording/refused-rows.ts';
import { explainReminder } from '#domain/wording/reminders.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { nameOfPlace } from '../http/names.ts';
import { placesAsked, type StaffMember } from '../http/own-places.ts';
import { type ChecksByStorePorts, checksByStore } from './checks-by-store.ts';
import { type ReportedStoresPorts, type ReportHead, reportedStores } from './reported-stores.ts';
import { type Silence, type SilencePorts, silenceOf, silenceSince, wayTo } from './silence-of-stores.ts';
import { takingPart } from './taking-part.ts';

export interface CoveragePorts extends ReportedStoresPorts, ChecksByStorePorts, SilencePorts {
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  readonly remindersOf: (day: BusinessDay) => Promise<readonly { readonly value: Reminder }[]>;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly cutOff: TimeOfDay;
}

type StoreCoverage = AnswerOf<'GET /v1/coverage'>['items'][number];
type CoverageState = 'reported' | 'late' | 'partly' | 'not-reported' | 'closed-day';

/** How far back the report is looked for that a day is compared with. */
const LOOK_BACK_DAYS = 7;
const PARTLY_SHARE = 0.5;
/** Silent shops whose memories are read side by side. */
const AT_ONCE = 16;

interface CoverageQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly date?: BusinessDay; readonly checks: 'true' | 'false'; readonly place?: string };
}

/** `GET /v1/coverage`: who has reported, late, partly or not, with `checks=true` also whose prices stand still or are held back. On the first days of Tết silence is no outage. */
export function showCoverage(ports: CoveragePorts) {
  return async ({ staff, query }: CoverageQuestion) => {
    const { catalogue } = ports;
    const date = query.date ?? ports.today();
    const isAsked = placesAsked(staff, catalogue, query.place);
    const stores = (await ports.listStores()).filter((store) => isAsked(placeOf(store, date)));
    const places = [...new Set(stores.map((store) => placeOf(store, date)))];
    const [heads, before, odd, retailers, reminders] = await Promise.all([
      reportedStores(ports, stores, date),
      lastReports(ports, stores, date),
      query.checks === 'true' ? checksByStore(ports, places, date) : NOTHING_ODD,
      ports.listRetailers(),
      ports.remindersOf(date),
    ]);
    const retailerOf = new Map(retailers.map((retailer) => [retailer.id, retailer]));
    const reminderOf = new Map(reminders.map(({ value }) => [value.store, value]));
    const closedDay = isTetClosing(catalogue, date);
    const items = await aFewAtOnce(takingPart(stores, heads, date), AT_ONCE, async (store) => {
      const key = storeKey(store.retailer, store.id);
      const head = heads.get(key);
      const last = before.get(key);
      const state = stateOf(head, last?.head, cutOffOf(date, ports.cutOff), closedDay);
      return present<StoreCoverage>({
        retailer: store.retailer,
        store: store.id,
        name: store.name,
        channel: store.channel,
        place: placeOf(store, date),
        state,
        rows: head?.rows,
        revision: head?.revision,
        receivedAt: head ? new Date(head.receivedAt).toISOString() : undefined,
        ...(head ? { lastReported: last?.date } : await describeSilence(ports, store, last?.date, date)),
        ...(head ? {} : wayTo(store, retailerOf.get(store.retailer))),
        lastRows: last?.head.rows,
        refusedRows: head?.refused && rowsIn(head.refused),
        carriedRows: head?.carried,
        ...describeReminder(reminderOf.get(key)),
        ...describeOdd(odd.get(key)),
      });
    });
    const byPlace = Map.groupBy(
      items.toSorted((a, b) => (a.place < b.place ? -1 : 1)),
      ({ place }) => place,
    );
    return {
      status: 200 as const,
      body: {
        date,
        closedDay,
        total: countStates(items),
        places: [...byPlace].map(([place, own]) => ({
          place,
          placeName: nameOfPlace(catalogue, place),
          ...countStates(own),
        })),
        refused: refusedByReason([...heads.values()]),
        items,
      },
    };
  };
}

/** A reminder that reached nobody is told, but does not count as one. */
function describeReminder(reminder: Reminder | undefined): Pick<StoreCoverage, 'remindedAt' | 'reminder'> {
  if (!reminder) return {};
  const { by, state } = reminder;
  const at = new Date(reminder.at).toISOString();
  return present({
    remindedAt: reachedNobody(state) ? undefined : at,
    reminder: present<NonNullable<StoreCoverage['reminder']>>({ at, by, state, inWords: explainReminder(state) }),
  });
}

/** Since when a silent shop has been so; its memory is asked where the days that were looked at do not tell. */
async function describeSilence(
  ports: SilencePorts,
  store: Store,
  lastReported: BusinessDay | undefined,
  date: BusinessDay,
): Promise<Silence> {
  return lastReported === undefined ? silenceOf(ports, store, date) : silenceSince(ports.catalogue, lastReported, date);
}

function rowsIn(refused: RefusedByCode): number {
  return Object.values(refused).reduce((sum, rows) => sum + rows, 0);
}

/** Refused rows of all reports by reason, the most first. */
function refusedByReason(heads: readonly ReportHead[]): AnswerOf<'GET /v1/coverage'>['refused'] {
  const all = heads.flatMap(({ refused = {} }) => Object.entries(refused) as [RowCode, number][]);
  return [...Map.groupBy(all, ([code]) => code)]
    .map(([code, own]) => ({
      code,
      inWords: nameRefusal(code),
      rows: own.reduce((sum, [, rows]) => sum + rows, 0),
      stores: own.length,
    }))
    .toSorted((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}

const NOTHING_ODD: ReadonlyMap<StoreKey, OddProducts> = new Map();

/** Nothing odd is said by saying nothing. */
function describeOdd(odd: OddProducts | undefined): Pick<StoreCoverage, 'frozenProducts' | 'heldBackProducts'> {
  return present({
    frozenProducts: odd && odd.frozen > 0 ? odd.frozen : undefined,
    heldBackProducts: odd && odd.heldBack > 0 ? odd.heldBack : undefined,
  });
}

/** Each store's latest report before the day; looks back no further than needed. */
async function lastReports(ports: CoveragePorts, stores: readonly Store[], date: BusinessDay) {
  const found = new Map<StoreKey, { date: BusinessDay; head: ReportHead }>();
  for (let back = 1; back <= LOOK_BACK_DAYS; back++) {
    const day = addDays(date, -back);
    const waiting = stores.filter((store) => !found.has(storeKey(store.retailer, store.id)));
    if (waiting.length === 0) break;
    for (const [key, head] of await reportedStores(ports, waiting, day)) found.set(key, { date: day, head });
  }
  return found;
}

function stateOf(
  head: ReportHead | undefined,
  last: ReportHead | undefined,
  cutOff: number,
  closedDay: boolean,
): CoverageState {
  if (!head) return closedDay ? 'closed-day' : 'not-reported';
  if (last && head.rows < PARTLY_SHARE * last.rows) return 'partly';
  // A correction comes late by nature: only the first version tells when the store reported.
  const isFirst = head.revision === 1 && head.source === 'live';
  return isFirst && head.receivedAt > cutOff ? 'late' : 'reported';
}

function countStates(items: readonly { readonly state: CoverageState }[]) {
  const count = (state: CoverageState) => items.filter((item) => item.state === state).length;
  return {
    stores: items.length,
    reported: count('reported'),
    late: count('late'),
    partly: count('partly'),
    notReported: count('not-reported'),
    closedDay: count('closed-day'),
  };
}
