import type { Alert, AlertState } from '#domain/alert/alert.ts';
import { isWithin } from '#domain/catalogue.ts';
import type { Level } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import { onceEach } from '#runtime/once-each.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { requireProduct } from '../http/names.ts';
import { maySee, requirePlace, type StaffMember } from '../http/own-places.ts';
import { type DescribeAlertPorts, describeAlert } from './describe-alert.ts';
import { type NestedAlertsPorts, nestingSeenBy } from './nested-alerts.ts';

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

/** `GET /v1/alerts`: live ones first, then past ones, each newest first. */
export function listAlerts(ports: ListAlertsPorts) {
  return async ({ staff, query }: AlertsQuestion) => {
    const isWanted = filterOf(ports, staff, query);
    const listed = listWith(ports, staff, query.state);
    const body = await fillPage(ports.cursors, query, {
      name: 'alerts',
      read: async ({ live = true, after }, limit) => {
        const { items, next } = await ports.listAlerts(present({ live, limit, after }));
        if (next !== undefined) return { items, next: { live, after: next } };
        return { items, next: live ? { live: false } : undefined };
      },
      show: async (alerts: readonly Alert[]) => (await Promise.all(alerts.filter(isWanted).map(listed))).flat(),
      isOver: async ({ live, after }) =>
        live === false && after === undefined && (await ports.listAlerts({ live, limit: 1 })).items.length === 0,
    });
    return { status: 200 as const, body };
  };
}

/** An alert as the list shows it; nothing where its state is not asked for. */
function listWith(ports: ListAlertsPorts, staff: StaffMember, states: readonly AlertState[] | undefined) {
  const nesting = nestingSeenBy(ports, staff);
  // One event is an alert of a ward, of its zone and of the city: each asks for those around it.
  const asked = {
    ...ports,
    listStores: onceEach(ports.listStores),
    actionsOf: onceEach(ports.actionsOf, (alert) => alert),
    readBoard: onceEach(ports.readBoard, (strand) => strand),
    suggestionsOf: onceEach(ports.suggestionsOf, (subject) => subject),
    alertsOf: onceEach(ports.alertsOf, (place, move) => `${place} ${move?.product} ${move?.direction}`),
  };
  return async (alert: Alert) => {
    const described = await describeAlert(asked, alert, staff);
    if (states && !states.includes(described.state)) return [];
    const { inside, ...around } = await nesting(alert);
    return [{ ...described, containsCount: inside.length, ...around }];
  };
}

function filterOf(ports: ListAlertsPorts, staff: StaffMember, query: AlertsQuestion['query']) {
  const { catalogue } = ports;
  const area = query.place === undefined ? undefined : requirePlace(staff, catalogue, query.place).id;
  const product = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
  return (alert: Alert): boolean =>
    maySee(staff, catalogue, alert.place) &&
    (query.level?.includes(alert.level) ?? true) &&
    (product === undefined || alert.product === product) &&
    (area === undefined || isWithin(catalogue, alert.place, area));
}
