/**
 * Who may call a route: anyone; a store's phone with its own key, and its retailer; a retailer with a key of its own, and no
 * phone; or staff signed in with at least the named group.
 */
export type Access = 'public' | 'store' | 'retailer' | 'staff' | 'lead' | 'admin';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{name}` for a variable segment, as the HTTP API writes it. */
  readonly path: string;
  /** Folder in `functions/` that answers. */
  readonly function: string;
  readonly access: Access;
}

/** Every route of the system: the gateway, the single machine and the OpenAPI document are made from this list. */
export const ROUTES = [
  { method: 'GET', path: '/healthz', function: 'describe-api', access: 'public' },
  { method: 'GET', path: '/openapi.json', function: 'describe-api', access: 'public' },
  { method: 'GET', path: '/docs', function: 'describe-api', access: 'public' },
  { method: 'GET', path: '/v1/products', function: 'describe-api', access: 'public' },

  { method: 'POST', path: '/v1/reports', function: 'ingest-report', access: 'store' },
  { method: 'GET', path: '/v1/reports/{store}/latest', function: 'serve-retailer', access: 'store' },
  { method: 'GET', path: '/v1/reports/{store}/{date}', function: 'serve-retailer', access: 'store' },
  { method: 'GET', path: '/v1/me', function: 'serve-retailer', access: 'store' },
  { method: 'GET', path: '/v1/template.xlsx', function: 'serve-retailer', access: 'retailer' },
  { method: 'POST', path: '/v1/enrolments', function: 'enrol-phone', access: 'public' },
  { method: 'GET', path: '/v1/me/today', function: 'serve-retailer', access: 'store' },
  { method: 'GET', path: '/v1/me/articles', function: 'serve-retailer', access: 'retailer' },
  { method: 'PUT', path: '/v1/me/articles', function: 'serve-retailer', access: 'retailer' },
  { method: 'GET', path: '/v1/me/articles/suggestions', function: 'serve-retailer', access: 'retailer' },

  { method: 'POST', path: '/v1/history', function: 'ingest-report', access: 'admin' },

  { method: 'GET', path: '/v1/today', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/places', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/market/{place}', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/market/{place}/{product}', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/market/{place}/{product}/stores', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/map', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/calendar', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/coverage', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/coverage/grid', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/coverage/reminders', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/doubts', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/doubts/{id}', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/events', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/events/{id}', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/events/{id}/shops', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/verifications', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/quality', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/acknowledge', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/assign', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/resolve', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/silence', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/false-alarm', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/events/{id}/plan', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/plan/calls/{call}/accept', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/plan/calls/{call}/decline', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/plan/calls/{call}/complete', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/plan/trips/{trip}/accept', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/plan/trips/{trip}/decline', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/events/{id}/plan/trips/{trip}/complete', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/desk', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/alerts', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/alerts/{id}', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/alerts/{id}/evidence', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/alerts/{id}/acknowledge', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/alerts/{id}/resolve', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/alerts/{id}/silence', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/alerts/{id}/false-alarm', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/suggestions', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/suggestions/{id}/accept', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/suggestions/{id}/decline', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/suggestions/{id}/complete', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/refusals', function: 'serve-staff', access: 'staff' },
  { method: 'DELETE', path: '/v1/refusals/{id}', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/retailers', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/retailers/{id}', function: 'serve-staff', access: 'admin' },
  { method: 'PUT', path: '/v1/retailers/{id}/stores/{store}', function: 'serve-staff', access: 'admin' },
  { method: 'GET', path: '/v1/retailers/{id}/articles', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/retailers/{id}/articles', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/unmapped-articles', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/retailers/{id}/keys', function: 'serve-staff', access: 'admin' },
  { method: 'DELETE', path: '/v1/retailers/{id}/keys/{keyId}', function: 'serve-staff', access: 'admin' },
  { method: 'GET', path: '/v1/retailers/{id}/phones', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/retailers/{id}/enrolments', function: 'serve-staff', access: 'admin' },
  { method: 'GET', path: '/v1/people', function: 'serve-staff', access: 'staff' },
  { method: 'POST', path: '/v1/people', function: 'serve-staff', access: 'admin' },
  { method: 'GET', path: '/v1/people/{id}', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/people/{id}', function: 'serve-staff', access: 'admin' },
  { method: 'DELETE', path: '/v1/people/{id}', function: 'serve-staff', access: 'admin' },
  { method: 'POST', path: '/v1/people/{id}/invite', function: 'serve-staff', access: 'admin' },
  { method: 'POST', path: '/v1/people/{id}/disable', function: 'serve-staff', access: 'admin' },
  { method: 'POST', path: '/v1/people/{id}/reset-second-factor', function: 'serve-staff', access: 'admin' },
  { method: 'GET', path: '/v1/audit', function: 'serve-staff', access: 'staff' },
  { method: 'GET', path: '/v1/thresholds', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/thresholds', function: 'serve-staff', access: 'lead' },
  { method: 'GET', path: '/v1/ceilings', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/ceilings', function: 'serve-staff', access: 'lead' },
  { method: 'GET', path: '/v1/matching-settings', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/matching-settings', function: 'serve-staff', access: 'lead' },
  { method: 'GET', path: '/v1/desk-settings', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/desk-settings', function: 'serve-staff', access: 'lead' },
  { method: 'GET', path: '/v1/holds', function: 'serve-staff', access: 'staff' },
  { method: 'PUT', path: '/v1/holds/{id}', function: 'serve-staff', access: 'lead' },
  { method: 'DELETE', path: '/v1/holds/{id}', function: 'serve-staff', access: 'lead' },
] as const satisfies readonly Route[];

/** The gateway's key for whatever no route takes: `describe-api` says whether path or method is wrong. */
export const ANY_OTHER = '$default';

/** "GET /v1/alerts": the keys of some routes. */
export type KeyOf<Each extends Route> = Each extends Route ? `${Each['method']} ${Each['path']}` : never;

/** The keys of exactly the routes that there are. */
export type RouteKey = KeyOf<(typeof ROUTES)[number]>;
