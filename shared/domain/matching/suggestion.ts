import { placeOfAlert } from '../alert.ts';
import type { BusinessDay } from '../business-day.ts';
import type { Bilingual } from '../product.ts';
import type { Contact } from '../store.ts';

export type SuggestionState = 'proposed' | 'accepted' | 'declined' | 'completed' | 'expired';

/** One side of a suggestion: a store (or a whole place) with the person to call. */
export interface Party {
  readonly retailer: string;
  readonly retailerName: string;
  readonly store: string;
  readonly storeName: string;
  readonly place: string;
  readonly contact: Contact;
}

/** "A could supply B with so much": ends in one person calling another, never in an order. */
export interface Suggestion {
  readonly id: string;
  readonly alert: string;
  readonly product: string;
  /** Thousandths of the product's unit. */
  readonly quantityMilli: number;
  readonly from: Party;
  readonly to: Party;
  /** Road kilometres: 1.3 x great circle unless a distance is given. */
  readonly distanceKm: number;
  /** VND for carrying the whole quantity. */
  readonly cost: number;
  readonly reasons: readonly string[];
  readonly explanation: Bilingual;
  readonly state: SuggestionState;
  readonly madeOn: BusinessDay;
  /** Why it was declined, or what was really moved. */
  readonly decision?: {
    readonly at: number;
    readonly by: string;
    readonly reason?: string;
  };
}

/** `<alert id>_<hash of both sides>`: the same pair is suggested once per alert. The hash holds no underscore. */
export function suggestionId(alert: string, pairHash: string): string {
  return `${alert}_${pairHash.replaceAll('_', '.')}`;
}

/** The place of the alert that a suggestion belongs to; none for a text that is no id. */
export function placeOfSuggestion(id: string): string | undefined {
  const alert = alertOfSuggestion(id);
  return alert === undefined ? undefined : placeOfAlert(alert);
}

/** The alert that a suggestion belongs to, read from its id; none for a text that is no id. */
function alertOfSuggestion(id: string): string | undefined {
  const end = id.lastIndexOf('_');
  return end > 0 ? id.slice(0, end) : undefined;
}
