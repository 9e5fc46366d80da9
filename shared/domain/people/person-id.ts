/** Letters and digits that nobody takes for one another. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 16;

/** Random bytes that an id is made from. */
export const PERSON_ID_BYTES = LENGTH;

/**
 * The opaque id of a person, `p-` and 80 bits in base 32. It says nothing of whom it means, so that what is kept for
 * years may hold it. Needs 16 bytes: of chance for a new person, of a hash for one who had another id before.
 */
export function personIdFrom(bytes: Uint8Array): string {
  if (bytes.length < LENGTH) throw new Error(`An id of a person is made from ${LENGTH} bytes, not ${bytes.length}`);
  return `p-${[...bytes.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('')}`;
}

/** True for an id that `personIdFrom` has made; entries of earlier versions hold a name or an address. */
export function isPersonId(text: string): boolean {
  return /^p-[a-km-np-z2-9]{16}$/.test(text);
}
