import { type Alert, type AlertAction, alertState } from '#domain/alert.ts';
import { clearsWhen, explainAlert } from '#domain/alert-explanation.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { DEFAULT_DETECTION } from '#domain/rules.ts';
import { nameOfPlace, namesOfProduct } from './names.ts';

export interface DescribeAlertPorts {
  readonly catalogue: Catalogue;
  readonly actionsOf: (alert: string) => Promise<readonly AlertAction[]>;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
}

/** An alert as staff see it: the market's numbers, what people did, and what is suggested. */
export async function describeAlert(ports: DescribeAlertPorts, alert: Alert) {
  const [actions, suggestions] = await Promise.all([ports.actionsOf(alert.id), ports.suggestionsOf(alert.id)]);
  const { evidence, openedOn, escalatedOn, resolvedOn } = alert.episode;
  const placeName = nameOfPlace(ports.catalogue, alert.place);
  const names = namesOfProduct(ports.catalogue, alert.product);
  const product = { name: names.productName, unit: names.unitName };
  const facts = { alert, placeName, product, settings: DEFAULT_DETECTION };
  return {
    id: alert.id,
    place: alert.place,
    placeName,
    product: alert.product,
    ...names,
    direction: alert.direction,
    level: alert.level,
    state: alertState(alert, actions),
    status: alert.status,
    version: alert.version,
    rung: evidence.rung,
    openedOn,
    ...(escalatedOn ? { escalatedOn } : {}),
    ...(resolvedOn ? { resolvedOn } : {}),
    asOf: alert.asOf,
    observed: evidence.observed,
    reference: evidence.reference,
    changePct: evidence.changePct,
    threshold: evidence.thresholdPct,
    agreeing: evidence.agreeing,
    reporting: evidence.reporting,
    retailers: evidence.retailers,
    ...(evidence.lagDays === undefined ? {} : { lagDays: evidence.lagDays }),
    ...(evidence.coverDays === undefined ? {} : { coverDays: evidence.coverDays }),
    cause: evidence.cause,
    explanation: explainAlert(facts),
    clearsWhen: clearsWhen(facts),
    suggestions: suggestions.map(({ id }) => id),
  };
}
