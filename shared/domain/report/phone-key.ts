import type { StoreKey } from '../store.ts';

/**
 * What a printed sheet allows: some phones of one store may have keys of their own, for some days. Instants in
 * milliseconds since the epoch.
 */
export interface Enrolment {
  readonly store: StoreKey;
  /** The code stands on the sheet alone. */
  readonly codeHash: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
  /** So many phones may use it. */
  readonly phones: number;
  /** The keys that it was turned into, in their order. */
  readonly keys: readonly string[];
}

/** A phone's own key, for one store: only a hash of its secret is kept. */
export interface PhoneKey {
  readonly id: string;
  readonly store: StoreKey;
  readonly name: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}
