import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { AlertNews, Delivery } from '#domain/notification/delivery.ts';
import type { Audience } from '#domain/notification/due-news.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import type { EventEndPorts } from '#supply-search/event-end.ts';
import type { KeepSearchingPorts } from '#supply-search/keep-searching.ts';
import type { AwaitSuppliersPorts } from './await-suppliers.ts';
import type { PossibleSearchPorts } from './possible-search.ts';

/** A way on which messages leave, with the writing of the message done inside. `send` raises unless it was accepted. */
export interface OutgoingChannel {
  readonly name: string;
  readonly audience: Audience;
  readonly leaseMs: number;
  readonly send: (news: AlertNews, recipient?: Recipient) => Promise<void>;
}

export interface RespondPorts extends PossibleSearchPorts, KeepSearchingPorts, AwaitSuppliersPorts, EventEndPorts {
  readonly channels: readonly OutgoingChannel[];
  /** What a message tells of: the first search that was made for a version of the event, or of an alert before there were events. */
  readonly readSearch: (subject: string, version: number) => Promise<SupplySearch | undefined>;
  /** Wakes the responder of another alert; `because` tells one waking from another. */
  readonly wakeAlert: (id: string, because: string) => Promise<void>;
  /** Oldest version first. */
  readonly deliveriesOf: (alert: string) => Promise<readonly Delivery[]>;
  /** Writes where none is kept or over exactly the one that was read; false when it has changed. */
  readonly putDelivery: (delivery: Delivery, read?: Delivery) => Promise<boolean>;
  readonly recipients: () => Promise<readonly Recipient[]>;
}
