import type { AnswerOf } from '#contract/operations.ts';
import { type Alert, type AlertAction, alertState } from '#domain/alert/alert.ts';
import { type AlertEnd, endOfAlert } from '#domain/alert/alert-end.ts';
import { type BusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import { type Suggestion, withEnd } from '#domain/matching/suggestion.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import { present } from '#domain/present.ts';
import { explainUnsent } from '#domain/wording/deliveries.ts';
import { readFalseWithin } from '#supply-search/alert-end.ts';
import { readSuggestionsOfAlert } from '#supply-search/suggestions-of-alert.ts';
import { nameOfPlace } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { findingEntries, namesOfStores } from '../verification/describe-finding.ts';
import { findingsOfAlert, type ReadFindingsPorts } from '../verification/read-findings.ts';
import { type DescribeAlertPorts, describeAlert } from './describe-alert.ts';
import { type FindAlertPorts, findAlert } from './find-alert.ts';
import { type NestedAlertsPorts, nestingSeenBy } from './nested-alerts.ts';

export interface ShowAlertPorts extends DescribeAlertPorts, FindAlertPorts, NestedAlertsPorts, ReadFindingsPorts {
  readonly deliveriesOf: (alert: string) => Promise<readonly Delivery[]>;
}

/** `GET /v1/alerts/{id}`: why it fired, when it ends, what lies inside it, and all that has happened since, oldest first. */
export function showAlert(ports: ShowAlertPorts) {
  return async ({ staff, params }: { readonly staff: StaffMember; readonly params: { readonly id: string } }) => {
    const alert = await findAlert(ports, staff, params.id);
    const [described, nested, actions, suggestions, deliveries, findings, stores] = await Promise.all([
      describeAlert(ports, alert, staff),
      describeNesting(ports, staff, alert),
      ports.actionsOf(alert.id),
      readSuggestionsOfAlert(ports, ports.catalogue, alert),
      ports.deliveriesOf(alert.id),
      findingsOfAlert(ports, alert),
      ports.listStores(),
    ]);
    const nameOf = namesOfStores(stores);
    const own = suggestions.filter(({ to }) => maySee(staff, ports.catalogue, to.place));
    const end = endOfAlert(alert, actions, await readFalseWithin(ports, ports.catalogue, alert, actions));
    const timeline = [
      ...marketEntries(alert),
      ...actions.map(actionEntry),
      ...own.flatMap((suggestion) => suggestionEntries(suggestion, end)),
      ...deliveries.map(deliveryEntry),
      ...findingEntries(ports.catalogue, findings, nameOf),
    ].toSorted((a, b) => instantOf(a) - instantOf(b));
    return { status: 200 as const, body: { ...described, ...nested, timeline } };
  };
}

/** The same move at the places inside and at the nearest place around, where it is an alert too. */
async function describeNesting(ports: ShowAlertPorts, staff: StaffMember, alert: Alert) {
  const { inside, ...around } = await nestingSeenBy(ports, staff)(alert);
  const describeInner = async (inner: Alert) => {
    const actions = await ports.actionsOf(inner.id);
    const within = await readFalseWithin(ports, ports.catalogue, inner, actions);
    return {
      id: inner.id,
      place: inner.place,
      placeName: nameOfPlace(ports.catalogue, inner.place),
      level: inner.level,
      state: alertState(inner, actions, ports.today(), within),
      changePct: inner.episode.evidence.changePct,
    };
  };
  return { contains: await Promise.all(inside.map(describeInner)), ...around };
}

type Entry = AnswerOf<'GET /v1/alerts/{id}'>['timeline'][number];
/** Something the market did has a business day; what people and the system did has an instant. */
type DatedEntry = Entry & ({ readonly day: BusinessDay; readonly at?: undefined } | { readonly at: string });

function instantOf(entry: DatedEntry): number {
  return entry.at === undefined ? startOfBusinessDay(entry.day) : Date.parse(entry.at);
}

function marketEntries({ status, asOf, level, episode }: Alert): DatedEntry[] {
  const { openedOn, escalatedOn, resolvedOn } = episode;
  return [
    { kind: 'opened' as const, day: openedOn },
    ...(escalatedOn ? [{ kind: 'escalated' as const, day: escalatedOn, level }] : []),
    ...(resolvedOn ? [{ kind: 'resolved-by-market' as const, day: resolvedOn }] : []),
    ...(status === 'withdrawn' ? [{ kind: 'withdrawn' as const, day: asOf }] : []),
  ];
}

function actionEntry({ kind, at, by, version, reason, note, until }: AlertAction): DatedEntry {
  return present({ kind, at: new Date(at).toISOString(), by, version, reason, note, until });
}

function suggestionEntries(suggestion: Suggestion, end: AlertEnd | undefined): DatedEntry[] {
  const { id, state, madeOn, decision, ended } = withEnd(suggestion, end);
  const decided: DatedEntry[] =
    decision && state !== 'proposed' && state !== 'ended'
      ? [
          present({
            kind: `suggestion-${state}` as const,
            at: new Date(decision.at).toISOString(),
            by: decision.by,
            suggestion: id,
            reason: decision.reason,
            note: decision.note,
          }),
        ]
      : [];
  const over: DatedEntry[] =
    state === 'ended' && ended
      ? [{ kind: 'suggestion-ended', day: ended.on, suggestion: id, reason: ended.reason }]
      : [];
  return [{ kind: 'suggested' as const, day: madeOn, suggestion: id }, ...decided, ...over];
}

function deliveryEntry({ state, sentAt, claimedAt, channel, version, level, ...rest }: Delivery): DatedEntry {
  const { attempts, cause, unsent } = rest;
  return present({
    kind: `message-${state}` as const,
    at: new Date(sentAt ?? claimedAt).toISOString(),
    channel,
    version,
    level,
    attempts,
    // In English, as what a channel answers is.
    note: unsent ? explainUnsent(unsent).en : cause,
  });
}
