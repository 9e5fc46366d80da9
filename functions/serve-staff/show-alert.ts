import type { Alert, AlertAction } from '#domain/alert.ts';
import { startOfBusinessDay } from '#domain/business-day.ts';
import type { Delivery } from '#domain/delivery.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { type DescribeAlertPorts, describeAlert } from './describe-alert.ts';
import { type FindAlertPorts, findAlert } from './find-alert.ts';
import { maySee, type StaffMember } from './own-places.ts';

export interface ShowAlertPorts extends DescribeAlertPorts, FindAlertPorts {
  readonly deliveriesOf: (alert: string) => Promise<readonly Delivery[]>;
}

/** `GET /v1/alerts/{id}`: why it fired, when it ends, and all that has happened since, oldest first. */
export function showAlert(ports: ShowAlertPorts) {
  return async ({ staff, params }: { readonly staff: StaffMember; readonly params: { readonly id: string } }) => {
    const alert = await findAlert(ports, staff, params.id);
    const [described, actions, suggestions, deliveries] = await Promise.all([
      describeAlert(ports, alert),
      ports.actionsOf(alert.id),
      ports.suggestionsOf(alert.id),
      ports.deliveriesOf(alert.id),
    ]);
    const own = suggestions.filter(({ to }) => maySee(staff, ports.catalogue, to.place));
    const timeline = [
      ...marketEntries(alert),
      ...actions.map(actionEntry),
      ...own.flatMap(suggestionEntries),
      ...deliveries.map(deliveryEntry),
    ].toSorted((a, b) => instantOf(a) - instantOf(b));
    return { status: 200 as const, body: { ...described, timeline } };
  };
}

/** Something the market did has a business day; what people and the system did has an instant. */
type Entry = { readonly day: string } | { readonly at: string };

function instantOf(entry: Entry): number {
  return 'at' in entry ? Date.parse(entry.at) : startOfBusinessDay(entry.day);
}

function marketEntries({ status, asOf, level, episode }: Alert) {
  const { openedOn, escalatedOn, resolvedOn } = episode;
  return [
    { kind: 'opened' as const, day: openedOn },
    ...(escalatedOn ? [{ kind: 'escalated' as const, day: escalatedOn, level }] : []),
    ...(resolvedOn ? [{ kind: 'resolved-by-market' as const, day: resolvedOn }] : []),
    ...(status === 'withdrawn' ? [{ kind: 'withdrawn' as const, day: asOf }] : []),
  ];
}

function actionEntry({ kind, at, by, version, note }: AlertAction) {
  return { kind, at: new Date(at).toISOString(), by, version, ...(note === undefined ? {} : { note }) };
}

function suggestionEntries({ id, state, madeOn, decision }: Suggestion) {
  const decided =
    decision && state !== 'proposed'
      ? [
          {
            kind: `suggestion-${state}` as const,
            at: new Date(decision.at).toISOString(),
            by: decision.by,
            suggestion: id,
            ...(decision.reason === undefined ? {} : { note: decision.reason }),
          },
        ]
      : [];
  return [{ kind: 'suggested' as const, day: madeOn, suggestion: id }, ...decided];
}

function deliveryEntry({ state, sentAt, claimedAt, channel, version, level, attempts, cause }: Delivery) {
  return {
    kind: `message-${state}` as const,
    at: new Date(sentAt ?? claimedAt).toISOString(),
    channel,
    version,
    level,
    attempts,
    ...(cause === undefined ? {} : { note: cause }),
  };
}
