import type { AnswerOf } from '#contract/operations.ts';
import {
  type Alert,
  type AlertAction,
  type AlertState,
  alertState,
  latestOf,
  noDataSince,
} from '#domain/alert/alert.ts';
import type { FalseWithin } from '#domain/alert/false-alarm.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { isOvertaken } from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { clearsWhen, explainAlert } from '#domain/wording/alerts.ts';
import { type AlertEndPorts, readFalseWithin } from '#supply-search/alert-end.ts';
import { readSuggestionsOfAlert, type SuggestionsOfAlertPorts } from '#supply-search/suggestions-of-alert.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { describeHeadline } from './describe-headline.ts';

export interface DescribeAlertPorts extends Pick<AlertEndPorts, 'alertsOf' | 'actionsOf'>, SuggestionsOfAlertPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
}

export type AlertAnswer = AnswerOf<'POST /v1/alerts/{id}/acknowledge'>;

/** An alert as staff see it: the market's numbers, what people did, and what is suggested. */
export async function describeAlert(ports: DescribeAlertPorts, alert: Alert, staff: StaffMember): Promise<AlertAnswer> {
  const [actions, suggestions, stores] = await Promise.all([
    ports.actionsOf(alert.id),
    readSuggestionsOfAlert(ports, ports.catalogue, alert),
    ports.listStores(),
  ]);
  const within = await readFalseWithin(ports, ports.catalogue, alert, actions);
  const state = alertState(alert, actions, ports.today(), within);
  const { evidence, openedOn, escalatedOn, lastDay, resolvedOn, resolution } = alert.episode;
  // Alerts that older versions kept may lack the former.
  const figuresOn = escalatedOn ?? lastDay;
  const placeName = nameOfPlace(ports.catalogue, alert.place);
  const names = namesOfProduct(ports.catalogue, alert.product);
  const product = { name: names.productName, unit: names.unitName };
  const unknownSince = noDataSince(alert, ports.today());
  const facts = { alert, placeName, product, settings: ports.catalogue.detection, noDataSince: unknownSince };
  return present({
    id: alert.id,
    place: alert.place,
    placeName,
    product: alert.product,
    ...names,
    direction: alert.direction,
    level: alert.level,
    state,
    status: alert.status,
    ...describeStatements(
      state,
      actions,
      within && { ...within, isSeen: maySee(staff, ports.catalogue, within.wider.place) },
    ),
    version: alert.version,
    rung: evidence.rung,
    openedOn,
    escalatedOn: escalatedOn || undefined,
    resolvedOn: resolvedOn || undefined,
    resolution,
    noDataSince: unknownSince,
    asOf: alert.asOf,
    figuresOn,
    headline: describeHeadline({ evidence, direction: alert.direction, figuresOn }, product, stores),
    observed: evidence.observed,
    reference: evidence.reference,
    changePct: evidence.changePct,
    threshold: evidence.thresholdPct,
    ownThreshold: evidence.ownThresholdPct,
    agreeing: evidence.agreeing,
    reporting: evidence.reporting,
    retailers: evidence.retailers,
    lagDays: evidence.lagDays,
    coverDays: evidence.coverDays,
    seasonPct: evidence.seasonPct,
    habit: evidence.habit,
    score: evidence.score,
    month: evidence.month,
    cause: evidence.cause,
    explanation: explainAlert(facts),
    clearsWhen: clearsWhen(facts),
    suggestions: suggestions.filter((one) => !isOvertaken(one)).map(({ id }) => id),
  });
}

/** Until when a silence holds, and the latest false alarm: a statement for the record, whatever comes after it. */
function describeStatements(
  state: AlertState,
  actions: readonly AlertAction[],
  within: (FalseWithin & { readonly isSeen: boolean }) | undefined,
): Pick<AlertAnswer, 'silencedUntil' | 'falseAlarm'> {
  const until = state === 'silenced' ? latestOf(actions)?.until : undefined;
  const said = within?.said ?? latestOf(actions.filter(({ kind }) => kind === 'false-alarm'));
  return present({
    silencedUntil: until,
    falseAlarm: said && describeFalseAlarm(said, within?.isSeen ? within.wider.id : undefined),
  });
}

function describeFalseAlarm(
  { at, by, version, note, reason }: AlertAction,
  alert: string | undefined,
): NonNullable<AlertAnswer['falseAlarm']> {
  return present({ at: new Date(at).toISOString(), by, version, reason, note, alert });
}
