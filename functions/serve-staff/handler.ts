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
import { auditTo } from './audit.ts';
import { signedCursors } from './cursor.ts';
import { acceptSuggestion, declineSuggestion, listSuggestions } from './decide-suggestions.ts';
import { issueKey, listRetailers, putRetailer, putStore, revokeKey } from './register-retailers.ts';
import { listCeilings, listThresholds, putCeiling, putRecipient, putThreshold } from './set-rules.ts';
import { showCoverage } from './show-coverage.ts';
import { listPlaces, listProducts, showPlace, showProduct } from './show-market.ts';
import { actOnAlert, listAlerts, showAlert } from './work-alerts.ts';

/** Answers the staff: the market, alerts, suggestions, coverage, rules and the register of retailers. */
export const createHandler = ({ env, dynamodb, clock, randomBytes }: Platform, city: Catalogue) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const ports = {
    ...registry,
    ...marketStore(dynamodb, tables.MARKET_TABLE, clock),
    ...reportStore(dynamodb, tables.MARKET_TABLE, clock),
    ...deskStore(dynamodb, tables.DESK_TABLE),
    ...auditTo(registry.appendAudit, clock),
    newKey: (retailer: string) => newKey(retailer, randomBytes),
    cursors: signedCursors(() => registry.signingKey(() => randomBytes(32))),
    today: () => businessDayOf(clock()),
    catalogue: city,
  };
  return httpHandler({
    'GET /v1/products': listProducts(ports),
    'GET /v1/places': listPlaces(ports),
    'GET /v1/market/{place}': showPlace(ports),
    'GET /v1/market/{place}/{product}': showProduct(ports),
    'GET /v1/coverage': showCoverage(ports),
    'GET /v1/alerts': listAlerts(ports),
    'GET /v1/alerts/{id}': showAlert(ports),
    'POST /v1/alerts/{id}/acknowledge': actOnAlert(ports, 'acknowledge'),
    'POST /v1/alerts/{id}/resolve': actOnAlert(ports, 'resolve'),
    'GET /v1/suggestions': listSuggestions(ports),
    'POST /v1/suggestions/{id}/accept': acceptSuggestion(ports),
    'POST /v1/suggestions/{id}/decline': declineSuggestion(ports),
    'GET /v1/retailers': listRetailers(ports),
    'PUT /v1/retailers/{id}': putRetailer(ports),
    'PUT /v1/retailers/{id}/stores/{store}': putStore(ports),
    'POST /v1/retailers/{id}/keys': issueKey(ports),
    'DELETE /v1/retailers/{id}/keys/{keyId}': revokeKey(ports),
    'PUT /v1/recipients/{id}': putRecipient(ports),
    'GET /v1/thresholds': listThresholds(ports),
    'PUT /v1/thresholds': putThreshold(ports),
    'GET /v1/ceilings': listCeilings(ports),
    'PUT /v1/ceilings': putCeiling(ports),
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
