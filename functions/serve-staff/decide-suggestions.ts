import * as z from 'zod';
import { placeOfAlert } from '#domain/alert.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import type { Suggestion, SuggestionState } from '#domain/matching/suggestion.ts';
import { fromMilli } from '#domain/report.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith, readJson } from '#runtime/request-body.ts';
import { type AuditPort, subjectOf } from './audit.ts';
import type { Cursors } from './cursor.ts';
import { maySee, requireOwn } from './own-places.ts';
import { limitOf } from './work-alerts.ts';

export interface SuggestionPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly readSuggestion: (id: string) => Promise<Suggestion | undefined>;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
  readonly decideSuggestion: (suggestion: Suggestion, from: SuggestionState) => Promise<boolean>;
  readonly listSuggestions: (request: {
    state: SuggestionState;
    limit: number;
    after?: string;
  }) => Promise<{ items: Suggestion[]; next?: string }>;
  readonly cursors: Cursors;
}

const STATES: readonly SuggestionState[] = ['proposed', 'accepted', 'declined', 'completed', 'expired'];
const acceptBody = z.object({ note: z.string().max(1000).optional() });
const declineBody = z.object({ reason: z.string().min(1).max(1000) });

/** `GET /v1/suggestions`: by state (proposed by default), alert, product and place, newest first. */
export function listSuggestions(ports: SuggestionPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const { state = 'proposed', alert, product, place } = request.query;
    const wantedState = STATES.find((known) => known === state);
    if (!wantedState) {
      throw new Problem(422, 'unknown-state', {
        vi: `"state" là một trong: ${STATES.join(', ')}.`,
        en: `"state" is one of ${STATES.join(', ')}.`,
      });
    }
    const isWanted = (suggestion: Suggestion) =>
      maySee(request, ports.catalogue, suggestion.to.place) &&
      (product === undefined || suggestion.product === product) &&
      (place === undefined || isWithin(ports.catalogue, suggestion.to.place, place));
    if (alert !== undefined) {
      const made = placeOfAlert(alert) === undefined ? [] : await ports.suggestionsOf(alert);
      const shown = made.filter((suggestion) => suggestion.state === wantedState && isWanted(suggestion));
      return { status: 200, body: { items: shown.map((suggestion) => describe(suggestion, ports.catalogue)) } };
    }
    const start = await ports.cursors.open(request.query['cursor']);
    const page = await ports.listSuggestions({
      state: wantedState,
      limit: limitOf(request.query['limit']),
      ...(start?.after === undefined ? {} : { after: start.after }),
    });
    return {
      status: 200,
      body: {
        items: page.items.filter(isWanted).map((suggestion) => describe(suggestion, ports.catalogue)),
        ...(page.next === undefined ? {} : { cursor: await ports.cursors.seal({ after: page.next }) }),
      },
    };
  };
}

/** `POST /v1/suggestions/{id}/accept`: somebody will call; nothing is ordered. */
export function acceptSuggestion(ports: SuggestionPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const { note } = parseWith(acceptBody, request.body.length > 0 ? readJson(request) : {});
    return decide(ports, request, 'accepted', note);
  };
}

/** `POST /v1/suggestions/{id}/decline`: costs nothing, but names its reason. */
export function declineSuggestion(ports: SuggestionPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> =>
    decide(ports, request, 'declined', parseWith(declineBody, readJson(request)).reason);
}

async function decide(
  ports: SuggestionPorts,
  request: HttpRequest,
  state: 'accepted' | 'declined',
  reason: string | undefined,
): Promise<HttpAnswer> {
  const suggestion = await ports.readSuggestion(request.params['id'] ?? '');
  if (!suggestion) {
    throw new Problem(404, 'unknown-suggestion', { vi: 'Không có gợi ý này.', en: 'There is no such suggestion.' });
  }
  requireOwn(request, ports.catalogue, suggestion.to.place);
  const decision = { at: ports.clock(), by: subjectOf(request), ...(reason === undefined ? {} : { reason }) };
  const decided: Suggestion = { ...suggestion, state, decision };
  if (suggestion.state !== 'proposed' || !(await ports.decideSuggestion(decided, 'proposed'))) {
    throw new Problem(409, 'already-decided', {
      vi: 'Gợi ý này đã được xử lý.',
      en: 'This suggestion has been decided already.',
    });
  }
  await ports.audit(request, `suggestion-${state}`, `suggestion/${suggestion.id}`, suggestion.state, decision);
  return { status: 200, body: describe(decided, ports.catalogue) };
}

function describe({ quantityMilli, ...suggestion }: Suggestion, catalogue: Catalogue): Record<string, unknown> {
  const product = catalogue.products.get(suggestion.product);
  return { ...suggestion, productName: product?.name, unit: product?.unit, quantity: fromMilli(quantityMilli) };
}
