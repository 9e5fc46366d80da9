import { type BusinessDay, businessDayOf, cutOffOf, type TimeOfDay } from '#domain/business-day.ts';
import { type Catalogue, isTetClosing, parentOf } from '#domain/catalogue.ts';
import type { DeskSettings } from '#domain/duty/desk-settings.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import { isClosedOn, placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

export interface NoteSilentShopsPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly cutOff: TimeOfDay;
  readonly settings: () => Promise<Pick<DeskSettings, 'remindShopsAt'>>;
  readonly listStores: () => Promise<readonly Store[]>;
  /** The reports of places that lie directly inside another, without their rows. */
  readonly reportHeads: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<readonly { readonly store: StoreKey }[]>;
  readonly readAsked: (day: BusinessDay) => Promise<object | undefined>;
  readonly putAsked: (asked: { day: BusinessDay; at: number; shops: number }) => Promise<boolean>;
  /** Nothing where the shop is reminded already, by whomever. */
  readonly putReminder: (reminder: Reminder, expected?: string) => Promise<string | undefined>;
}

const AT_ONCE = 8;

/**
 * Notes that the silent shops of the day are to be reminded, once at the time that the desk has set, before the cut-off.
 * Whoever dies in the middle does it again, and who is reminded already is not reminded twice: one reminder a shop and day.
 */
export function noteSilentShops(ports: NoteSilentShopsPorts, catalogue: Catalogue): () => Promise<void> {
  return async () => {
    const at = ports.clock();
    const day = businessDayOf(at);
    const { remindShopsAt } = await ports.settings();
    if (remindShopsAt === null || at < cutOffOf(day, remindShopsAt) || at >= cutOffOf(day, ports.cutOff)) return;
    if (isTetClosing(catalogue, day) || (await ports.readAsked(day))) return;
    const silent = await silentShops(ports, catalogue, day);
    await aFewAtOnce(silent, AT_ONCE, (store) =>
      ports.putReminder({ day, store, at, state: 'waiting', attempts: 0, notBefore: at }),
    );
    await ports.putAsked({ day, at, shops: silent.length });
  };
}

/** The shops of which a report is expected and none has come. */
async function silentShops(
  ports: Pick<NoteSilentShopsPorts, 'listStores' | 'reportHeads'>,
  catalogue: Catalogue,
  day: BusinessDay,
): Promise<StoreKey[]> {
  const expected = (await ports.listStores()).filter((store) => !isClosedOn(store, day));
  const places = [...new Set(expected.map((store) => placeOf(store, day)))];
  const byParent = [...Map.groupBy(places, (place) => parentOf(catalogue, place))];
  const heads = await aFewAtOnce(byParent, AT_ONCE, ([parent, own]) => ports.reportHeads(parent, own, day));
  const reported = new Set(heads.flat().map(({ store }) => store));
  return expected.map((store) => storeKey(store.retailer, store.id)).filter((key) => !reported.has(key));
}
