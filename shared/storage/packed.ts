import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Largest packed value that is kept; DynamoDB refuses items over 400 KB, keys and attributes included. */
export const MAX_PACKED_BYTES = 350 * 1024;

/** First byte of a packed value: how the rest is to be read. */
const JSON_ZSTD = 1;

/** A value as it is kept: its bytes, and a hash of its content that does not depend on the compressor. */
export interface Packed {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * Packs a JSON value into one Binary: a format byte, then zstd level 1 over its JSON text.
 * Equal values built in the same order of members have equal hashes.
 */
export function pack(value: unknown): Packed {
  const json = Buffer.from(JSON.stringify(value));
  const compressed = zstdCompressSync(json, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const bytes = new Uint8Array(compressed.length + 1);
  bytes[0] = JSON_ZSTD;
  bytes.set(compressed, 1);
  return { bytes, hash: contentHash(json) };
}

/** Raised for a packed value in a format that this version does not know, or that is damaged. */
export class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';
  /** Repeating does not mend it: a newer version does, or what is kept is put back. */
  readonly isPermanent = true;
}

/** The value that `pack` was given. Raises `UnreadableValue` where it cannot be read. */
export function unpack(bytes: Uint8Array): unknown {
  if (bytes[0] !== JSON_ZSTD) {
    throw new UnreadableValue(`Packed value has unknown format ${bytes[0]}; deploy a newer version`);
  }
  try {
    return JSON.parse(zstdDecompressSync(bytes.subarray(1)).toString('utf8'));
  } catch (cause) {
    throw new UnreadableValue('Packed value is damaged; restore the table', { cause });
  }
}

/** True where `unpack` gives a value. */
export function canBeUnpacked(bytes: Uint8Array): boolean {
  try {
    unpack(bytes);
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    return false;
  }
}

/** 128 bits of SHA-256, base64url: short enough for keys, long enough never to meet by chance. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest().subarray(0, 16).toString('base64url');
}
