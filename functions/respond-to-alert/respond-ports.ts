import type { Alert, AlertAction } from '#domain/alert.ts';
import type { PlaceBalance } from '#domain/assessment.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { AlertNews, Delivery } from '#domain/delivery.ts';
import type { Audience } from '#domain/due-news.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import type { MatchSettings } from '#domain/matching/match-settings.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { Recipient } from '#domain/recipient.ts';
import type { Retailer, Store } from '#domain/store.ts';

/** A way on which messages leave, with the writing of the message done inside. `send` raises unless it was accepted. */
export interface OutgoingChannel {
  readonly name: string;
  readonly audience: Audience;
  readonly leaseMs: number;
  readonly send: (news: AlertNews, recipient?: Recipient) => Promise<void>;
}

export interface RespondPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly hashOf: (text: string) => string;
  readonly channels: readonly OutgoingChannel[];
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
  readonly alertsOf: (place: string) => Promise<readonly { readonly value: Alert }[]>;
  /** Wakes the responder of another alert; `because` tells one waking from another. */
  readonly wakeAlert: (id: string, because: string) => Promise<void>;
  readonly actionsOf: (alert: string) => Promise<readonly AlertAction[]>;
  readonly readSearch: (alert: string, version: number) => Promise<SupplySearch | undefined>;
  /** False when another search of this version stands. */
  readonly putSearch: (search: SupplySearch) => Promise<boolean>;
  readonly suggestionsOf: (alert: string) => Promise<readonly Suggestion[]>;
  /** False when the suggestion is kept already. */
  readonly putSuggestion: (suggestion: Suggestion) => Promise<boolean>;
  /** What was accepted, changed or completed under any alert, of suggestions made since a day. */
  readonly agreedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
  /** What staff have set of the weights. */
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly refusedPairs: (product: string) => Promise<readonly RefusedPair[]>;
  /** Oldest version first. */
  readonly deliveriesOf: (alert: string) => Promise<readonly Delivery[]>;
  /** Writes where none is kept or over exactly the one that was read; false when it has changed. */
  readonly putDelivery: (delivery: Delivery, read?: Delivery) => Promise<boolean>;
  readonly recipients: () => Promise<readonly Recipient[]>;
  readonly balances: () => Promise<readonly PlaceBalance[]>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
}
