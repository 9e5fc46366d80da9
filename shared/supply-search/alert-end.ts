import type { Alert, AlertAction, Move } from '#domain/alert/alert.ts';
import { type AlertEnd, endOfAlert } from '#domain/alert/alert-end.ts';
import { type FalseWithin, falseWithin, mayReachInto, type WiderAlert } from '#domain/alert/false-alarm.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';

/** What tells whether an alert stands; all reads strongly consistent. */
export interface AlertEndPorts {
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
  /** The alerts of a place, or those of one move. */
  readonly alertsOf: (place: string, move?: Move) => Promise<readonly { readonly value: Alert }[]>;
  readonly actionsOf: (alert: string) => Promise<readonly AlertAction[]>;
}

/** The alerts of the same move at the places around, the nearest first, as far as what people did with them matters. */
export async function readAround(
  ports: Pick<AlertEndPorts, 'alertsOf' | 'actionsOf'>,
  catalogue: Catalogue,
  inner: Alert,
): Promise<WiderAlert[]> {
  const around: WiderAlert[] = [];
  for (const place of withAncestors(catalogue, inner.place).slice(1)) {
    for (const { value: alert } of await ports.alertsOf(place, inner)) {
      if (mayReachInto(alert, inner)) around.push({ alert, actions: await ports.actionsOf(alert.id) });
    }
  }
  return around;
}

/** The false alarm of a wider alert that covers this one; none where it stands by itself. */
export async function readFalseWithin(
  ports: Pick<AlertEndPorts, 'alertsOf' | 'actionsOf'>,
  catalogue: Catalogue,
  inner: Alert,
  own: readonly AlertAction[],
): Promise<FalseWithin | undefined> {
  return falseWithin(inner, own, await readAround(ports, catalogue, inner));
}

/** How the alert of a suggestion has ended; none while it stands, or where nobody knows it. */
export async function readAlertEnd(
  ports: AlertEndPorts,
  catalogue: Catalogue,
  id: string,
): Promise<AlertEnd | undefined> {
  const alert = (await ports.readAlert(id))?.value;
  if (!alert) return undefined;
  const actions = await ports.actionsOf(id);
  return endOfAlert(alert, actions, await readFalseWithin(ports, catalogue, alert, actions));
}
