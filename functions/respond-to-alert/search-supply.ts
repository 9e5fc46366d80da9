import type { Catalogue } from '#domain/catalogue.ts';
import { keepSearching } from '#supply-search/keep-searching.ts';
import { awaitSuppliers } from './await-suppliers.ts';
import { familiesIn, possibleSearch, type Shortage } from './possible-search.ts';
import type { RespondPorts } from './respond-ports.ts';

/** Keeps who could supply what an event is short of: once per version, and anew where it may and that has changed. */
export async function searchSupply(
  ports: RespondPorts,
  catalogue: Catalogue,
  shortage: Shortage,
  { version, mayRenew }: { readonly version: number; readonly mayRenew: boolean },
): Promise<void> {
  const { event, day } = shortage;
  await keepSearching(ports, { subject: event, version, mayRenew }, async (isFirst) => {
    const awaited = { families: familiesIn(shortage, catalogue), day };
    const pendingSuppliers = await awaitSuppliers(isFirst ? ports : { ...ports, waitUntil: ports.clock() }, awaited);
    const search = await possibleSearch(ports, catalogue, { shortage, pendingSuppliers });
    // With a report pending it rests on less than is known: it is made again once that is assessed, whatever it says.
    return pendingSuppliers > 0 ? { ...search, restsOn: `${search.restsOn}+pending` } : search;
  });
}
