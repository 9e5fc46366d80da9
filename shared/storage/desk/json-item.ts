import { contentHash } from '../packed.ts';
import type { Attributes } from '../table-client.ts';

/** A value as JSON text, which keeps the order of members: what is read hashes as what was written. */
export function jsonOf(value: unknown): { readonly json: string; readonly h: string } {
  const json = JSON.stringify(value);
  return { json, h: contentHash(json) };
}

export function fromJson<T>(item: Attributes): T {
  return JSON.parse(item['json'] as string) as T;
}
