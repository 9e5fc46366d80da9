import { catalogue } from '#catalog/city.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { reportStore } from '#storage/reports.ts';
import { newKey } from '#storage/retailer-key.ts';
import { actOnAlert } from './act-on-alert.ts';
import { auditTo } from './audit.ts';
import { answersByContract } from './by-contract.ts';
import { signedCursors } from './cursor.ts';
import { decideSuggestion } from './decide-suggestion.ts';
import { listAlerts } from './list-alerts.ts';
import { listCeilings } from './list-ceilings.ts';
import { listPlaces } from './list-places.ts';
import { listRetailers } from './list-retailers.ts';
import { listSuggestions } from './list-suggestions.ts';
import { listThresholds } from './list-thresholds.ts';
import { putRecipient } from './put-recipient.ts';
import { putRetailer } from './put-retailer.ts';
import { putStore } from './put-store.ts';
import { issueKey, revokeKey } from './retailer-keys.ts';
import { setCeilings } from './set-ceilings.ts';
import { setThresholds } from './set-thresholds.ts';
import { showAlert } from './show-alert.ts';
import { showCoverage } from './show-coverage.ts';
import { showMarket } from './show-market.ts';
import { showSeries } from './show-series.ts';

/** Answers the staff: the market, alerts, suggestions, coverage, rules and the register of retailers. */
export const createHandler = ({ env, dynamodb, clock, randomBytes }: Platform, city: Catalogue) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const desk = deskStore(dynamodb, tables.DESK_TABLE);
  const ports = {
    ...registry,
    ...marketStore(dynamodb, tables.MARKET_TABLE, clock),
    ...reportStore(dynamodb, tables.MARKET_TABLE, clock),
    ...desk,
    ...auditTo(registry.appendAudit, clock),
    newKey: (retailer: string) => newKey(retailer, randomBytes),
    cursors: signedCursors(() => registry.signingKey(() => randomBytes(32))),
    today: () => businessDayOf(clock()),
    catalogue: city,
  };
  return httpHandler(
    answersByContract({
      'GET /v1/places': listPlaces(ports),
      'GET /v1/market/{place}': showMarket(ports),
      'GET /v1/market/{place}/{product}': showSeries(ports),
      'GET /v1/coverage': showCoverage(ports),
      'GET /v1/alerts': listAlerts(ports),
      'GET /v1/alerts/{id}': showAlert(ports),
      'POST /v1/alerts/{id}/acknowledge': actOnAlert(ports, 'acknowledge'),
      'POST /v1/alerts/{id}/resolve': actOnAlert(ports, 'resolve'),
      'GET /v1/suggestions': listSuggestions(ports),
      'POST /v1/suggestions/{id}/accept': decideSuggestion(ports, 'accepted'),
      'POST /v1/suggestions/{id}/decline': decideSuggestion(ports, 'declined'),
      'GET /v1/retailers': listRetailers(ports),
      'PUT /v1/retailers/{id}': putRetailer(ports),
      'PUT /v1/retailers/{id}/stores/{store}': putStore(ports),
      'POST /v1/retailers/{id}/keys': issueKey(ports),
      'DELETE /v1/retailers/{id}/keys/{keyId}': revokeKey(ports),
      'PUT /v1/recipients/{id}': putRecipient(ports),
      'GET /v1/thresholds': listThresholds(ports),
      'PUT /v1/thresholds': setThresholds(ports),
      'GET /v1/ceilings': listCeilings(ports),
      'PUT /v1/ceilings': setCeilings(ports),
    }),
  );
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
