import { type Alert, type AlertAction, alertIdPrefix, isLive, type Move } from '#domain/alert/alert.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import {
  IF_ABSENT,
  type Kept,
  keptOf,
  over,
  put,
  putIf,
  readListBetween,
  readPartition,
  type Table,
} from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';
import { type ListPage, type ListRequest, readListPage } from './list-page.ts';
import { partitionOf, readAllOf, readOf } from './partition.ts';

/** The alerts of each place, and what people did with them. */
export function alertStore(table: Table) {
  return {
    /** All that there ever were at a place, or those of one move. */
    async alertsOf(place: string, move?: Move): Promise<Kept<Alert>[]> {
      const items = await readPartition(table, place, alertKey(move ? alertIdPrefix(place, move) : ''));
      return items.flatMap((item) => keptOf(item, fromJson<Alert>) ?? []);
    },

    async readAlert(id: string): Promise<Kept<Alert> | undefined> {
      return keptOf(await readOf(table, id, alertKey(id)), fromJson<Alert>);
    },

    /** False when the alert was changed between; the caller reads again. */
    putAlert(alert: Alert, expected?: string): Promise<boolean> {
      return putIf(table, over(expected), {
        pk: alert.place,
        sk: alertKey(alert.id),
        listPk: alertList(isLive(alert)),
        listSk: `${alert.episode.openedOn}#${alert.id}`,
        version: alert.version,
        ...jsonOf(alert),
      });
    },

    listAlerts({ live, ...request }: ListRequest & { readonly live: boolean }): Promise<ListPage<Alert>> {
      return readListPage<Alert>(table, alertList(live), request);
    },

    /** Alerts that began from one day to another, live ones and past ones, in no order. Never quite up to date. */
    async alertsBegun(from: BusinessDay, to: BusinessDay): Promise<Alert[]> {
      const lists = [true, false].map((live) => readListBetween(table, alertList(live), from, `${to}~`));
      return (await Promise.all(lists)).flat().map(fromJson<Alert>);
    },

    /** False alarms that were said from one day to another, oldest first. Never quite up to date. */
    async falseAlarmsBetween(from: BusinessDay, to: BusinessDay): Promise<AlertAction[]> {
      return (await readListBetween(table, FALSE_ALARMS, from, `${to}~`)).map(fromJson<AlertAction>);
    },

    /** Wakes the responder of an alert; `because` tells one waking from another. */
    async wakeAlert(id: string, because: string): Promise<void> {
      await put(table, { pk: partitionOf(id), sk: `wake#${id}`, because });
    },

    /** What people did with an alert, oldest first. */
    async actionsOf(alertId: string): Promise<AlertAction[]> {
      return (await readAllOf(table, alertId, `action#${alertId}#`)).map(fromJson<AlertAction>);
    },

    /** Appends an action; false when the very same one is kept already. Raises on an id that is no alert's. */
    putAction(action: AlertAction, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const content = jsonOf(action);
      const sk = `action#${action.alert}#${String(action.at).padStart(13, '0')}#${content.h}`;
      const listed =
        action.kind === 'false-alarm'
          ? { listPk: FALSE_ALARMS, listSk: `${businessDayOf(action.at)}#${action.alert}#${content.h}` }
          : {};
      return putIf(table, IF_ABSENT, { pk: partitionOf(action.alert), sk, ...listed, ...content }, lines);
    },
  };
}

/** False alarms by the day on which they were said; those of before version 0.3 are in no list. */
const FALSE_ALARMS = 'action#false-alarm';

function alertKey(id: string): string {
  return `alert#${id}`;
}

function alertList(live: boolean): string {
  return live ? 'alert#live' : 'alert#past';
}
