import { isUtf8 } from 'node:buffer';

/** The text of these bytes without a byte order mark, or nothing unless they are UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  return looksLikeUtf16(bytes) || !isUtf8(bytes) ? undefined : new TextDecoder('utf-8').decode(bytes);
}

/** True for the beginning of a text in UTF-16, which may be valid UTF-8 as well. */
export function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  // Latin letters in UTF-16 alternate with zero bytes, also when a gateway has decoded the text and encoded it anew.
  return bytes.subarray(0, 64).filter((byte) => byte === 0).length > 8;
}
