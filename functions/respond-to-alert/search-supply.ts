import type { Alert } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { familyOf } from '#domain/matching/product-family.ts';
import { keepSearching } from '#supply-search/keep-searching.ts';
import { awaitSuppliers } from './await-suppliers.ts';
import { possibleSearch, shortOf } from './possible-search.ts';
import type { RespondPorts } from './respond-ports.ts';

/** Keeps who could supply what an alert is short of: once per version, and anew where it may and that has changed. */
export async function searchSupply(
  ports: RespondPorts,
  catalogue: Catalogue,
  alert: Alert,
  mayRenew: boolean,
): Promise<void> {
  const short = shortOf(catalogue, alert);
  if (!short) return;
  await keepSearching(ports, { subject: alert.id, version: alert.version, mayRenew }, async (isFirst) => {
    const awaited = { family: familyOf(short, catalogue), day: alert.asOf };
    const pendingSuppliers = await awaitSuppliers(isFirst ? ports : { ...ports, waitUntil: ports.clock() }, awaited);
    const search = await possibleSearch(ports, catalogue, { alert, short, pendingSuppliers });
    // With a report pending it rests on less than is known: it is made again once that is assessed, whatever it says.
    return pendingSuppliers > 0 ? { ...search, restsOn: `${search.restsOn}+pending` } : search;
  });
}
