import type { AlertEndPorts } from '#supply-search/alert-end.ts';
import type { KeepSearchingPorts } from '#supply-search/keep-searching.ts';
import type { AwaitSuppliersPorts } from './await-suppliers.ts';
import type { PossibleSearchPorts } from './possible-search.ts';

export interface RespondPorts extends PossibleSearchPorts, KeepSearchingPorts, AwaitSuppliersPorts, AlertEndPorts {
  /** Wakes the responder of another alert; `because` tells one waking from another. */
  readonly wakeAlert: (id: string, because: string) => Promise<void>;
}
