/** A key as presented: its id names the retailer. */
export interface PresentedKey {
  readonly keyId: string;
  readonly retailer: string;
  readonly secret: string;
}

export interface AuthorizePorts {
  readonly parseBearer: (header: string | undefined) => PresentedKey | undefined;
  readonly keysOf: (
    retailer: string,
  ) => Promise<readonly { readonly id: string; readonly hash: string; readonly revokedAt?: number }[]>;
  readonly matches: (secret: string, hash: string) => boolean;
}

/** The retailer and key behind an Authorization header, or none: unknown, wrong and revoked keys are answered alike. */
export function authorizeRetailer({ parseBearer, keysOf, matches }: AuthorizePorts) {
  return async (header: string | undefined): Promise<{ retailer: string; keyId: string } | undefined> => {
    const presented = parseBearer(header);
    if (!presented) return undefined;
    const { retailer, keyId, secret } = presented;
    const key = (await keysOf(retailer)).find(({ id }) => id === keyId);
    return key && key.revokedAt === undefined && matches(secret, key.hash) ? { retailer, keyId } : undefined;
  };
}
