import { type BusinessDay, businessDayOf, cutOffOf, type TimeOfDay } from '#domain/business-day.ts';
import { type Catalogue, isTetClosing } from '#domain/catalogue.ts';
import type { DeskSettings } from '#domain/duty/desk-settings.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { type ExpectedShopsPorts, expectedShops } from '#telling/expected-shops.ts';

export interface NoteSilentShopsPorts extends ExpectedShopsPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly cutOff: TimeOfDay;
  readonly settings: () => Promise<Pick<DeskSettings, 'remindShopsAt'>>;
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
    const silent = (await expectedShops(ports, catalogue, day)).filter(({ hasReported }) => !hasReported);
    await aFewAtOnce(silent, AT_ONCE, ({ key: store }) =>
      ports.putReminder({ day, store, at, state: 'waiting', attempts: 0, notBefore: at }),
    );
    await ports.putAsked({ day, at, shops: silent.length });
  };
}
