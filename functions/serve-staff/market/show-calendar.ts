import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type DeskSettings, deskSettingsWith } from '#domain/duty/desk-settings.ts';
import { marksWithin, specialDays } from '#domain/duty/special-days.ts';
import { requireSpan } from '../http/span.ts';

export interface CalendarPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly deskDefaults: DeskSettings;
  readonly readDeskSettings: () => Promise<{ readonly changes: Partial<DeskSettings> } | undefined>;
}

interface CalendarQuestion {
  readonly query: { readonly from?: BusinessDay; readonly to?: BusinessDay };
}

const USUAL_DAYS = 30;
const LONGEST_DAYS = 800;

/** `GET /v1/calendar`: the days that are not as others, and what charts should name. */
export function showCalendar(ports: CalendarPorts) {
  return async ({ query }: CalendarQuestion) => {
    const to = query.to ?? ports.today();
    const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
    requireSpan(from, to, LONGEST_DAYS);
    const settings = deskSettingsWith(ports.deskDefaults, (await ports.readDeskSettings())?.changes);
    const days = specialDays(ports.catalogue, settings, from, to);
    return { status: 200 as const, body: { from, to, days, marks: marksWithin(ports.catalogue, from, to) } };
  };
}
