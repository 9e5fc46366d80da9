import { placeOfAlert } from '#domain/alert/alert.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { subjectOfSuggestion } from '#domain/matching/suggestion.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';

/** What a line of the trail is about, as far as it lies at one place and is of one good. */
export interface AboutWhat {
  readonly place?: string | undefined;
  readonly product?: string | undefined;
  readonly storeName?: string | undefined;
}

/** Finds the place and good of lines of the audit trail, from what they say of themselves. */
export function aboutWhat(stores: readonly Store[], today: BusinessDay): (entry: AuditEntry) => AboutWhat {
  const placeOfStore = new Map<string, string>(
    stores.map((store) => [storeKey(store.retailer, store.id), placeOf(store, today)]),
  );
  const nameOfStore = new Map<string, string>(stores.map(({ retailer, id, name }) => [storeKey(retailer, id), name]));
  const ofStore = (key: string | undefined) => (key === undefined ? undefined : placeOfStore.get(key));
  return (entry) => {
    const cut = entry.subject.indexOf('/');
    const [kind, id] = [entry.subject.slice(0, cut), entry.subject.slice(cut + 1)];
    switch (kind) {
      case 'alert':
        return { place: placeOfAlert(id), product: id.split('_')[1] };
      case 'suggestion':
        // Lines of before version 0.3 say no place: then the id tells, unless it is of an event.
        return {
          place: textIn(entry.after, 'place') ?? placeOfAlert(subjectOfSuggestion(id) ?? ''),
          product: textIn(entry.after, 'product'),
        };
      case 'store':
        return { place: ofStore(id), storeName: nameOfStore.get(id) };
      case 'doubt': {
        const [, retailer = '', store = '', product] = id.split('~');
        const key = storeKey(retailer, store);
        return { place: ofStore(key), storeName: nameOfStore.get(key), product };
      }
      case 'event': {
        const key = textIn(entry.after ?? entry.before, 'store');
        const storeName = key === undefined ? undefined : nameOfStore.get(key);
        return { place: ofStore(key), storeName, product: textIn(entry.after ?? entry.before, 'product') };
      }
      case 'threshold':
      case 'ceiling':
        return { product: id };
      case 'hold':
        return {
          place: textIn(entry.after ?? entry.before, 'place'),
          product: textIn(entry.after ?? entry.before, 'product'),
        };
      case 'refusal':
        return { product: id.split('#')[0] };
      default:
        return {};
    }
  };
}

/** A text that what was kept has under a name. */
export function textIn(kept: unknown, name: string): string | undefined {
  const value = memberOf(kept, name);
  return typeof value === 'string' ? value : undefined;
}

/** A number that what was kept has under a name. */
export function numberIn(kept: unknown, name: string): number | undefined {
  const value = memberOf(kept, name);
  return typeof value === 'number' ? value : undefined;
}

function memberOf(kept: unknown, name: string): unknown {
  if (typeof kept !== 'object' || kept === null) return undefined;
  return Object.entries(kept).find(([member]) => member === name)?.[1];
}
