import type { Alert, AlertState } from '#domain/alert/alert.ts';
import { isWithin } from '#domain/catalogue.ts';
import type { Level } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import type { Cursors } from './cursor.ts';
import { type DescribeAlertPorts, describeAlert } from './describe-alert.ts';
import { type NestedAlertsPorts, nestingSeenBy } from './nested-alerts.ts';
import { maySee, requirePlace, type StaffMember } from './own-places.ts';

export interface ListAlertsPorts extends DescribeAlertPorts, NestedAlertsPorts {
  readonly cursors: Cursors;
}

interface AlertsQuestion {
  readonly staff: StaffMember;
  readonly query: {
    readonly state?: readonly AlertState[];
    readonly level?: readonly Level[];
    readonly place?: string;
    readonly product?: string;
    readonly limit: number;
    readonly cursor?: string;
  };
}

/** Reads of one request: a rare filter ends its page early, with a cursor, instead of reading for minutes. */
const MOST_READS = 20;

/** `GET /v1/alerts`: live ones first, then past ones, each newest first. */
export function listAlerts(ports: ListAlertsPorts) {
  return async ({ staff, query }: AlertsQuestion) => {
    const isWanted = filterOf(ports, staff, query);
    const listed = listWith(ports, staff, query.state);
    const start = await ports.cursors.open('alerts', query.cursor);
    let live = start?.live ?? true;
    let after = start?.after;
    const items: Awaited<ReturnType<typeof listed>> = [];
    for (let reads = 0; reads < MOST_READS && items.length < query.limit; reads++) {
      // A read never asks for more than still fits, so that a page ends exactly where the next one begins.
      const limit = query.limit - items.length;
      const page = await ports.listAlerts(present({ live, limit, after }));
      items.push(...(await Promise.all(page.items.filter(isWanted).map(listed))).flat());
      after = page.next;
      if (after === undefined && !live) return { status: 200 as const, body: { items } };
      if (after === undefined) live = false;
    }
    const isAtStartOfPast = !live && after === undefined;
    if (isAtStartOfPast && (await ports.listAlerts({ live, limit: 1 })).items.length === 0) {
      return { status: 200 as const, body: { items } };
    }
    const cursor = await ports.cursors.seal('alerts', present({ live, after }));
    return { status: 200 as const, body: { items, cursor } };
  };
}

/** An alert as the list shows it; nothing where its state is not asked for. */
function listWith(ports: ListAlertsPorts, staff: StaffMember, states: readonly AlertState[] | undefined) {
  const nesting = nestingSeenBy(ports, staff);
  return async (alert: Alert) => {
    const described = await describeAlert(ports, alert);
    if (states && !states.includes(described.state)) return [];
    const { inside, ...around } = await nesting(alert);
    return [{ ...described, containsCount: inside.length, ...around }];
  };
}

function filterOf(ports: ListAlertsPorts, staff: StaffMember, query: AlertsQuestion['query']) {
  const { catalogue } = ports;
  const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
  return (alert: Alert): boolean =>
    maySee(staff, catalogue, alert.place) &&
    (query.level?.includes(alert.level) ?? true) &&
    (query.product === undefined || alert.product === query.product) &&
    (area === undefined || isWithin(catalogue, alert.place, area));
}
