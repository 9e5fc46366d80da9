import type { EventEndPorts } from '#supply-search/event-end.ts';
import type { KeepSearchingPorts } from '#supply-search/keep-searching.ts';
import type { AwaitSuppliersPorts } from './await-suppliers.ts';
import type { PossibleSearchPorts } from './possible-search.ts';

export interface RespondPorts extends PossibleSearchPorts, KeepSearchingPorts, AwaitSuppliersPorts, EventEndPorts {
  /** Wakes the responder of another alert; `because` tells one waking from another. */
  readonly wakeAlert: (id: string, because: string) => Promise<void>;
}
