import { present } from '#domain/present.ts';

/** A key as presented: its id names the retailer. */
export interface PresentedKey {
  readonly keyId: string;
  readonly retailer: string;
  readonly secret: string;
}

interface KeptKey {
  readonly id: string;
  readonly hash: string;
  readonly revokedAt?: number;
  /** The store that a phone's key is for, by its own id; absent of a retailer's key. */
  readonly store?: string;
}

/** Who is behind a key; with the one store that a phone's key is for. */
export interface KeyHolder {
  readonly retailer: string;
  readonly keyId: string;
  readonly store?: string;
}

export interface AuthorizePorts {
  readonly parseBearer: (header: string | undefined) => PresentedKey | undefined;
  /** The keys among which the presented one may be: the retailer's, or the phone's own. */
  readonly keysLike: (presented: PresentedKey) => Promise<readonly KeptKey[]>;
  readonly matches: (secret: string, hash: string) => boolean;
}

/** The retailer and key behind an Authorization header, or none: unknown, wrong and revoked keys are answered alike. */
export function authorizeRetailer({ parseBearer, keysLike, matches }: AuthorizePorts) {
  return async (header: string | undefined): Promise<KeyHolder | undefined> => {
    const presented = parseBearer(header);
    if (!presented) return undefined;
    const { retailer, keyId, secret } = presented;
    const key = (await keysLike(presented)).find(({ id }) => id === keyId);
    return key && key.revokedAt === undefined && matches(secret, key.hash)
      ? present({ retailer, keyId, store: key.store })
      : undefined;
  };
}
