import type { Language } from '#domain/language.ts';

/** Who calls: proved by the gateway's authorizer before a handler runs. */
export type Caller =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'retailer';
      readonly retailer: string;
      readonly keyId: string;
      /** The one store that a phone's key is for; absent of a retailer's own key. */
      readonly store?: string;
    }
  | {
      readonly kind: 'staff';
      /** The opaque id of the person; absent for an account that was made before people had records. */
      readonly person?: string;
      /** The account by its own name, which says nothing of whose it is. */
      readonly account: string;
      readonly groups: readonly StaffGroup[];
      /** Sees these places and all inside them; `*` is everywhere, an empty list nothing. */
      readonly places: readonly string[];
    };

/** What the attribute of an account says that is limited to no place; having none of it says nothing. */
export const EVERYWHERE = '*';

export const STAFF_GROUPS = ['staff', 'lead', 'admin'] as const;
export type StaffGroup = (typeof STAFF_GROUPS)[number];

/** A request as use cases see it: the gateway's event with its encodings undone. */
export interface HttpRequest {
  /** "GET /v1/alerts/{id}". */
  readonly routeKey: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly language: Language;
  readonly requestId: string;
  readonly caller: Caller;
}

export interface HttpAnswer {
  readonly status: number;
  /** Sent as JSON, unless it is a string with its own content type, or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log names of it: ids and counts, never prices or keys. */
  readonly logged?: Readonly<Record<string, unknown>>;
}
