import { type EnrolmentPorts, enrolStores, listPhones } from './enrol-stores.ts';
import { type ListRetailersPorts, listRetailers } from './list-retailers.ts';
import { type ListUnmappedPorts, listUnmappedArticles } from './list-unmapped.ts';
import { type PutRetailerPorts, putRetailer } from './put-retailer.ts';
import { putStore } from './put-store.ts';
import { listRetailerArticles, putRetailerArticles, type RetailerArticlesPorts } from './retailer-articles.ts';
import { type IssueKeyPorts, issueKey, type RevokeKeyPorts, revokeKey } from './retailer-keys.ts';
import type { StorePorts } from './retailer-ports.ts';

/** The register: who reports, and with which keys. */
export const registerRoutes = (
  ports: ListRetailersPorts &
    PutRetailerPorts &
    StorePorts &
    IssueKeyPorts &
    RevokeKeyPorts &
    EnrolmentPorts &
    RetailerArticlesPorts &
    ListUnmappedPorts,
) => ({
  'GET /v1/retailers': listRetailers(ports),
  'PUT /v1/retailers/{id}': putRetailer(ports),
  'PUT /v1/retailers/{id}/stores/{store}': putStore(ports),
  'GET /v1/retailers/{id}/articles': listRetailerArticles(ports),
  'PUT /v1/retailers/{id}/articles': putRetailerArticles(ports),
  'GET /v1/unmapped-articles': listUnmappedArticles(ports),
  'POST /v1/retailers/{id}/keys': issueKey(ports),
  'DELETE /v1/retailers/{id}/keys/{keyId}': revokeKey(ports),
  'GET /v1/retailers/{id}/phones': listPhones(ports),
  'POST /v1/retailers/{id}/enrolments': enrolStores(ports),
});
