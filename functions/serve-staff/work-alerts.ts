import * as z from 'zod';
import { type Alert, type AlertAction, type AlertState, alertState, compareAlerts, isLive } from '#domain/alert.ts';
import { clearsWhen, explainAlert } from '#domain/alert-explanation.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { Delivery } from '#domain/delivery.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { DEFAULT_DETECTION } from '#domain/rules.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith, readJson } from '#runtime/request-body.ts';
import { subjectOf } from './audit.ts';
import type { Cursors } from './cursor.ts';
import { maySee, requireOwn } from './own-places.ts';

export interface AlertPorts {
  readonly catalogue: Catalogue;
  readonly clock: () => number;
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
  readonly listAlerts: (request: {
    live: boolean;
    limit: number;
    after?: string;
  }) => Promise<{ items: Alert[]; next?: string }>;
  readonly actionsOf: (alert: string) => Promise<readonly AlertAction[]>;
  readonly putAction: (action: AlertAction) => Promise<boolean>;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
  readonly deliveriesOf: (alert: string) => Promise<readonly Delivery[]>;
  readonly cursors: Cursors;
}

const noteBody = z.object({ note: z.string().max(1000).optional() });
const PAGE = 100;
const MOST_ITEMS = 200;

/** `GET /v1/alerts`: live ones first, newest first; filters by state, level, place (with all inside) and product. */
export function listAlerts(ports: AlertPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const { query } = request;
    const limit = limitOf(query['limit']);
    const start = await ports.cursors.open(query['cursor']);
    let live = start?.live ?? true;
    let after = start?.after;
    const items: Record<string, unknown>[] = [];
    let cursor: string | undefined;
    while (items.length < limit) {
      const page = await ports.listAlerts({ live, limit: PAGE, ...(after === undefined ? {} : { after }) });
      const wanted = page.items.filter((alert) => isWanted(alert, request, ports.catalogue));
      const described = await Promise.all(wanted.toSorted(compareAlerts).map((alert) => describeAlert(ports, alert)));
      items.push(...described.filter(({ state }) => query['state'] === undefined || state === query['state']));
      if (page.next !== undefined) after = page.next;
      else if (live) {
        live = false;
        after = undefined;
      } else return { status: 200, body: { items } };
      cursor = await ports.cursors.seal({ live, ...(after === undefined ? {} : { after }) });
    }
    return { status: 200, body: { items, ...(cursor ? { cursor } : {}) } };
  };
}

function isWanted(alert: Alert, request: HttpRequest, catalogue: Catalogue): boolean {
  const { level, place, product } = request.query;
  return (
    maySee(request, catalogue, alert.place) &&
    (level === undefined || alert.level === level) &&
    (product === undefined || alert.product === product) &&
    (place === undefined || isWithin(catalogue, alert.place, place))
  );
}

/** `GET /v1/alerts/{id}`: why it fired, what would clear it, and what has happened since. */
export function showAlert(ports: AlertPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const alert = await findAlert(ports, request);
    const [described, actions, deliveries] = await Promise.all([
      describeAlert(ports, alert),
      ports.actionsOf(alert.id),
      ports.deliveriesOf(alert.id),
    ]);
    const timeline = [
      ...actions.map(({ kind, at, by, note }) => ({ at: new Date(at).toISOString(), what: kind, by, note })),
      ...deliveries.map(({ channel, version, kind, state, sentAt, claimedAt, cause, mutedBy }) => ({
        at: new Date(sentAt ?? claimedAt).toISOString(),
        what: `message-${state}`,
        channel,
        version,
        kind,
        cause,
        mutedBy,
      })),
    ].sort((a, b) => (a.at < b.at ? -1 : 1));
    return { status: 200, body: { ...described, evidence: alert.episode.evidence, timeline } };
  };
}

/** `POST /v1/alerts/{id}/acknowledge` and `/resolve`: appended to the alert's timeline, never overwritten. */
export function actOnAlert(ports: AlertPorts, kind: 'acknowledge' | 'resolve') {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const alert = await findAlert(ports, request);
    const { note } = parseWith(noteBody, request.body.length > 0 ? readJson(request) : {});
    if (!isLive(alert)) {
      throw new Problem(409, 'alert-closed', {
        vi: 'Cảnh báo này đã kết thúc theo diễn biến thị trường.',
        en: 'The market has already closed this alert.',
      });
    }
    await ports.putAction({
      alert: alert.id,
      kind,
      at: ports.clock(),
      by: subjectOf(request),
      version: alert.version,
      ...(note === undefined ? {} : { note }),
    });
    return { status: 200, body: await describeAlert(ports, alert) };
  };
}

async function findAlert(ports: AlertPorts, request: HttpRequest): Promise<Alert> {
  const kept = await ports.readAlert(request.params['id'] ?? '');
  if (!kept) {
    throw new Problem(404, 'unknown-alert', { vi: 'Không có cảnh báo này.', en: 'There is no such alert.' });
  }
  requireOwn(request, ports.catalogue, kept.value.place);
  return kept.value;
}

async function describeAlert(
  ports: AlertPorts,
  alert: Alert,
): Promise<Record<string, unknown> & { state: AlertState }> {
  const [actions, suggestions] = await Promise.all([ports.actionsOf(alert.id), ports.suggestionsOf(alert.id)]);
  const { evidence, openedOn, escalatedOn, resolvedOn, resolution } = alert.episode;
  const product = ports.catalogue.products.get(alert.product);
  const placeName = ports.catalogue.places.get(alert.place)?.name ?? { vi: alert.place, en: alert.place };
  const facts = {
    alert,
    placeName,
    product: product ?? { name: { vi: alert.product, en: alert.product }, unit: { vi: '', en: '' } },
    settings: DEFAULT_DETECTION,
  };
  return {
    id: alert.id,
    place: alert.place,
    placeName,
    product: alert.product,
    productName: product?.name,
    unit: product?.unit,
    direction: alert.direction,
    level: alert.level,
    state: alertState(alert, actions),
    version: alert.version,
    rung: evidence.rung,
    openedOn,
    escalatedOn,
    resolvedOn,
    resolution,
    observed: evidence.observed,
    reference: evidence.reference,
    changePct: evidence.changePct,
    thresholdPct: evidence.thresholdPct,
    agreeing: evidence.agreeing,
    reporting: evidence.reporting,
    cause: evidence.cause,
    explanation: explainAlert(facts),
    clearsWhen: clearsWhen(facts),
    suggestions: suggestions.map(({ id }) => id),
  };
}

/** The page size that was asked for. Raises `invalid-limit` (422). */
export function limitOf(text: string | undefined): number {
  const limit = Number(text ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_ITEMS) return limit;
  throw new Problem(422, 'invalid-limit', {
    vi: `"limit" là số nguyên từ 1 đến ${MOST_ITEMS}.`,
    en: `"limit" is an integer from 1 to ${MOST_ITEMS}.`,
  });
}
