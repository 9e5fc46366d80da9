import { type Alert, isLive } from '#domain/alert/alert.ts';
import { type AlertNesting, nestAlerts } from '#domain/alert/nesting.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

interface AlertPage {
  readonly items: readonly Alert[];
  readonly next?: string;
}

export interface NestedAlertsPorts {
  readonly catalogue: Catalogue;
  readonly listAlerts: (request: {
    readonly live: boolean;
    readonly limit: number;
    readonly after?: string;
  }) => Promise<AlertPage>;
}

/** More than fit one answer of the database, so that its size alone decides where a page ends. */
const PAGE_SIZE = 5000;

/**
 * Says of one alert after the other which live ones lie inside it, and in which it lies, if the person may see that one.
 *
 * Read once, and only if a live alert is asked about, from the list of live alerts: few are live at a time, while the
 * partitions of a city's 150 places hold every alert that there ever was.
 */
export function nestingSeenBy(ports: NestedAlertsPorts, staff: StaffMember) {
  let nesting: Promise<AlertNesting> | undefined;
  return async (alert: Alert): Promise<{ readonly inside: readonly Alert[]; readonly containedIn?: string }> => {
    if (!isLive(alert)) return { inside: [] };
    nesting ??= liveAlerts(ports).then((live) => nestAlerts(ports.catalogue, live));
    const { inside, around } = await nesting;
    const wider = around(alert);
    const maySeeWider = wider !== undefined && maySee(staff, ports.catalogue, wider.place);
    return present({ inside: inside(alert), containedIn: maySeeWider ? wider.id : undefined });
  };
}

async function liveAlerts({ listAlerts }: NestedAlertsPorts): Promise<Alert[]> {
  const live: Alert[] = [];
  let after: string | undefined;
  do {
    const page: AlertPage = await listAlerts(present({ live: true, limit: PAGE_SIZE, after }));
    live.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return live;
}
